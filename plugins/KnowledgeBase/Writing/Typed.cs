namespace Helpdesk.KnowledgeBase.Writing;

/// <summary>What came from a form, as every database can keep it.</summary>
internal static class Typed
{
    /// <summary>One line: ends trimmed, other white space and control characters as single spaces.</summary>
    public static string Line(string? text) =>
        string.Join(' ', string.Create(text?.Length ?? 0, text, static (line, given) =>
        {
            for (var i = 0; i < line.Length; i++)
            {
                line[i] = char.IsControl(given![i]) ? ' ' : given[i];
            }
        }).Split(' ', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Lines end as Markdown files do. NUL, which PostgreSQL does not hold, becomes the character for one that is lost (Unicode §5.22).</summary>
    public static string Text(string? text) => (text ?? "").ReplaceLineEndings("\n").Replace('\0', '\uFFFD').TrimEnd();
}
