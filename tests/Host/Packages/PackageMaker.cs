using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Helpdesk.Host.Packages;

namespace Helpdesk.Host.Tests.Packages;

/// <summary>Packages as an attacker would make them: what is wrong with one is in the zip itself, the checksums are right unless told.</summary>
internal sealed class PackageMaker
{
    private static readonly byte[] Assembly = Loading.TinyAssembly.Named("Evil");

    private readonly List<(string Path, byte[] Content, int Attributes)> _entries = [];

    public static string Manifest(string id = "evil", string version = "1.0.0", string engine = "^0.1.0") =>
        $$"""{ "id": "{{id}}", "name": "Evil", "version": "{{version}}", "engine": "{{engine}}", "assembly": "Evil.dll" }""";

    /// <summary>A plugin that can run here, as far as anybody can tell without loading it.</summary>
    public static PackageMaker Good(string id = "evil", string version = "1.0.0") =>
        new PackageMaker().With("plugin.json", Manifest(id, version)).With("Evil.dll", Assembly);

    public PackageMaker With(string path, string content) => With(path, Encoding.UTF8.GetBytes(content));

    public PackageMaker With(string path, byte[] content, int attributes = 0)
    {
        _entries.Add((path, content, attributes));
        return this;
    }

    public PackageMaker Without(string path)
    {
        _entries.RemoveAll(entry => entry.Path == path);
        return this;
    }

    /// <summary>The zip, with the list of checksums that belongs to it, or another.</summary>
    public byte[] Zip(string? checksums = null, bool withChecksums = true)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            var list = checksums ?? string.Concat(_entries.DistinctBy(entry => entry.Path, StringComparer.Ordinal).Select(entry => $"{Convert.ToHexStringLower(SHA256.HashData(entry.Content))}  {entry.Path}\n"));
            foreach (var (path, content, attributes) in withChecksums ? _entries.Append((PackageChecksums.FileName, Encoding.UTF8.GetBytes(list), 0)) : _entries)
            {
                var entry = archive.CreateEntry(path, CompressionLevel.Fastest);
                entry.ExternalAttributes = attributes;
                using var target = entry.Open();
                target.Write(content);
            }
        }

        return stream.ToArray();
    }
}
