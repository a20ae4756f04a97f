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
    private const int LongestLookedAt = 10_000;

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
        var best = BestSentence(looked);
        return summary.Length > 0 && Worth(Found(summary)) >= best.Worth
            ? Mark(Fitting(summary, 0))
            : Mark(Fitting(looked, StartOf(best, looked)));
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

    /// <summary>The sentence's own beginning, or in a very long one shortly before what it holds.</summary>
    private static int StartOf(Sentence sentence, string text) =>
        sentence.FirstMatch - sentence.Start <= LongestExcerpt / 2 ? sentence.Start : WordAt(text, sentence.FirstMatch - 60);

    /// <summary>The text from a place on, without breaks of lines, cut at a word.</summary>
    private static string Fitting(string text, int start)
    {
        var line = SingleSpaced(text.AsSpan(start, Math.Min(text.Length - start, LongestExcerpt * 4)));
        var before = IsSentenceStart(text, start) ? "" : Cut;
        var room = LongestExcerpt - before.Length;
        return line.Length <= room
            ? before + line
            : before + line[..WordEnd(line, room - Cut.Length)].TrimEnd() + Cut;
    }

    /// <summary>The sentence that says most of what was asked; the first one of a text that says nothing of it.</summary>
    private Sentence BestSentence(string text)
    {
        var best = new Sentence(0, 0, 0);
        var found = Found(text);
        for (var i = 0; i < found.Count;)
        {
            var start = SentenceStart(text, found[i].Start);
            var end = SentenceEnd(text, found[i].Start);
            var here = found.Skip(i).TakeWhile(term => term.Start < end).ToList();
            var said = Worth(here);
            if (said > best.Worth)
            {
                best = new Sentence(start, found[i].Start, said);
            }

            i += Math.Max(1, here.Count);
        }

        return best;
    }

    private List<Term> Found(string text) => [.. analyser.Terms(text).Where(term => _terms.Contains(term.Text)).OrderBy(term => term.Start)];

    private double Worth(IEnumerable<Term> found) => found.Select(term => term.Text).Distinct(StringComparer.Ordinal).Sum(worth);

    /// <summary>The stretches that were asked for; overlapping ones, as pairs of characters are, in one.</summary>
    private IEnumerable<(int Start, int End)> Matches(string text)
    {
        (int Start, int End)? open = null;
        foreach (var term in Found(text))
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

    private static int SentenceEnd(string text, int at)
    {
        while (at < text.Length && !IsEnd(text, at))
        {
            at++;
        }

        return Math.Min(at + 1, text.Length);
    }

    private static int SentenceStart(string text, int at)
    {
        while (at > 0 && !IsEnd(text, at - 1))
        {
            at--;
        }

        while (at < text.Length && char.IsWhiteSpace(text[at]))
        {
            at++;
        }

        return at;
    }

    private static bool IsSentenceStart(string text, int at) => SentenceStart(text, at) == at;

    /// <summary>Whether a sentence ends with this character. In <c>example.org</c> none does.</summary>
    private static bool IsEnd(string text, int at) =>
        Ends.Contains(text[at]) && (text[at] is not ('.' or '!' or '?') || at + 1 == text.Length || char.IsWhiteSpace(text[at + 1]));

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

    /// <param name="Start">Where it begins.</param>
    /// <param name="FirstMatch">Where the first word stands that was asked for.</param>
    /// <param name="Worth">How much it says.</param>
    private sealed record Sentence(int Start, int FirstMatch, double Worth);
}
