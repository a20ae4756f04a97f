namespace Helpdesk.Engine.Texts;

/// <summary>Text that goes into lists and mail headers, where a line break would begin another header (LX16).</summary>
internal static class OneLine
{
    /// <summary>
    /// Line breaks, other control characters and those that turn the direction of what follows (UAX #9 §2: they have no end on a line) become
    /// spaces, and the ends are trimmed; nothing is cut off.
    /// </summary>
    public static string Of(string? text)
    {
        var kept = StorableText.Of(text).ReplaceLineEndings(" ");
        return string.Create(kept.Length, kept, static (line, given) =>
        {
            for (var i = 0; i < line.Length; i++)
            {
                line[i] = char.IsControl(given[i]) || given[i] is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') ? ' ' : given[i];
            }
        }).Trim();
    }
}
