using Helpdesk.Engine.Search.Asking;
using Helpdesk.Engine.Search.Databases;
using Helpdesk.Engine.Storage;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Search;

/// <summary>Answers questions: understands the words, lets the database find candidates, judges them and shows the best.</summary>
internal sealed class Searcher(DeskStore store) : ISearch
{
    private const int MostHits = 100;

    private static readonly SearchResult Nothing = new([], 0);

    public async Task<SearchResult> FindAsync(SearchQuestion question, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        var scope = new SearchScope(question.Source, [.. question.Audiences.Distinct(StringComparer.Ordinal)]);
        await using var tables = store.Read();
        if (scope.Audiences.Count == 0 || await new QuestionReader(tables).ReadAsync(question, cancellationToken) is not { } asked)
        {
            return Nothing;
        }

        var found = await new Judge(asked, new CandidateReader(tables, SearchSql.Of(store.Database), scope)).OrderAsync(cancellationToken);
        long[] page = [.. found.Skip(Math.Clamp(question.Skip, 0, CandidateReader.MostFound)).Take(Math.Clamp(question.Most, 0, MostHits))];
        return new SearchResult(page.Length == 0 ? [] : await ShownAsync(tables, page, scope, asked, cancellationToken), found.Count);
    }

    private static async Task<IReadOnlyList<SearchHit>> ShownAsync(
        DeskTables tables, long[] page, SearchScope scope, AskedQuestion asked, CancellationToken cancellationToken)
    {
        var documents = await ReadAsync(tables.SearchDocuments.Where(d => EF.Parameter(page).Contains(d.Id)), cancellationToken);
        var byId = documents.ToDictionary(document => document.Id);
        // Somebody may have been removed in between.
        Shown[] found = [.. page.Where(byId.ContainsKey).Select(id => byId[id])];
        var own = await InOwnLanguageAsync(tables, found, scope, asked, cancellationToken);
        return [.. found.Select(document => own.GetValueOrDefault(document.Key, document)).Select(document =>
        {
            var marker = new Marker(asked.Words, asked.Analysers.Of(document.Language), term => asked.Statistics.Rarity(term, document.Language));
            return new SearchHit(document.Key, document.Language, marker.Mark(document.Title), marker.Excerpt(document.Summary, document.Text));
        })];
    }

    /// <summary>Of what was found in another language (an error message is English in all) the version in the asker's own, where there is one.</summary>
    private static async Task<Dictionary<string, Shown>> InOwnLanguageAsync(
        DeskTables tables, IReadOnlyList<Shown> found, SearchScope scope, AskedQuestion asked, CancellationToken cancellationToken)
    {
        string[] foreign = [.. found.Where(document => asked.Suits(document.Language) == 0).Select(document => document.Key)];
        string[] languages = [.. asked.Statistics.Languages.Where(language => asked.Suits(language) > 0)];
        if (foreign.Length == 0 || languages.Length == 0)
        {
            return [];
        }

        var versions = await ReadAsync(
            tables.SearchDocuments.Where(d => d.Source == scope.Source && scope.Audiences.Contains(d.Audience)
                && EF.Parameter(foreign).Contains(d.Key) && languages.Contains(d.Language)),
            cancellationToken);
        return versions.GroupBy(version => version.Key, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.MaxBy(version => asked.Suits(version.Language))!, StringComparer.Ordinal);
    }

    private static Task<List<Shown>> ReadAsync(IQueryable<IndexedDocument> documents, CancellationToken cancellationToken) =>
        documents.Select(d => new Shown(d.Id, d.Key, d.Language, d.Title, d.Summary, d.Text)).ToListAsync(cancellationToken);

    private sealed record Shown(long Id, string Key, string Language, string Title, string Summary, string Text);
}
