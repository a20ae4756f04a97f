using System.Text;
using Helpdesk.Engine.Search.Words;

namespace Helpdesk.Engine.Search.Asking;

/// <summary>Shows where in a text the words are that were asked for, and which part of a long one to show.</summary>
/// <param name="words">What was asked for.</param>
/// <param name="analyser">That of the text's language.</param>
/// <param name="worth">How much a term says.</param>
internal sealed class Marker(IReadOnlyList<AskedWord> words, Analyser analyser, Func<string, double> worth)
{
    public const int LongestExcerpt = 300;

    /// <summary>Further into a text nobody looks for a sentence to show.</summary>
    private const int LongestLookedAt = 20_000;

    private const string Cut = "…";

    private static readonly char[] Ends = ['.', '!', '?', '\n', '。', '！', '？', '．'];

    private readonly HashSet<string> _terms = TermsOf(words, analyser);

    /// <summary>The text in pieces.</summary>
    public IReadOnlyList<MarkedText> Mark(string text)
    {
        var pieces = new List<MarkedText>();
        var at = 0;
        foreach (var (start, end) in Matches(text))
        {
            if (start > at)
            {
                pieces.Add(new MarkedText(text[at..start], IsMatch: false));
            }

            pieces.Add(new MarkedText(text[start..end], IsMatch: true));
            at = end;
        }

        if (at < text.Length)
        {
            pieces.Add(new MarkedText(text[at..], IsMatch: false));
        }

        return pieces;
    }

    /// <summary>The summary where it says as much of what was asked as any sentence of the text; else from the sentence on that says most.</summary>
    public IReadOnlyList<MarkedText> Excerpt(string summary, string text)
    {
        var looked = text.Length <= LongestLookedAt ? text : text[..LongestLookedAt];
        var (start, most) = BestSentence(looked);
        return summary.Length > 0 && Worth(summary) >= most
            ? Mark(Fitting(summary, 0))
            : Mark(Fitting(looked, start));
    }

    private static HashSet<string> TermsOf(IReadOnlyList<AskedWord> words, Analyser analyser)
    {
        // Grammar is marked only where nothing else was asked for.
        AskedWord[] asked = [.. words.Where(word => !word.IsExcluded && !word.IsFiller)];
        var least = asked.Length > 0 ? Math.Min(1, asked.Max(word => word.Weight)) : 0;
        return asked.Where(word => word.Weight >= least)
            .SelectMany(word => word.Readings.Select(reading => word.TermOf(reading, analyser)))
            .ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>From the beginning of a sentence, without breaks of lines, cut at a word; a sentence that is too long from shortly before what it holds.</summary>
    private string Fitting(string text, int start)
    {
        var sentence = text[start..End(text, start)];
        var first = Matches(sentence).Select(match => match.Start).FirstOrDefault();
        if (first > LongestExcerpt / 2)
        {
            start = WordAt(text, start + first - 60);
        }

        var line = SingleSpaced(text.AsSpan(start, Math.Min(text.Length - start, LongestExcerpt * 4)));
        var before = start > 0 && !Ends.Contains(text[start - 1]) && !IsSentenceStart(text, start) ? Cut : "";
        var room = LongestExcerpt - before.Length;
        return line.Length <= room
            ? before + line
            : before + line[..WordEnd(line, room - Cut.Length)].TrimEnd() + Cut;
    }

    private (int Start, double Worth) BestSentence(string text)
    {
        var best = (Start: 0, Worth: 0.0);
        for (var start = 0; start < text.Length;)
        {
            var end = End(text, start);
            var said = Worth(text[start..end]);
            if (said > best.Worth)
            {
                best = (start, said);
            }

            start = end;
        }

        return best;
    }

    private double Worth(string sentence) =>
        analyser.Terms(sentence).Select(term => term.Text).Where(_terms.Contains).Distinct(StringComparer.Ordinal).Sum(worth);

    /// <summary>The stretches that were asked for; overlapping ones, as pairs of characters are, in one.</summary>
    private IEnumerable<(int Start, int End)> Matches(string text)
    {
        (int Start, int End)? open = null;
        foreach (var term in analyser.Terms(text).Where(term => _terms.Contains(term.Text)).OrderBy(term => term.Start))
        {
            var end = term.Start + term.Length;
            if (open is { } match && term.Start <= match.End)
            {
                open = (match.Start, Math.Max(match.End, end));
                continue;
            }

            if (open is { } done)
            {
                yield return done;
            }

            open = (term.Start, end);
        }

        if (open is { } last)
        {
            yield return last;
        }
    }

    /// <summary>Where the sentence ends: behind its sign and the space after it.</summary>
    private static int End(string text, int start)
    {
        for (var at = start; at < text.Length; at++)
        {
            // 'example.org' is no end.
            if (Ends.Contains(text[at]) && (text[at] is not ('.' or '!' or '?') || at + 1 == text.Length || char.IsWhiteSpace(text[at + 1])))
            {
                at++;
                while (at < text.Length && char.IsWhiteSpace(text[at]))
                {
                    at++;
                }

                return at;
            }
        }

        return text.Length;
    }

    private static bool IsSentenceStart(string text, int at)
    {
        while (at > 0 && char.IsWhiteSpace(text[at - 1]))
        {
            at--;
        }

        return at == 0 || Ends.Contains(text[at - 1]);
    }

    /// <summary>The beginning of the word at or before a place, if there is one near.</summary>
    private static int WordAt(string text, int at)
    {
        for (var near = at; near > Math.Max(0, at - 20); near--)
        {
            if (char.IsWhiteSpace(text[near - 1]))
            {
                return near;
            }
        }

        return at > 0 && char.IsLowSurrogate(text[at]) ? at - 1 : Math.Max(0, at);
    }

    private static int WordEnd(string text, int at)
    {
        var space = text.LastIndexOf(' ', at, Math.Min(at, 30));
        return space > 0 ? space : char.IsHighSurrogate(text[at - 1]) ? at - 1 : at;
    }

    private static string SingleSpaced(ReadOnlySpan<char> text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            if (!char.IsWhiteSpace(letter))
            {
                line.Append(letter);
            }
            else if (line.Length > 0 && line[^1] != ' ')
            {
                line.Append(' ');
            }
        }

        return line.ToString().TrimEnd();
    }
}
