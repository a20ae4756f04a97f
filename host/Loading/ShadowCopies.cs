using System.Security.Cryptography;
using System.Text;

namespace Helpdesk.Host.Loading;

/// <summary>
/// Private copies of packages, from which they are loaded: the originals can be replaced or deleted while they run.
/// Each process has a folder of its own below <c>shadow/</c>, held by a lock; what ended processes left is cleared
/// away at the start of the next.
/// </summary>
internal sealed class ShadowCopies : IDisposable
{
    private readonly string _folder;
    private readonly FileStream _lock;

    public ShadowCopies(string dataDirectory)
    {
        var root = Path.Combine(dataDirectory, "shadow");
        Directory.CreateDirectory(root);
        foreach (var left in Directory.EnumerateFileSystemEntries(root).Select(Path.GetFileNameWithoutExtension).Distinct(StringComparer.Ordinal))
        {
            Clear(Path.Combine(root, left!));
        }

        // The lock first: a folder whose lock can be had belongs to nobody.
        (_folder, _lock) = Begin(root);
        Directory.CreateDirectory(_folder);
    }

    /// <summary>Copies a package, unless the same contents were copied before.</summary>
    /// <returns>The copy's folder and the hash of its contents.</returns>
    public ShadowCopy Take(string folder, string id, string version)
    {
        var incoming = Path.Combine(_folder, Guid.NewGuid().ToString("N"));
        var hash = Copy(folder, incoming);
        var copy = Path.Combine(_folder, id, $"{version}-{hash}");
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

    public void Dispose()
    {
        _lock.Dispose();
        Clear(_folder);
    }

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

    private static (string Folder, FileStream Lock) Begin(string root)
    {
        for (var attempt = 1; ; attempt++)
        {
            var folder = Path.Combine(root, Guid.NewGuid().ToString("N"));
            try
            {
                return (folder, Hold(folder));
            }
            catch (IOException) when (attempt < 10)
            {
                // A process that starts just now took our new lock for one that was left. The next name, then.
            }
        }
    }

    private static FileStream Hold(string folder) => new(folder + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

    /// <summary>Clears a folder away if nobody holds it. What can't be deleted now can be at the next start.</summary>
    private static void Clear(string folder)
    {
        try
        {
            using var held = Hold(folder);
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }

            File.Delete(held.Name);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return;
        }
    }
}

/// <summary>A private copy of a package.</summary>
internal sealed record ShadowCopy(string Folder, string Hash);
