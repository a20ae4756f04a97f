using System.IO.Compression;
using System.Security.Cryptography;
using Helpdesk.Engine.Plugins;

namespace Helpdesk.Host.Packages;

/// <summary>
/// Unpacks a package into an empty folder. Whatever the file says of itself is checked before the first byte is written, and
/// counted while the bytes come (LP8).
/// </summary>
internal static class PackageArchive
{
    private const int TypeMask = 0xF000;
    private const int RegularFile = 0x8000;
    private const int Folder = 0x4000;

    /// <exception cref="PackageRefusedException">It is not a package, or means ill; what was written lies in the folder.</exception>
    public static async Task UnpackAsync(Stream file, string folder, CancellationToken cancellationToken)
    {
        if (file.Length > PackageLimits.LargestPackage)
        {
            throw new PackageRefusedException("The package is larger than 64 MiB.");
        }

        ArchiveEnd.Check(file);
        try
        {
            await using var archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            var entries = Check(archive);
            var actual = await new Unpacking(folder, file.Length).AllAsync(entries, cancellationToken);
            if (PackageChecksums.In(folder)!.Fault(actual) is { } fault)
            {
                throw new PackageRefusedException(fault);
            }
        }
        catch (Exception fault) when (fault is InvalidDataException or EndOfStreamException or NotSupportedException)
        {
            throw new PackageRefusedException("The package is damaged: it can't be unpacked.", fault);
        }
    }

    /// <summary>The files among the entries, when all of them may be.</summary>
    private static List<ZipArchiveEntry> Check(ZipArchive archive)
    {
        var files = new Dictionary<string, ZipArchiveEntry>(StringComparer.OrdinalIgnoreCase);
        var folders = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in archive.Entries)
        {
            var isFolder = entry.FullName.EndsWith('/');
            var path = PackagePath.WithoutEnd(entry.FullName);
            Refuse(PackagePath.Fault(path));
            Refuse(Kind(entry, isFolder));
            folders.UnionWith(PackagePath.Above(path));
            if (isFolder)
            {
                folders.Add(path);
            }
            else if (!files.TryAdd(path, entry))
            {
                Refuse($"'{path}' is in the package twice, or under names that differ only in capitals.");
            }
        }

        Refuse(files.Keys.FirstOrDefault(folders.Contains) is { } both ? $"'{both}' is a file and a folder at once." : null);
        Refuse(Missing(files));
        return [.. files.Values];
    }

    private static string? Kind(ZipArchiveEntry entry, bool isFolder)
    {
        // The upper half of the attributes holds what Unix knows of the file; other systems leave it at 0.
        var type = (entry.ExternalAttributes >> 16) & TypeMask;
        return entry.IsEncrypted ? $"'{entry.FullName}' is encrypted."
            : type != 0 && type != (isFolder ? Folder : RegularFile) ? $"'{entry.FullName}' is a link or something else that is not a file."
            : null;
    }

    private static string? Missing(Dictionary<string, ZipArchiveEntry> files)
    {
        foreach (var needed in new[] { ManifestReader.FileName, PackageChecksums.FileName })
        {
            if (files.GetValueOrDefault(needed)?.FullName == needed)
            {
                continue;
            }

            var nested = files.Keys.FirstOrDefault(path => path.EndsWith("/" + needed, StringComparison.Ordinal));
            return nested is null
                ? $"There is no {needed} in the package."
                : $"{needed} is not at the top of the package but in '{nested[..^(needed.Length + 1)]}': pack the folder's contents, not the folder.";
        }

        return null;
    }

    private static void Refuse(string? sentence)
    {
        if (sentence is not null)
        {
            throw new PackageRefusedException(sentence);
        }
    }

    /// <summary>Writes the files out, hashing and counting what really comes.</summary>
    private sealed class Unpacking(string folder, long packed)
    {
        private readonly byte[] _buffer = new byte[81920];
        private long _unpacked;

        public async Task<PackageChecksums> AllAsync(IEnumerable<ZipArchiveEntry> entries, CancellationToken cancellationToken)
        {
            var hashes = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var entry in entries)
            {
                var hash = await OneAsync(entry, cancellationToken);
                if (entry.FullName != PackageChecksums.FileName)
                {
                    hashes.Add(entry.FullName, hash);
                }
            }

            return new PackageChecksums(hashes);
        }

        private async Task<string> OneAsync(ZipArchiveEntry entry, CancellationToken cancellationToken)
        {
            var target = Path.Combine(folder, entry.FullName);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            await using var source = await entry.OpenAsync(cancellationToken);
            await using var copy = new FileStream(target, FileMode.CreateNew, FileAccess.Write, FileShare.None);
            var written = 0L;
            int read;
            while ((read = await source.ReadAsync(_buffer, cancellationToken)) > 0)
            {
                Count(read);
                written += read;
                hash.AppendData(_buffer, 0, read);
                await copy.WriteAsync(_buffer.AsMemory(0, read), cancellationToken);
            }

            Refuse(written != entry.Length ? $"'{entry.FullName}' is not as long as the package says." : null);
            return Convert.ToHexStringLower(hash.GetHashAndReset());
        }

        private void Count(int read)
        {
            _unpacked += read;
            Refuse(_unpacked > PackageLimits.LargestContents ? "Unpacked it is larger than 256 MiB." : null);
            Refuse(PackageLimits.IsBomb(_unpacked, packed)
                ? $"Unpacked it is more than {PackageLimits.MostGrowth} times as large as packed: it looks like a bomb."
                : null);
        }
    }
}
