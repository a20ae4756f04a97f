namespace Helpdesk.EmailIngest.Reading.Replies;

/// <summary>Finds the block that Outlook and its kin put over the mail they quote: From, Sent, To, Subject.</summary>
internal static class HeaderBlock
{
    private const int MostLines = 40;
    private const int MostBetween = 4;

    /// <summary>The first line after the block that begins at <paramref name="start"/>; null if none does.</summary>
    /// <param name="isAnnounced">A rule or a marker stands over it, so that less of it is enough.</param>
    public static int? EndOf(IReadOnlyList<TextLine> lines, int start, bool isAnnounced)
    {
        if (IsInOneLine(lines[start].Content))
        {
            return start + 1;
        }

        var seen = new Seen();
        var end = start;
        var between = 0;
        for (var i = start; i < lines.Count && i < start + MostLines && between <= MostBetween; i++)
        {
            if (lines[i].IsQuoted != lines[start].IsQuoted || (lines[i].IsBlank && !GoesOnAfterBlank(lines, i, between)))
            {
                break;
            }

            if (lines[i].IsBlank)
            {
                continue;
            }

            var (label, value) = HeaderLabels.Of(lines[i].Content);
            if (label == HeaderLabel.None)
            {
                between++;
                continue;
            }

            if (i == start && label is HeaderLabel.Other or HeaderLabel.Copy)
            {
                return null;
            }

            if (!seen.Add(label, value))
            {
                break;
            }

            between = 0;
            end = i + 1;
        }

        return seen.IsBlock(isAnnounced) ? EndOfLast(lines, end, seen) : null;
    }

    public static bool CanStart(TextLine line) =>
        line.Content.Length > 0 && HeaderLabels.Of(line.Content).Label is HeaderLabel.From or HeaderLabel.Date or HeaderLabel.Subject or HeaderLabel.To;

    // Some programs put an empty line between the lines of the block.
    private static bool GoesOnAfterBlank(IReadOnlyList<TextLine> lines, int blank, int between) =>
        between == 0 && blank + 1 < lines.Count && !lines[blank + 1].IsBlank && HeaderLabels.Of(lines[blank + 1].Content).Label != HeaderLabel.None;

    // The last value may be wrapped: it ends with an empty line.
    private static int EndOfLast(IReadOnlyList<TextLine> lines, int end, Seen seen)
    {
        var last = end;
        while (last < lines.Count && last < end + 3 && !lines[last].IsBlank && !lines[last].IsQuoted)
        {
            last++;
        }

        return seen.IsLong && last < lines.Count && lines[last].IsBlank ? last : end;
    }

    // "From: a Sent: b To: c Subject: d" where the line ends were lost.
    private static bool IsInOneLine(string content)
    {
        if (content.Length < 40 || HeaderLabels.Of(content).Label != HeaderLabel.From)
        {
            return false;
        }

        var seen = new Seen();
        var looked = content.AsSpan(0, Math.Min(content.Length, 1000));
        var wordStart = 0;
        for (var i = 0; i < looked.Length; i++)
        {
            if (looked[i] == ' ')
            {
                wordStart = i + 1;
            }
            else if (looked[i] is ':' or '：' && i > wordStart)
            {
                seen.Add(HeaderLabels.Of(looked[wordStart..(i + 1)].ToString()).Label, content);
            }
        }

        return seen.IsLong;
    }

    private sealed class Seen
    {
        private readonly HashSet<HeaderLabel> _labels = [];
        private bool _hasAddress;
        private bool _hasDate;

        /// <summary>From, To, a date and a subject.</summary>
        public bool IsLong => _labels.Contains(HeaderLabel.From) && _labels.Contains(HeaderLabel.Subject) && _labels.Contains(HeaderLabel.Date);

        public bool Add(HeaderLabel label, string value)
        {
            if (label is HeaderLabel.None or HeaderLabel.Other)
            {
                return true;
            }

            _hasAddress |= label == HeaderLabel.From && LineSignReader.HasAddress(value);
            _hasDate |= label == HeaderLabel.Date && value.AsSpan().ContainsAnyInRange('0', '9');
            return _labels.Add(label) || label is not HeaderLabel.From;
        }

        public bool IsBlock(bool isAnnounced)
        {
            var known = _labels.Count(label => label != HeaderLabel.Copy);
            return _labels.Contains(HeaderLabel.From) && (known >= 3
                ? _labels.Contains(HeaderLabel.Subject) || _hasAddress || isAnnounced
                : known == 2 && isAnnounced && (_hasAddress || _hasDate || _labels.Contains(HeaderLabel.Subject)));
        }
    }
}
