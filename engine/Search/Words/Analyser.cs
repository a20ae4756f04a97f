namespace Helpdesk.Engine.Search.Words;

/// <summary>
/// Turns text into the terms that are stored and asked for, the same for documents and questions, so that the databases have nothing to do but compare:
/// stems of words, error codes and names also as a whole, Japanese, Chinese and Korean as pairs of characters. Terms are small letters and digits alone.
/// Not for two threads at a time.
/// </summary>
internal sealed class Analyser(string language)
{
    /// <summary>What is longer is cut: nobody looks for it to its end.</summary>
    public const int LongestTerm = 48;

    private readonly Stemmer _stemmer = Stemmer.Of(Primary(language));
    private readonly Dictionary<string, string> _stems = new(StringComparer.Ordinal);

    /// <summary>The first subtag of a language tag: <c>fr</c> of <c>fr-CA</c>.</summary>
    public static string Primary(string language)
    {
        var end = language.IndexOf('-', StringComparison.Ordinal);
        return (end < 0 ? language : language[..end]).ToLowerInvariant();
    }

    /// <summary>The terms of a text, in order.</summary>
    public IEnumerable<Term> Terms(string text) => WordReader.Read(text).SelectMany(Terms);

    /// <summary>The stem of a word that is folded already.</summary>
    public string Stem(string word)
    {
        if (!_stems.TryGetValue(word, out var stem))
        {
            stem = _stemmer.Stem(word);
            _stems.Add(word, stem);
        }

        return stem;
    }

    /// <summary>The terms of a run.</summary>
    public IEnumerable<Term> Terms(WordRun run)
    {
        if (run.Parts[0].Script != Script.Alphabet)
        {
            return run.Parts.SelectMany(CharacterTerms.Of);
        }

        return run.Parts.Count == 1 ? [Word(run.Parts[0])] : Compound(run.Parts);
    }

    private Term Word(WordPart part)
    {
        var word = Cut(part.Folded);
        return new Term(Stem(word), word, part.Start, part.Length, TermKind.Word);
    }

    /// <summary>The parts, and the whole written as one, as which <c>e-mail</c> is <c>email</c> too. Parts of a single character would find everything.</summary>
    private IEnumerable<Term> Compound(IReadOnlyList<WordPart> parts)
    {
        foreach (var part in parts.Where(part => part.Folded.Length > 1))
        {
            yield return Word(part);
        }

        var whole = string.Concat(parts.Select(part => part.Folded));
        if (whole.Length <= LongestTerm)
        {
            var start = parts[0].Start;
            yield return new Term(Stem(whole), whole, start, parts[^1].Start + parts[^1].Length - start, TermKind.Whole);
        }
    }

    private static string Cut(string word)
    {
        if (word.Length <= LongestTerm)
        {
            return word;
        }

        return char.IsHighSurrogate(word[LongestTerm - 1]) ? word[..(LongestTerm - 1)] : word[..LongestTerm];
    }
}

/// <summary>What is stored and asked for.</summary>
/// <param name="Text">The stem, the whole or the characters.</param>
/// <param name="Word">The word, folded but not stemmed.</param>
/// <param name="Start">Where it stands in the text.</param>
/// <param name="Length">How many characters of the text it takes.</param>
/// <param name="Kind">What it is.</param>
internal readonly record struct Term(string Text, string Word, int Start, int Length, TermKind Kind);

/// <summary>What a term is.</summary>
internal enum TermKind
{
    /// <summary>A word, or a part of a compound.</summary>
    Word,

    /// <summary>A compound, written as one.</summary>
    Whole,

    /// <summary>Two characters that stand together, or a word of katakana.</summary>
    Pair,

    /// <summary>Two syllables of hiragana, which mostly are grammar.</summary>
    Syllables,

    /// <summary>One character that means something by itself: what the forms of a Japanese verb have in common.</summary>
    Character,
}
