using Helpdesk.Engine.Search.Words;

namespace Helpdesk.Engine.Search.Asking;

/// <summary>
/// Reads what was typed. Quotes, brackets and asterisks are no words, so they do nothing; <c>AND</c> and <c>OR</c> neither. <c>NOT</c> or a minus before a
/// word leaves out what holds it, but not in a text that describes a problem.
/// </summary>
internal static class AskedWords
{
    public const int LongestText = 1_000;

    private const int Most = 200;

    /// <summary>The words, each once. Two neighbours are also one word: who writes <c>domain name</c> may mean what others write as <c>domainname</c>.</summary>
    public static List<AskedWord> Read(string text, string language, bool isProblem)
    {
        var analyser = new Analyser(language);
        var primary = Analyser.Primary(language);
        var words = new Dictionary<string, AskedWord>(StringComparer.Ordinal);
        var neighbour = "";
        foreach (var (run, isExcluded) in Runs(text, hasOperators: !isProblem && text.Any(char.IsLower)).TakeWhile(_ => words.Count < Most))
        {
            Term[] terms = [.. analyser.Terms(run).Where(term => term.Text.Length > 0)];
            foreach (var term in terms)
            {
                words.TryAdd(term.Word, new AskedWord(term) { IsExcluded = isExcluded, IsFiller = StopWords.Contain(primary, term.Word) });
            }

            var word = terms is [{ Kind: TermKind.Word } only] && !isExcluded ? only.Word : "";
            if (neighbour.Length > 0 && word.Length > 0 && neighbour.Length + word.Length <= Analyser.LongestTerm)
            {
                words.TryAdd(neighbour + word, AskedWord.OfNeighbours(neighbour + word, analyser));
            }

            neighbour = word;
        }

        return Telling(words.Values);
    }

    /// <summary>The runs of words without operators, and whether they are to be left out.</summary>
    private static IEnumerable<(WordRun Run, bool IsExcluded)> Runs(string text, bool hasOperators)
    {
        var isNegated = false;
        foreach (var run in WordReader.Read(text))
        {
            var operation = hasOperators && run.Parts.Count == 1 ? text.Substring(run.Parts[0].Start, run.Parts[0].Length) : "";
            if (operation is "AND" or "OR" or "NOT")
            {
                isNegated = operation == "NOT";
                continue;
            }

            yield return (run, isNegated || (hasOperators && HasMinus(text, run.Parts[0].Start)));
            isNegated = false;
        }
    }

    /// <summary>Where all words are fillers, they are what is looked for; where all are to be left out, there is nothing.</summary>
    private static List<AskedWord> Telling(IReadOnlyCollection<AskedWord> words)
    {
        if (words.Any(word => word is { IsFiller: false, IsGuess: false, IsExcluded: false }))
        {
            return [.. words];
        }

        return words.Any(word => !word.IsExcluded) ? [.. words.Select(word => word.AsTelling())] : [];
    }

    private static bool HasMinus(string text, int start) =>
        start > 0 && text[start - 1] == '-' && (start == 1 || char.IsWhiteSpace(text[start - 2]) || text[start - 2] == '(');
}
