using System.Collections.Frozen;
using System.Text;

namespace Helpdesk.Host.Packages;

/// <summary>
/// The path of a file in a package: one that means the same file on every system, below the package's own folder. What only
/// one system would take amiss is refused on all of them, so that a package works everywhere or nowhere.
/// </summary>
internal static class PackagePath
{
    private const string Forbidden = "\\:<>\"|?*";

    /// <summary>Names that Windows gives to devices, whatever comes behind a dot.</summary>
    private static readonly FrozenSet<string> Devices = new[] { "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$" }
        .Concat("0123456789\u00b9\u00b2\u00b3".SelectMany(digit => new[] { $"COM{digit}", $"LPT{digit}" }))
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Why the path can't be; null when it can.</summary>
    public static string? Fault(string path) => path switch
    {
        "" => "The package holds a file without a name.",
        { Length: > PackageLimits.LongestPath } => $"The path '{Shown(path[..40])}…' is longer than {PackageLimits.LongestPath} characters.",
        _ when path.Any(character => char.IsControl(character) || Forbidden.Contains(character, StringComparison.Ordinal)) || !IsNormal(path) =>
            $"The path '{Shown(path)}' has characters in it that not every system takes for a file's name.",
        _ when path.StartsWith('/') => $"The path '{path}' leads out of the package: it begins at the root.",
        _ => path.Split('/').Select(segment => Fault(path, segment)).FirstOrDefault(fault => fault is not null),
    };

    /// <summary>A folder's path as the archive writes it, without the slash at its end.</summary>
    public static string WithoutEnd(string path) => path.EndsWith('/') ? path[..^1] : path;

    /// <summary>Every folder above a file, the nearest first.</summary>
    public static IEnumerable<string> Above(string path)
    {
        for (var end = path.LastIndexOf('/'); end > 0; end = path.LastIndexOf('/', end - 1))
        {
            yield return path[..end];
        }
    }

    private static string? Fault(string path, string segment) => segment switch
    {
        ".." => $"The path '{path}' leads out of the package.",
        "" or "." => $"The path '{path}' is not written plainly.",
        _ when segment.EndsWith('.') || segment.EndsWith(' ') || segment.StartsWith(' ') => $"The path '{path}' has a name in it that begins with a blank, or ends with a blank or a dot.",
        _ when Devices.Contains(segment.Split('.')[0].TrimEnd(' ')) => $"The path '{path}' is the name of a device on some systems.",
        _ => null,
    };

    /// <summary>Some systems compose accents, others don't: two names that look alike would be one file here and two there.</summary>
    private static bool IsNormal(string path)
    {
        try
        {
            return path.IsNormalized(NormalizationForm.FormC);
        }
        catch (ArgumentException)
        {
            // Half a character.
            return false;
        }
    }

    private static string Shown(string path) => string.Concat(path.Select(character => char.IsControl(character) ? '\ufffd' : character));
}
