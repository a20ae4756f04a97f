namespace Helpdesk.Engine.Texts;

/// <summary>Text that goes into lists and mail headers, where a line break would begin another header (LX16).</summary>
internal static class OneLine
{
    /// <summary>Line breaks and other control characters become spaces, and the ends are trimmed; nothing is cut off.</summary>
    public static string Of(string? text)
    {
        var kept = StorableText.Of(text).ReplaceLineEndings(" ");
        return string.Create(kept.Length, kept, static (line, given) =>
        {
            for (var i = 0; i < line.Length; i++)
            {
                line[i] = char.IsControl(given[i]) ? ' ' : given[i];
            }
        }).Trim();
    }
}
