namespace Helpdesk.EmailIngest.Reading.Replies;

/// <summary>Lines with a quote mark in front, one after the other.</summary>
internal static class QuoteBlock
{
    private const int LinesLookedInto = 12;

    public static bool StartsAt(IReadOnlyList<TextLine> lines, int line, bool isAnnounced) =>
        line < lines.Count && (lines[line].IsQuoted || (isAnnounced && IsBarred(lines[line])));

    /// <summary>The first line after the block; empty lines at its end are not of it.</summary>
    public static int EndOf(IReadOnlyList<TextLine> lines, int start)
    {
        var isBarred = !lines[start].IsQuoted;
        var end = start;
        for (var i = start; i < lines.Count; i = TextLines.NextFilled(lines, i))
        {
            if (isBarred ? IsBarred(lines[i]) : lines[i].IsQuoted)
            {
                end = ++i;
            }
            else if (!isBarred && IsBrokenLink(lines, i))
            {
                i++;
            }
            else
            {
                break;
            }
        }

        return end;
    }

    /// <summary>What the block begins with: who wrote it, the headers of the mail, a forwarded mail.</summary>
    public static HistoryKind? Head(IReadOnlyList<TextLine> lines, int start, int end)
    {
        var inner = new List<TextLine>();
        for (var i = start; i < end && inner.Count < LinesLookedInto; i++)
        {
            inner.Add(lines[i].Inner());
        }

        var first = TextLines.NextFilled(inner, 0);
        return first < inner.Count && new History(inner).At(first) is { } head ? head.Kind : null;
    }

    /// <summary>Old Lotus and Pegasus programs draw a bar; a table's rows end with one as well.</summary>
    private static bool IsBarred(TextLine line) => line.Content.Length > 0 && line.Content[0] == '|' && (line.Content.Length == 1 || line.Content[^1] != '|');

    /// <summary>A long link that fell out of the quote when the line was wrapped.</summary>
    private static bool IsBrokenLink(IReadOnlyList<TextLine> lines, int line)
    {
        var content = lines[line].Content;
        return line + 1 < lines.Count && lines[line - 1].IsQuoted && lines[line + 1].IsQuoted && !content.Contains(' ', StringComparison.Ordinal)
            && content.TrimStart('<', '(').StartsWith("http", StringComparison.OrdinalIgnoreCase);
    }
}
