using System.Globalization;
using System.Text;
using Helpdesk.Engine.Texts;

namespace Helpdesk.Engine.Attachments;

/// <summary>
/// A name for showing and saving, made of whatever came with an upload (LX2): no folder, nothing that is invisible or
/// turns the text around (<c>exe.gpj</c> shown as <c>jpg.exe</c>), never empty. It is never used on our disk.
/// </summary>
internal static class SafeFileName
{
    private const string Nameless = "file";
    private const int LongestExtension = 20;

    public static string Of(string? given)
    {
        var name = new StringBuilder();
        foreach (var rune in LastSegment(StorableText.Of(given)).EnumerateRunes())
        {
            if (!IsHidden(rune))
            {
                name.Append(Rune.IsWhiteSpace(rune) ? " " : rune.ToString());
            }
        }

        // Windows drops dots and spaces at the end, so what looks like 'a.txt .' would be saved as something else.
        var shown = Shorten(name.ToString().Trim().TrimEnd('.', ' '));
        return shown.Length == 0 ? Nameless : shown;
    }

    private static string LastSegment(string name)
    {
        var path = name.TrimEnd('/', '\\');
        return path[(path.LastIndexOfAny(['/', '\\']) + 1)..];
    }

    private static bool IsHidden(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        // Letters and marks by their category, but nothing to be seen (Default_Ignorable_Code_Point).
        || rune.Value is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x3164 or 0xFFA0 or (>= 0x180B and <= 0x180F) or (>= 0xE0000 and <= 0xE0FFF);

    private static string Shorten(string name)
    {
        if (name.Length <= Attachment.LongestName)
        {
            return name;
        }

        var extension = Path.GetExtension(name);
        if (extension.Length > LongestExtension)
        {
            extension = "";
        }

        var length = Attachment.LongestName - extension.Length;
        return name[..(char.IsHighSurrogate(name[length - 1]) ? length - 1 : length)] + extension;
    }
}
