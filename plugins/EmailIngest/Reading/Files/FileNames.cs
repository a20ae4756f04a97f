using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using Helpdesk.EmailIngest.Reading.Characters;

namespace Helpdesk.EmailIngest.Reading.Files;

/// <summary>Names that no file system, page or reader is fooled by (scenario 64).</summary>
internal static class FileNames
{
    private const int MostBytes = 255;

    /// <summary>Windows opens a device under these names, whatever follows the first dot.</summary>
    private static readonly FrozenSet<string> Devices = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase, "con", "prn", "aux", "nul", "conin$", "conout$", "com0", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt0", "lpt1", "lpt2", "lpt3",
        "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9", "com¹", "com²", "com³", "lpt¹", "lpt²", "lpt³");

    /// <summary>Empty if nothing is left that is a name.</summary>
    public static string Safe(string? name)
    {
        var last = CleanText.OfLine(name ?? "");
        last = last[(last.LastIndexOfAny(['/', '\\']) + 1)..];
        var clean = new StringBuilder(last.Length);
        foreach (var rune in last.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
            {
                continue;
            }

            clean.Append(rune.Value is '<' or '>' or ':' or '"' or '|' or '?' or '*' ? "_" : rune.ToString());
        }

        var trimmed = clean.ToString().Trim().TrimEnd('.', ' ');
        var stem = trimmed.Split('.', 2)[0].TrimEnd();
        return Shortened(Devices.Contains(stem) ? "_" + trimmed : trimmed);
    }

    /// <summary>Cut in the middle, so that the extension stays.</summary>
    private static string Shortened(string name)
    {
        if (Encoding.UTF8.GetByteCount(name) <= MostBytes)
        {
            return name;
        }

        var dot = name.LastIndexOf('.');
        var extension = dot > 0 && name.Length - dot <= 16 ? name[dot..] : "";
        var room = MostBytes - Encoding.UTF8.GetByteCount(extension);
        var stem = new StringBuilder();
        foreach (var rune in name[..(name.Length - extension.Length)].EnumerateRunes())
        {
            room -= rune.Utf8SequenceLength;
            if (room < 0)
            {
                break;
            }

            stem.Append(rune.ToString());
        }

        return stem.Append(extension).ToString();
    }
}
