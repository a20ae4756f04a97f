namespace Helpdesk.EmailIngest.Reading.Replies;

/// <summary>Tells mails that hand on another mail from answers.</summary>
internal static class Forwards
{
    /// <summary>
    /// Whether the text hands on a mail: it says so before anything else of the past begins, or the subject says so
    /// (<see cref="ThreadSubject.Of"/>) and no answer to a quote speaks against it.
    /// </summary>
    public static bool IsForward(IReadOnlyList<TextLine> lines, bool subjectSaysForward) => FirstHistory(lines) switch
    {
        HistoryKind.Forwarded => true,
        HistoryKind.Attribution => false,
        _ => subjectSaysForward,
    };

    private static HistoryKind? FirstHistory(IReadOnlyList<TextLine> lines)
    {
        var history = new History(lines);
        for (var i = 0; i < lines.Count; i++)
        {
            if (!lines[i].IsQuoted)
            {
                if (history.At(i) is { } start && (start.IsStrong || QuoteBlock.StartsAt(lines, TextLines.NextFilled(lines, start.End), isAnnounced: true)))
                {
                    return start.Kind;
                }

                continue;
            }

            var end = QuoteBlock.EndOf(lines, i);
            if (QuoteBlock.Head(lines, i, end) is { } kind)
            {
                return kind;
            }

            i = end - 1;
        }

        return null;
    }
}
