namespace Helpdesk.EmailIngest.Reading.Replies;

/// <param name="Start">The first line of it.</param>
/// <param name="End">The first line after it.</param>
/// <param name="IsStrong">Nothing but an attribution reads so; a weak one counts only over quoted lines.</param>
internal readonly record struct Attribution(int Start, int End, bool IsStrong);

/// <summary>
/// Finds the lines over a quote that say who wrote it and when: in any order, with or without "On", wrapped over several lines. The end is looked for first
/// (a colon), then the nearest line above that such a sentence can begin with, so that words in front of it are not taken along.
/// </summary>
internal static class AttributionFinder
{
    private const int MostLines = 6;
    private const int MostCharacters = 700;
    private const LineSigns Starts = LineSigns.LeadFirst | LineSigns.DateFirst | LineSigns.NameFirst | LineSigns.QuotingFirst;

    /// <summary>Attributions by the line that they begin with.</summary>
    public static Dictionary<int, Attribution> All(IReadOnlyList<TextLine> lines)
    {
        var found = new Dictionary<int, Attribution>();
        for (var i = 0; i < lines.Count; i++)
        {
            if (CanEnd(lines[i]) && EndingAt(lines, i) is { } attribution)
            {
                found[attribution.Start] = attribution;
            }
        }

        return found;
    }

    private static bool CanEnd(TextLine line) => LineSignReader.MayEnd(line.Content)
        && (SignsOf(line) & (LineSigns.Colon | LineSigns.AddressLast | LineSigns.VerbLast | LineSigns.Dashed)) != LineSigns.None;

    private static LineSigns SignsOf(TextLine line) => line.IsQuoted || line.IsCode ? LineSigns.None : line.Signs;

    private static Attribution? EndingAt(IReadOnlyList<TextLine> lines, int end)
    {
        var last = SignsOf(lines[end]);
        Attribution? found = null;
        var isComplete = false;
        var all = LineSigns.None;
        var characters = 0;
        for (var start = end; start >= 0 && start > end - MostLines; start--)
        {
            if (lines[start].IsBlank && start < end && IsOpenAngle(lines[start + 1]))
            {
                continue;
            }

            if (lines[start].IsBlank || lines[start].IsQuoted || (characters += lines[start].Content.Length) > MostCharacters
                || (start < end && !lines[start + 1].IsBlank && !IsWrapped(lines[start].Content, lines[start + 1].Content)))
            {
                break;
            }

            var first = SignsOf(lines[start]);
            all |= first;
            var isStrong = IsStrong(all, first, last);
            if ((found is null || IsDated(first) || (isStrong && !isComplete)) && (isStrong || IsWeak(all, first, last)))
            {
                found = new Attribution(NameAbove(lines, start), end + 1, isStrong);
                isComplete = (all & LineSigns.Verb) != LineSigns.None;
                if (isStrong && (all & (LineSigns.Date | LineSigns.Time)) != LineSigns.None)
                {
                    break;
                }
            }
        }

        return found;
    }

    private static bool IsDated(LineSigns start) =>
        (start & (LineSigns.LeadFirst | LineSigns.DateFirst)) != LineSigns.None && (start & (LineSigns.Date | LineSigns.Time)) != LineSigns.None;

    /// <summary>A name on a line of its own, over its address.</summary>
    private static int NameAbove(IReadOnlyList<TextLine> lines, int start)
    {
        var above = start - 1;
        return above >= 0 && lines[start].Content[0] is '<' or '(' && !lines[above].IsQuoted && (above == 0 || lines[above - 1].IsBlank)
            && LineSignReader.IsName(lines[above].Content) ? above : start;
    }

    /// <summary>Polymail and others put the opening angle on a line of its own, behind an empty one.</summary>
    private static bool IsOpenAngle(TextLine line) => line.Content == "<";

    private static bool IsWrapped(string upper, string lower) =>
        upper.Length >= 45 || upper[^1] is '<' or ',' or '(' or '[' or '"' || upper.EndsWith("mailto:", StringComparison.OrdinalIgnoreCase)
        || lower[0] is '<' or '(' or '[' or '"' or '>' or '@' || lower.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase)
        || (lower.Length <= 30 && AttributionWords.HasVerb(lower));

    private static bool IsStrong(LineSigns all, LineSigns start, LineSigns end)
    {
        if (end.HasFlag(LineSigns.Dashed | LineSigns.Verb))
        {
            // "--- What somebody wrote ---" is a heading.
            return (start & Starts) != LineSigns.None && !all.HasFlag(LineSigns.Prose);
        }

        if (!all.HasFlag(LineSigns.Verb) || !end.HasFlag(LineSigns.Colon) || (start & Starts) == LineSigns.None || all.HasFlag(LineSigns.Prose))
        {
            return false;
        }

        var hasDate = all.HasFlag(LineSigns.Date);
        var hasTime = all.HasFlag(LineSigns.Time);
        return all.HasFlag(LineSigns.Address)
            ? hasDate || hasTime || (start.HasFlag(LineSigns.NameFirst) && all.HasFlag(LineSigns.Mailbox) && end.HasFlag(LineSigns.VerbLast))
            : hasDate && hasTime && !all.HasFlag(LineSigns.Article);
    }

    private static bool IsWeak(LineSigns all, LineSigns start, LineSigns end)
    {
        if ((start & Starts) == LineSigns.None || (all & LineSigns.Prose) != LineSigns.None)
        {
            return false;
        }

        var hasAddress = all.HasFlag(LineSigns.Address);
        var hasWhen = (all & (LineSigns.Date | LineSigns.Time)) != LineSigns.None;
        if ((end & LineSigns.Colon) != LineSigns.None)
        {
            return all.HasFlag(LineSigns.Verb) || start.HasFlag(LineSigns.QuotingFirst) || (hasAddress && hasWhen)
                || all.HasFlag(LineSigns.Date | LineSigns.Time);
        }

        return hasWhen && hasAddress && (end & (LineSigns.AddressLast | LineSigns.VerbLast)) != LineSigns.None;
    }
}
