using System.IO.Compression;

namespace Helpdesk.Host.Packages;

/// <summary>Makes a package of a folder. The same files make the same bytes, whenever and wherever they lie.</summary>
internal static class PackageWriter
{
    /// <summary>The earliest that a zip can say: when a file was built is nobody's concern.</summary>
    private static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>A plain file that its owner may write and all may read.</summary>
    private const int PlainFile = unchecked((int)0x81A4_0000);

    /// <exception cref="PackageRefusedException">An installation would refuse what would be packed.</exception>
    public static async Task WriteAsync(PackedPlugin plugin, Stream output, CancellationToken cancellationToken)
    {
        var unpacked = 0L;
        await using (var archive = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true))
        {
            var files = Loading.PackageFiles.Entries(plugin.Folder).OfType<FileInfo>()
                .Select(file => (Path: PackageChecksums.PathOf(plugin.Folder, file), file.FullName))
                .Where(file => file.Path != PackageChecksums.FileName)
                .OrderBy(file => file.Path, StringComparer.Ordinal);
            foreach (var (path, fullName) in files)
            {
                await using var content = File.OpenRead(fullName);
                await AddAsync(archive, path, content, cancellationToken);
                unpacked += content.Length;
            }

            using var checksums = new MemoryStream(plugin.Contents.ToBytes(), writable: false);
            await AddAsync(archive, PackageChecksums.FileName, checksums, cancellationToken);
        }

        if (output.Length > PackageLimits.LargestPackage)
        {
            throw new PackageRefusedException("The package would be larger than 64 MiB.");
        }

        if (PackageLimits.IsBomb(unpacked, output.Length))
        {
            throw new PackageRefusedException($"Its files shrink to less than a {PackageLimits.MostGrowth}th: no desk would unpack that.");
        }
    }

    private static async Task AddAsync(ZipArchive archive, string path, Stream content, CancellationToken cancellationToken)
    {
        var entry = archive.CreateEntry(path, CompressionLevel.Optimal);
        entry.LastWriteTime = NoTime;
        entry.ExternalAttributes = PlainFile;
        await using var packed = await entry.OpenAsync(cancellationToken);
        await content.CopyToAsync(packed, cancellationToken);
    }
}
