namespace Helpdesk.EmailIngest.Reading.Replies;

/// <summary>"Thanks! On 1 May 2020 at 10:00, Name wrote:": some programs put the attribution behind the last words of the answer.</summary>
internal static class SharedLines
{
    private static readonly string[] Leads = ["On ", "Am ", "Le ", "El ", "Op ", "Il ", "Em ", "Den ", "På ", "W dniu "];

    public static List<TextLine> Split(IReadOnlyList<TextLine> lines)
    {
        var split = new List<TextLine>(lines.Count);
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            if (CanBeShared(line) && IsOverQuote(lines, i) && Place(line.Text) is { } at)
            {
                split.Add(TextLine.Of(line.Text[..at]));
                split.Add(TextLine.Of(line.Text[at..]));
            }
            else
            {
                split.Add(line);
            }
        }

        return split;
    }

    private static bool CanBeShared(TextLine line) =>
        !line.IsQuoted && !line.IsCode && line.Text.Length <= TextLine.LongestLooked && line.Content.EndsWith(':');

    private static bool IsOverQuote(IReadOnlyList<TextLine> lines, int line)
    {
        var next = TextLines.NextFilled(lines, line + 1);
        return next < lines.Count && lines[next].IsQuoted;
    }

    private static int? Place(string text)
    {
        foreach (var lead in Leads)
        {
            var at = text.LastIndexOf(lead, StringComparison.Ordinal);
            if (at > 0 && text[at - 1] is ' ' or '-' && IsAttribution(text[at..]))
            {
                // "reply--- On ...": the dashes belong to the attribution.
                var before = text.AsSpan(0, at).TrimEnd(" -");
                return before.IsEmpty ? null : before.Length;
            }
        }

        return null;
    }

    private static bool IsAttribution(string text)
    {
        const LineSigns Needed = LineSigns.LeadFirst | LineSigns.Verb | LineSigns.Colon | LineSigns.Date | LineSigns.Time;
        var signs = LineSignReader.Read(Invisible.Comparable(text));
        return (signs & Needed) == Needed && (signs & (LineSigns.Address | LineSigns.Prose)) != LineSigns.Prose;
    }
}
