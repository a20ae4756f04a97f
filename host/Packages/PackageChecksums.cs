using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Helpdesk.Host.Loading;

namespace Helpdesk.Host.Packages;

/// <summary>
/// The SHA-256 of every file of a package but this list itself, as <c>sha256sum</c> writes and checks it. It finds what was
/// damaged or changed on the way; it says nothing of who made the package.
/// </summary>
internal sealed class PackageChecksums
{
    public const string FileName = "checksums.sha256";
    private const int HashLength = 64;

    private static readonly SearchValues<char> HashDigits = SearchValues.Create("0123456789abcdef");

    private readonly SortedDictionary<string, string> _hashes;

    public PackageChecksums(IEnumerable<KeyValuePair<string, string>> hashes) =>
        _hashes = new SortedDictionary<string, string>(hashes.ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal);

    public int Count => _hashes.Count;

    /// <summary>What is in the folder now, whatever a list in it says.</summary>
    public static PackageChecksums Of(string folder) =>
        new(PackageFiles.Entries(folder).OfType<FileInfo>()
            .Select(file => (Path: PathOf(folder, file), file.FullName))
            .Where(file => file.Path != FileName)
            .Select(file => KeyValuePair.Create(file.Path, HashOf(file.FullName))));

    /// <exception cref="PackageRefusedException">It is not such a list.</exception>
    public static PackageChecksums Parse(string text)
    {
        var hashes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimEnd('\r')))
        {
            var isLine = line.Length > HashLength + 2 && line.AsSpan(HashLength, 2) is "  " or " *" && line.AsSpan(0, HashLength).IndexOfAnyExcept(HashDigits) < 0;
            if (!isLine || !hashes.TryAdd(line[(HashLength + 2)..], line[..HashLength]))
            {
                throw new PackageRefusedException($"{FileName} is not a list of checksums as sha256sum writes it.");
            }
        }

        return new PackageChecksums(hashes);
    }

    /// <summary>The list that lies in a folder; null where there is none.</summary>
    /// <exception cref="PackageRefusedException">It is not such a list.</exception>
    public static PackageChecksums? In(string folder)
    {
        var file = new FileInfo(Path.Combine(folder, FileName));
        return !file.Exists ? null
            : file.Length > PackageLimits.LargestChecksums ? throw new PackageRefusedException($"{FileName} is larger than 1 MiB.")
            : Parse(File.ReadAllText(file.FullName));
    }

    public static string PathOf(string folder, FileSystemInfo file) => Path.GetRelativePath(folder, file.FullName).Replace(Path.DirectorySeparatorChar, '/');

    /// <summary>Where what is there departs from this list; null when it does not.</summary>
    public string? Fault(PackageChecksums actual)
    {
        foreach (var (path, hash) in _hashes)
        {
            if (!actual._hashes.TryGetValue(path, out var found))
            {
                return $"'{path}' is in {FileName} but not in the package.";
            }

            if (found != hash)
            {
                return $"'{path}' is not what was packed: its checksum is another. The package was damaged or tampered with.";
            }
        }

        return actual._hashes.Keys.FirstOrDefault(path => !_hashes.ContainsKey(path)) is { } stray ? $"'{stray}' is in the package but not in {FileName}." : null;
    }

    public bool IsSameAs(PackageChecksums other) => Fault(other) is null;

    public override string ToString() =>
        string.Concat(_hashes.Select(file => string.Create(CultureInfo.InvariantCulture, $"{file.Value}  {file.Key}\n")));

    public byte[] ToBytes() => Encoding.UTF8.GetBytes(ToString());

    private static string HashOf(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }
}
