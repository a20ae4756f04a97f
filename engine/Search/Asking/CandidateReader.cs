using Helpdesk.Engine.Search.Databases;
using Helpdesk.Engine.Search.Words;
using Helpdesk.Engine.Storage;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Search.Asking;

/// <summary>
/// Gathers the documents that are worth judging, and never all there are: the rarest words choose them, and where these choose too many, first those
/// that hold every word, then those that hold one in title or keywords, then the newest.
/// </summary>
internal sealed class CandidateReader(DeskTables tables, SearchSql sql, SearchScope scope)
{
    /// <summary>How many are known to be there; beyond that nobody counts on.</summary>
    public const int MostFound = 1_000;

    /// <summary>How many are read and judged.</summary>
    public const int MostJudged = 400;

    private const int MostTitles = 50;

    /// <summary>Everybody who is a candidate, those to be judged first.</summary>
    /// <param name="foldedTitle">What was typed, as a title.</param>
    public async Task<IReadOnlyList<Candidate>> FindAsync(
        string foldedTitle, IReadOnlyList<AskedWord> words, Statistics statistics, Analysers analysers, string language, CancellationToken cancellationToken)
    {
        var found = await TitledAsync(foldedTitle, cancellationToken);
        var choosing = Choosing(words, statistics, analysers);
        if (choosing.Count == 0)
        {
            return found;
        }

        var any = await HoldingAsync(choosing, all: false, inHead: false, cancellationToken);
        if (any.Count > MostJudged)
        {
            var analyser = analysers.Of(language);
            string[] every = [.. words.Where(word => !word.IsExcluded).Select(word => word.TermOf(word.Readings[0], analyser)).Distinct(StringComparer.Ordinal)];
            found.AddRange(await HoldingAsync(every, all: true, inHead: false, cancellationToken));
            found.AddRange(await HoldingAsync(choosing, all: false, inHead: true, cancellationToken));
        }

        found.AddRange(any);
        return [.. found.DistinctBy(candidate => candidate.Id).Take(MostFound)];
    }

    /// <summary>What to judge the candidates by.</summary>
    public Task<List<CandidateTerms>> ReadAsync(IEnumerable<Candidate> candidates, CancellationToken cancellationToken)
    {
        long[] ids = [.. candidates.Select(candidate => candidate.Id)];
        return tables.SearchDocuments
            .Where(d => EF.Parameter(ids).Contains(d.Id))
            .Select(d => new CandidateTerms
            {
                Id = d.Id,
                Key = d.Key,
                Language = d.Language,
                FoldedTitle = d.FoldedTitle,
                Head = d.HeadTerms,
                Summary = d.SummaryTerms,
                Text = d.TextTerms,
            })
            .ToListAsync(cancellationToken);
    }

    private Task<List<Candidate>> TitledAsync(string foldedTitle, CancellationToken cancellationToken) =>
        tables.SearchDocuments
            .Where(d => d.Source == scope.Source && scope.Audiences.Contains(d.Audience) && d.FoldedTitle == foldedTitle)
            .OrderByDescending(d => d.Id)
            .Take(MostTitles)
            .Select(d => new Candidate { Id = d.Id, Key = d.Key, Language = d.Language })
            .ToListAsync(cancellationToken);

    private Task<List<Candidate>> HoldingAsync(IReadOnlyList<string> terms, bool all, bool inHead, CancellationToken cancellationToken)
    {
        var statement = sql.Holding(terms, all, inHead, scope, MostFound);
        return tables.Database.SqlQueryRaw<Candidate>(statement.Sql, statement.Parameters).ToListAsync(cancellationToken);
    }

    /// <summary>The terms of the rarest words, of as many as it takes to have enough.</summary>
    private static List<string> Choosing(IReadOnlyList<AskedWord> words, Statistics statistics, Analysers analysers)
    {
        var chosen = new List<string>();
        var documents = 0;
        foreach (var (terms, count) in words.Where(word => !word.IsExcluded).Select(TermsOf).Where(word => word.Count > 0).OrderBy(word => word.Count))
        {
            chosen.AddRange(terms);
            documents += count;
            if (documents >= MostFound)
            {
                break;
            }
        }

        return [.. chosen.Distinct(StringComparer.Ordinal)];

        (IReadOnlyList<string> Terms, int Count) TermsOf(AskedWord word)
        {
            (string Term, int Count)[] held = [..
                from language in statistics.Languages
                from reading in word.Readings
                let term = word.TermOf(reading, analysers.Of(language))
                let count = statistics.Of(term, language)
                where count > 0
                select (term, count)];
            return ([.. held.Select(h => h.Term)], held.Sum(h => h.Count));
        }
    }
}
