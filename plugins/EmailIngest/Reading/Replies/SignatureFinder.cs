namespace Helpdesk.EmailIngest.Reading.Replies;

/// <summary>
/// Finds the signature at the end of the new words: after a delimiter, after "Best regards", a line of a mobile client, a block of telephone numbers.
/// Short and at the end, or it is none.
/// </summary>
internal static class SignatureFinder
{
    private const int MostLines = 12;
    private const int MostLinesAfterDelimiter = 25;
    private const int LongestLine = 80;

    private static readonly string[] Postscripts = ["ps", "p.s.", "p.s", "nb", "n.b.", "p.p.s.", "pps"];

    /// <summary>The line that it begins with; null if there is none.</summary>
    /// <param name="mayBeAll">Whether there are new words elsewhere: otherwise the first line is never of it.</param>
    public static int? StartOf(IReadOnlyList<TextLine> lines, int start, int end, bool mayBeAll)
    {
        var first = mayBeAll ? start : start + 1;
        var devices = AddedLinesFrom(lines, first, end);
        var tail = Tail(lines, first, devices ?? end);
        var written = tail.Count == 0 ? null
            : Delimited(lines, tail) ?? Closed(lines, tail) ?? Dashed(lines, tail, start) ?? ContactBlock.StartOf(lines, tail, start);
        return (written ?? devices) is { } found ? WithDelimitersAbove(lines, found, first) : null;
    }

    /// <summary>The last lines that say something, in order, as many as a signature can have.</summary>
    private static List<int> Tail(IReadOnlyList<TextLine> lines, int first, int end)
    {
        var tail = new List<int>();
        for (var i = end - 1; i >= first && tail.Count <= MostLinesAfterDelimiter && !lines[i].IsQuoted && !lines[i].IsCode; i--)
        {
            if (!lines[i].IsBlank)
            {
                tail.Add(i);
            }
        }

        tail.Reverse();
        return tail;
    }

    /// <summary>Lines of a mobile client, and delimiters that nothing follows.</summary>
    private static int? AddedLinesFrom(IReadOnlyList<TextLine> lines, int first, int end)
    {
        int? found = null;
        for (var i = end - 1; i >= first && (lines[i].IsBlank || IsAdded(lines[i])); i--)
        {
            found = lines[i].IsBlank ? found : i;
        }

        return found;
    }

    private static bool IsAdded(TextLine line) => IsDelimiter(line) || (!line.IsQuoted && !line.IsCode && DeviceLines.Is(line.Content));

    private static int? Delimited(IReadOnlyList<TextLine> lines, List<int> tail)
    {
        for (var i = tail.Count - 2; i >= 0; i--)
        {
            var (delimiter, block) = (lines[tail[i]], tail[(i + 1)..]);
            if (IsShortDelimiter(delimiter) && (block.Count <= MostLines || delimiter.Text == "-- "))
            {
                return tail[i];
            }

            if (IsRule(delimiter))
            {
                return block.Count <= MostLines && LooksLikeSignature(lines, block) ? tail[i] : null;
            }
        }

        return null;
    }

    // Under a rule there may as well be the next chapter, or a log.
    private static bool LooksLikeSignature(IReadOnlyList<TextLine> lines, List<int> block) =>
        block.TrueForAll(line => IsOfSignature(lines[line].Content))
        && (Closings.Is(lines[block[0]].Content) || block.Count(line => ContactBlock.IsContact(lines[line].Content)) * 3 >= block.Count
            || (block.Count <= 3 && block.TrueForAll(line => IsPersonsName(lines[line].Content))));

    private static int? Closed(IReadOnlyList<TextLine> lines, List<int> tail)
    {
        for (var i = tail.Count - 2; i >= 0 && i >= tail.Count - 1 - MostLines; i--)
        {
            if (Closings.Is(lines[tail[i]].Content))
            {
                return IsPersonsName(lines[tail[i + 1]].Content) && tail[(i + 1)..].TrueForAll(line => IsOfSignature(lines[line].Content)) ? tail[i] : null;
            }
        }

        return null;
    }

    public static bool IsOfSignature(string content) =>
        content.Length <= LongestLine && content[^1] is not ('?' or '？' or ':' or '：') && !IsSentence(content) && !IsPostscript(content);

    private static bool IsPostscript(string content) =>
        Array.Exists(Postscripts, words => content.StartsWith(words, StringComparison.OrdinalIgnoreCase)
            && (content.Length == words.Length || !char.IsLetterOrDigit(content[words.Length])));

    private static bool IsSentence(string content)
    {
        if (content[^1] is '。' or '！')
        {
            return content.Length > 15;
        }

        var words = content.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length >= (content[^1] is '.' or '!' or '…' ? 4 : 7) && words.Count(word => char.IsLower(word[0])) * 5 >= words.Length * 3;
    }

    /// <summary>"-roman" or "- Roman" under the last sentence; not the last point of a list.</summary>
    private static int? Dashed(IReadOnlyList<TextLine> lines, List<int> tail, int start)
    {
        var last = tail[^1];
        var content = lines[last].Content;
        var before = TextLines.PreviousFilled(lines, last - 1);
        if (content.Length < 3 || content[0] != '-' || content[1] == '-' || before < start || lines[before].IsQuoted)
        {
            return null;
        }

        var name = content[1..].Trim();
        var above = lines[before].Content;
        var isList = above[0] is '-' or '*' or '•' or '+' || above[^1] is ':' or '：' or ',' || char.IsAsciiDigit(above[0]);
        var isSentence = above[^1] is '.' or '!' or '?' or ')' or '。' or '！' or '…';
        return !isList && (isSentence || !lines[last - 1].IsBlank == (content[1] != ' ')) && name.Count(character => character == ' ') <= 2
            && name.Length <= 40 && name.All(character => char.IsLetter(character) || character is ' ' or '.' or '-') && !Closings.IsNoName(name)
            ? last : null;
    }

    private static bool IsPersonsName(string content)
    {
        var words = content.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return content.Length <= 50 && words.Length is > 0 and <= 6 && !Closings.IsNoName(content)
            && (words.Length == 1
                ? content.Any(char.IsLetter) && content[^1] is not ('?' or ':')
                : LineSignReader.IsName(content) && content[^1] is not ('?' or '!' or ':'));
    }

    /// <summary>Delimiters directly above belong to it.</summary>
    private static int WithDelimitersAbove(IReadOnlyList<TextLine> lines, int found, int first)
    {
        for (var i = TextLines.PreviousFilled(lines, found - 1); i >= first && IsDelimiter(lines[i]); i = TextLines.PreviousFilled(lines, i - 1))
        {
            found = i;
        }

        return found;
    }

    private static bool IsDelimiter(TextLine line) =>
        !line.IsQuoted && !line.IsCode && line.Content.Length > 0 && (IsShortDelimiter(line) || IsRule(line));

    /// <summary>RFC 3676 section 4.3: "-- "; many programs lose the space.</summary>
    private static bool IsShortDelimiter(TextLine line) => line.Content is "--" or "—" or "- -";

    private static bool IsRule(TextLine line) =>
        line.Content[0] is '-' or '_' or '=' or '~' or '—' or '–' or '─' && line.Marker.Kind == HistoryMarker.Rule;
}
