using Helpdesk.Engine.Search.Asking;
using Helpdesk.Engine.Search.Databases;
using Helpdesk.Engine.Search.Words;
using Helpdesk.Engine.Storage;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Search;

/// <summary>Answers questions: reads the words, lets the database find candidates, judges them and shows the best.</summary>
internal sealed class Searcher(DeskStore store) : ISearch
{
    private const int MostHits = 100;

    /// <summary>Of a problem that is described, so many of the rarest words are looked for.</summary>
    private const int MostOfAProblem = 12;

    private const int MostWords = 24;

    /// <summary>So many words are looked up that nobody has written like that.</summary>
    private const int MostMisspelt = 6;

    /// <summary>What an answer in a language that was not asked for is worth.</summary>
    private const double OtherLanguage = 0.4;

    private static readonly SearchResult Nothing = new([], 0);

    public async Task<SearchResult> FindAsync(SearchQuestion question, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        var words = AskedWords.Read(question);
        string[] audiences = [.. question.Audiences.Distinct(StringComparer.Ordinal)];
        var foldedTitle = Folding.Title(question.Text.Length <= AskedWords.LongestText ? question.Text : question.Text[..AskedWords.LongestText], IndexedDocument.LongestFoldedTitle);
        if (audiences.Length == 0 || foldedTitle.Length == 0)
        {
            return Nothing;
        }

        await using var tables = store.Read();
        var analysers = new Analysers();
        var statistics = await StatisticsAsync(tables, words, analysers, cancellationToken);
        if (await AddMeaningsAsync(tables, words, analysers, statistics, question.Language, cancellationToken))
        {
            statistics = await StatisticsAsync(tables, words, analysers, cancellationToken);
        }

        if (statistics.Languages.Count == 0)
        {
            return Nothing;
        }

        words = Telling(words, question, analysers, statistics);
        var reader = new CandidateReader(tables, SearchSql.Of(store.Database), new SearchScope(question.Source, audiences));
        var candidates = await reader.FindAsync(foldedTitle, words, statistics, analysers, question.Language, cancellationToken);
        var found = await JudgedAsync(reader, candidates, foldedTitle, new Ranking(words, analysers, statistics), question.Language, words.Any(word => word.IsExcluded), cancellationToken);
        long[] page = [.. found.Skip(Math.Clamp(question.Skip, 0, CandidateReader.MostFound)).Take(Math.Clamp(question.Most, 0, MostHits))];
        var hits = page.Length == 0 ? [] : await ShownAsync(tables, page, words, analysers, statistics, cancellationToken);
        return new SearchResult(hits, found.Count);
    }

    private static Task<Statistics> StatisticsAsync(DeskTables tables, IReadOnlyList<AskedWord> words, Analysers analysers, CancellationToken cancellationToken) =>
        Statistics.ReadAsync(
            tables,
            from word in words
            from reading in word.Readings
            from language in (string[])["en", "nl", "fr", ""]
            select word.TermOf(reading, analysers.Of(language)),
            cancellationToken);

    /// <summary>Looks up what misspelt words may mean.</summary>
    private static async Task<bool> AddMeaningsAsync(
        DeskTables tables, IReadOnlyList<AskedWord> words, Analysers analysers, Statistics statistics, string language, CancellationToken cancellationToken)
    {
        var known = statistics.Languages.FirstOrDefault(l => l == language) ?? statistics.Languages.FirstOrDefault(l => Analyser.Primary(l) == Analyser.Primary(language));
        if (known is null)
        {
            return false;
        }

        var spelling = new Spelling(tables, known);
        var any = false;
        var analyser = analysers.Of(known);
        foreach (var word in words.Where(w => w.Kind == TermKind.Word && statistics.Of(analyser.Stem(w.Word), known) == 0).Take(MostMisspelt))
        {
            foreach (var reading in await spelling.MeaningsAsync(word.Word, cancellationToken))
            {
                word.MayMean(reading.Word, reading.Certainty);
                any = true;
            }
        }

        return any;
    }

    private static IReadOnlyList<AskedWord> Telling(IReadOnlyList<AskedWord> words, SearchQuestion question, Analysers analysers, Statistics statistics) =>
        [.. words
            .OrderByDescending(word => statistics.Languages.Max(language => word.Readings.Max(reading => statistics.Rarity(word.TermOf(reading, analysers.Of(language)), language))))
            .Take(question.IsProblem ? MostOfAProblem : MostWords)];

    /// <summary>The ids of what was found, the best first, each key once.</summary>
    private static async Task<IReadOnlyList<long>> JudgedAsync(
        CandidateReader reader, IReadOnlyList<Candidate> candidates, string foldedTitle, Ranking ranking, string language, bool mayExclude, CancellationToken cancellationToken)
    {
        var primary = Analyser.Primary(language);
        var judged = await reader.ReadAsync(candidates.Take(CandidateReader.MostJudged), cancellationToken);
        var versions =
            from document in judged
            let isTitle = document.FoldedTitle == foldedTitle
            let suits = document.Language == language ? 2 : Analyser.Primary(document.Language) == primary ? 1 : 0
            let score = ranking.Score(document) * (suits > 0 ? 1 : OtherLanguage)
            where isTitle || score > 0
            select (document.Key, document.Id, IsTitle: isTitle, Suits: suits, Score: score);
        var best =
            from same in versions.GroupBy(version => version.Key, StringComparer.Ordinal)
            let version = same.MaxBy(v => (v.IsTitle, v.Suits, v.Score, v.Id))
            orderby same.Any(v => v.IsTitle) descending, same.Max(v => v.Score) descending, version.Id descending
            select version.Id;
        long[] found = [.. best];
        if (mayExclude)
        {
            return found;
        }

        var keys = judged.Select(document => document.Key).ToHashSet(StringComparer.Ordinal);
        var rest = candidates.Skip(CandidateReader.MostJudged).Where(candidate => !keys.Contains(candidate.Key)).DistinctBy(candidate => candidate.Key, StringComparer.Ordinal);
        return [.. found, .. rest.Select(candidate => candidate.Id)];
    }

    private static async Task<IReadOnlyList<SearchHit>> ShownAsync(
        DeskTables tables, long[] page, IReadOnlyList<AskedWord> words, Analysers analysers, Statistics statistics, CancellationToken cancellationToken)
    {
        var documents = await tables.SearchDocuments
            .Where(d => EF.Parameter(page).Contains(d.Id))
            .Select(d => new { d.Id, d.Key, d.Language, d.Title, d.Summary, d.Text })
            .ToDictionaryAsync(d => d.Id, cancellationToken);
        return [.. page.Where(documents.ContainsKey).Select(id => documents[id]).Select(document =>
        {
            var marker = new Marker(words, analysers.Of(document.Language), term => statistics.Rarity(term, document.Language));
            return new SearchHit(document.Key, document.Language, marker.Mark(document.Title), marker.Excerpt(document.Summary, document.Text));
        })];
    }
}
