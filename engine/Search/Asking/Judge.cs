using Helpdesk.Engine.Search.Words;

namespace Helpdesk.Engine.Search.Asking;

/// <summary>Puts what was found into its order: exact titles, then the best answers, each key once in the language that suits the asker best.</summary>
internal sealed class Judge(AskedQuestion question, CandidateReader reader)
{
    /// <summary>What an answer in a language that was not asked for is worth.</summary>
    private const double OtherLanguage = 0.4;

    /// <summary>The ids of what was found, the best first.</summary>
    public async Task<IReadOnlyList<long>> OrderAsync(CancellationToken cancellationToken)
    {
        var candidates = await reader.FindAsync(question, cancellationToken);
        var judged = await reader.ReadAsync(candidates.Take(CandidateReader.MostJudged), cancellationToken);
        var best = Best(judged);
        if (question.Words.Any(word => word.IsExcluded))
        {
            // What nobody has looked at may hold what was to be left out.
            return best;
        }

        var keys = judged.Select(document => document.Key).ToHashSet(StringComparer.Ordinal);
        var rest = candidates.Skip(CandidateReader.MostJudged).Where(candidate => !keys.Contains(candidate.Key)).DistinctBy(candidate => candidate.Key, StringComparer.Ordinal);
        return [.. best, .. rest.Select(candidate => candidate.Id)];
    }

    private IReadOnlyList<long> Best(IEnumerable<CandidateTerms> documents)
    {
        var ranking = new Ranking(question);
        var versions =
            from document in documents
            let isTitle = document.FoldedTitle == question.FoldedTitle
            let suits = question.Suits(document.Language)
            let score = ranking.Score(document) * (suits > 0 ? 1 : OtherLanguage)
            where isTitle || score > 0
            select (document.Key, document.Id, IsTitle: isTitle, Suits: suits, Score: score);
        var ordered =
            from same in versions.GroupBy(version => version.Key, StringComparer.Ordinal)
            let version = same.MaxBy(v => (v.IsTitle, v.Suits, v.Score, v.Id))
            orderby same.Any(v => v.IsTitle) descending, same.Max(v => v.Score) descending, version.Id descending
            select version.Id;
        return [.. ordered];
    }
}
