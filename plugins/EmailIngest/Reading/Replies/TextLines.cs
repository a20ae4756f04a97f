namespace Helpdesk.EmailIngest.Reading.Replies;

/// <summary>A mail's text in lines.</summary>
internal static class TextLines
{
    public static List<TextLine> Of(string text)
    {
        var lines = new List<TextLine>();
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            lines.Add(TextLine.Of(line.ToString()));
        }

        return Marked(lines);
    }

    public static List<TextLine> Of(IEnumerable<string> text) => Marked([.. text.Select(TextLine.Of)]);

    /// <summary>The first line at or after <paramref name="from"/> that says something; the number of lines if none does.</summary>
    public static int NextFilled(IReadOnlyList<TextLine> lines, int from)
    {
        while (from < lines.Count && lines[from].IsBlank)
        {
            from++;
        }

        return from;
    }

    public static int PreviousFilled(IReadOnlyList<TextLine> lines, int from)
    {
        while (from >= 0 && lines[from].IsBlank)
        {
            from--;
        }

        return from;
    }

    private static List<TextLine> Marked(List<TextLine> lines)
    {
        MarkCode(lines);
        UnquoteWhatIsNoQuote(lines);
        return lines;
    }

    private static void MarkCode(List<TextLine> lines)
    {
        var open = -1;
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].IsQuoted || !lines[i].Content.StartsWith("```", StringComparison.Ordinal))
            {
                continue;
            }

            if (open < 0)
            {
                open = i;
                continue;
            }

            for (var inside = open; inside <= i; inside++)
            {
                lines[inside].IsCode = true;
            }

            open = -1;
        }
    }

    private static void UnquoteWhatIsNoQuote(List<TextLine> lines)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].Depth == 3 ? IsOfGroupWise(lines[i]) : lines[i].Depth == 1 && ClosesAddress(lines, i))
            {
                lines[i] = lines[i].AsUnquoted();
            }
        }
    }

    private static bool IsOfGroupWise(TextLine line) =>
        line.Text.Length <= TextLine.LongestLooked && line.Text.Trim() is var text && LineSignReader.IsOfGroupWise(text)
        && LineSignReader.Read(text).HasFlag(LineSigns.Dashed);

    /// <summary>"&lt;name@example.com" and "&gt; wrote:" on two lines: the mark closes an address, it opens no quote.</summary>
    private static bool ClosesAddress(List<TextLine> lines, int line) =>
        lines[line].Content is { Length: > 0 and <= 40 } content && content[^1] is ':' or '：' && HasOpenAngle(lines, line - 1)
        && (content.Length == 1 || AttributionWords.HasVerb(content));

    private static bool HasOpenAngle(List<TextLine> lines, int last)
    {
        for (var i = last; i >= 0 && i > last - 3; i--)
        {
            var text = lines[i].Text;
            if (lines[i].IsQuoted || lines[i].IsBlank || text.Length > TextLine.LongestLooked)
            {
                return false;
            }

            var open = text.LastIndexOf('<');
            if (open >= 0)
            {
                // "mailto:Name <name@example.com>" inside angles of its own leaves the outer one open.
                return text.LastIndexOf('>') < open || (i < last || text.Contains("mailto:", StringComparison.OrdinalIgnoreCase));
            }
        }

        return false;
    }
}
