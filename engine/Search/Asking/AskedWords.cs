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

    /// <summary>The words, each once, without those that say nothing as long as there are others.</summary>
    public static IReadOnlyList<AskedWord> Read(SearchQuestion question)
    {
        var text = question.Text.Length <= LongestText ? question.Text : question.Text[..LongestText];
        var language = Analyser.Primary(question.Language);
        var words = new Dictionary<string, AskedWord>(StringComparer.Ordinal);
        var hasOperators = !question.IsProblem && text.Any(char.IsLower);
        var isNegated = false;
        foreach (var run in WordReader.Read(text))
        {
            var operation = hasOperators && run.Parts.Count == 1 ? text.Substring(run.Parts[0].Start, run.Parts[0].Length) : "";
            if (operation is "AND" or "OR" or "NOT")
            {
                isNegated = operation == "NOT";
                continue;
            }

            var isExcluded = isNegated || (hasOperators && HasMinus(text, run.Parts[0].Start));
            isNegated = false;
            foreach (var term in new Analyser(language).Terms(run).Where(term => term.Text.Length > 0))
            {
                words.TryAdd(term.Word, new AskedWord(term) { IsExcluded = isExcluded });
            }

            if (words.Count >= Most)
            {
                break;
            }
        }

        return Telling([.. words.Values], language);
    }

    private static AskedWord[] Telling(AskedWord[] words, string language)
    {
        AskedWord[] telling = [.. words.Where(word => !StopWords.Contain(language, word.Word))];
        if (telling.Any(word => !word.IsExcluded))
        {
            return telling;
        }

        return words.Any(word => !word.IsExcluded) ? words : [];
    }

    private static bool HasMinus(string text, int start) =>
        start > 0 && text[start - 1] == '-' && (start == 1 || char.IsWhiteSpace(text[start - 2]) || text[start - 2] == '(');
}
