using Helpdesk.Engine.Search.Words;
using Helpdesk.Engine.Storage;

namespace Helpdesk.Engine.Search.Asking;

/// <summary>Understands a question: which words it holds, how common they are, and what those that nobody has written may mean.</summary>
internal sealed class QuestionReader(DeskTables tables)
{
    /// <summary>Of a problem that is described, so many of the rarest words are looked for.</summary>
    private const int MostOfAProblem = 12;

    private const int MostWords = 24;

    /// <summary>So many unknown words are looked up; who writes more of them writes in a language that nobody here does.</summary>
    private const int MostUnknown = 6;

    private static readonly string[] StemmedLanguages = ["en", "nl", "fr", ""];

    private readonly Analysers _analysers = new();

    /// <summary>Null when there is nothing to look for, or nothing to be found.</summary>
    public async Task<AskedQuestion?> ReadAsync(SearchQuestion question, CancellationToken cancellationToken)
    {
        var text = question.Text.Length <= AskedWords.LongestText ? question.Text : question.Text[..AskedWords.LongestText];
        var foldedTitle = Folding.Title(text, IndexedDocument.LongestFoldedTitle);
        if (foldedTitle.Length == 0)
        {
            return null;
        }

        var words = AskedWords.Read(text, question.Language, question.IsProblem);
        var statistics = await StatisticsAsync(words, cancellationToken);
        if (statistics.LanguageFor(question.Language) is not { } written)
        {
            return null;
        }

        if (await LookUpAsync(words, statistics, written, cancellationToken))
        {
            statistics = await StatisticsAsync(words, cancellationToken);
        }

        var telling = words
            .Select(word => (Word: word, Rarity: Rarity(word, statistics)))
            .Where(word => word.Rarity > 0)
            .OrderBy(word => word.Word.IsFiller)
            .ThenByDescending(word => word.Rarity)
            .Select(word => word.Word)
            .Take(question.IsProblem ? MostOfAProblem : MostWords);
        return new AskedQuestion(foldedTitle, [.. telling], question.Language, statistics, _analysers);
    }

    private Task<Statistics> StatisticsAsync(IReadOnlyList<AskedWord> words, CancellationToken cancellationToken) =>
        Statistics.ReadAsync(
            tables,
            from word in words
            from reading in word.Readings
            from language in StemmedLanguages
            select word.TermOf(reading, _analysers.Of(language)),
            cancellationToken);

    /// <summary>How rare a word is where it is rarest; zero when no document holds it.</summary>
    private double Rarity(AskedWord word, Statistics statistics) =>
        statistics.Languages.Max(language => word.Readings.Max(reading => statistics.Rarity(word.TermOf(reading, _analysers.Of(language)), language)));

    /// <summary>Looks up what words may mean that are not in the language they are written in.</summary>
    private async Task<bool> LookUpAsync(List<AskedWord> words, Statistics statistics, string language, CancellationToken cancellationToken)
    {
        var spelling = new Spelling(tables, language);
        var analyser = _analysers.Of(language);
        var isAny = false;
        AskedWord[] unknown = [.. words
            .Where(word => word is { Kind: TermKind.Word, IsFiller: false, IsGuess: false } && statistics.Of(analyser.Stem(word.Word), language) == 0)
            .Take(MostUnknown)];
        foreach (var word in unknown)
        {
            var meanings = await spelling.MeaningsAsync(word.Word, cancellationToken);
            foreach (var meaning in meanings)
            {
                word.MayMean(meaning.Word, meaning.Certainty);
            }

            IReadOnlyList<string> parts = meanings.Count > 0 ? [] : await spelling.PartsAsync(word.Word, cancellationToken);
            words.AddRange(parts.Select(part => AskedWord.OfPart(part, analyser, word.IsExcluded)));
            isAny |= meanings.Count + parts.Count > 0;
        }

        return isAny;
    }
}
