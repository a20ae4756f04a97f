using System.Security.Cryptography;
using System.Text;
using Helpdesk.Host.Process;

namespace Helpdesk.Host.Loading;

/// <summary>
/// Private copies of packages, from which they are loaded: the originals can be replaced or deleted while they run.
/// Each process has a folder of its own below <c>shadow/</c>, held by a lock; what ended processes left is cleared
/// away at the start of the next.
/// </summary>
internal sealed class ShadowCopies : IDisposable
{
    private readonly HeldFolder _folder;

    public ShadowCopies(string dataDirectory)
    {
        var root = Path.Combine(dataDirectory, "shadow");
        HeldFolder.Sweep(root);
        _folder = HeldFolder.Begin(root);
    }

    /// <summary>Copies a package, unless the same contents were copied before.</summary>
    /// <returns>The copy's folder and the hash of its contents.</returns>
    public ShadowCopy Take(string folder, string id, string version)
    {
        var incoming = Path.Combine(_folder.Path, Guid.NewGuid().ToString("N"));
        var hash = Copy(folder, incoming);
        var copy = Path.Combine(_folder.Path, id, $"{version}-{hash}");
        if (Directory.Exists(copy))
        {
            Directory.Delete(incoming, recursive: true);
        }
        else
        {
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            Directory.Move(incoming, copy);
        }

        return new ShadowCopy(copy, hash);
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Hashes what it copies, as it copies it: the hash is that of the copy, whatever happens to the original.</summary>
    private static string Copy(string from, string to)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[81920];
        foreach (var entry in PackageFiles.Entries(from))
        {
            var name = Path.GetRelativePath(from, entry.FullName);
            var target = Path.Combine(to, name);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            using var source = File.OpenRead(entry.FullName);
            using var copy = File.Create(target);
            hash.AppendData(Encoding.UTF8.GetBytes($"{name}\n{source.Length}\n"));
            int read;
            while ((read = source.Read(buffer)) > 0)
            {
                hash.AppendData(buffer.AsSpan(0, read));
                copy.Write(buffer.AsSpan(0, read));
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }
}

/// <summary>A private copy of a package.</summary>
internal sealed record ShadowCopy(string Folder, string Hash);
