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
    public async Task<IReadOnlyList<Candidate>> FindAsync(AskedQuestion question, CancellationToken cancellationToken)
    {
        var found = await TitledAsync(question.FoldedTitle, cancellationToken);
        var choosing = Choosing(question);
        if (choosing.Count == 0)
        {
            return found;
        }

        var any = await HoldingAsync(choosing, all: false, inHead: false, MostFound, cancellationToken);
        if (any.Count > MostJudged)
        {
            var analyser = question.Analysers.Of(question.Language);
            string[] every = [.. question.Words.Where(word => word is { IsExcluded: false, IsFiller: false, IsGuess: false }).Select(word => word.TermOf(word.Readings[0], analyser)).Distinct(StringComparer.Ordinal)];
            found.AddRange(every.Length < 2 ? [] : await HoldingAsync(every, all: true, inHead: false, MostJudged, cancellationToken));
            found.AddRange(await HoldingAsync(choosing, all: false, inHead: true, MostJudged, cancellationToken));
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

    private Task<List<Candidate>> HoldingAsync(IReadOnlyList<string> terms, bool all, bool inHead, int most, CancellationToken cancellationToken)
    {
        var statement = sql.Holding(terms, all, inHead, scope, most);
        return tables.Database.SqlQueryRaw<Candidate>(statement.Sql, statement.Parameters).ToListAsync(cancellationToken);
    }

    /// <summary>The terms of the rarest words, of as many as it takes to have enough.</summary>
    private static List<string> Choosing(AskedQuestion question)
    {
        var chosen = new List<string>();
        var documents = 0;
        foreach (var (terms, count) in question.Words.Where(word => !word.IsExcluded && !word.IsFiller).Select(TermsOf).Where(word => word.Count > 0).OrderBy(word => word.Count))
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
                from language in question.Statistics.Languages
                from reading in word.Readings
                let term = word.TermOf(reading, question.Analysers.Of(language))
                let count = question.Statistics.Of(term, language)
                where count > 0
                select (term, count)];
            return ([.. held.Select(h => h.Term)], held.Sum(h => h.Count));
        }
    }
}
