using Helpdesk.Engine.Search;
using Helpdesk.KnowledgeBase.Articles;

namespace Helpdesk.KnowledgeBase.Reading;

/// <summary>An article that was found, with what was looked for marked.</summary>
internal sealed record FoundArticle(ArticleLine Line, SearchHit Hit);

/// <summary>A page of what was found.</summary>
/// <param name="Articles">The best first.</param>
/// <param name="Count">How many there are in all.</param>
internal sealed record FoundArticles(IReadOnlyList<FoundArticle> Articles, int Count);

/// <summary>Finds articles.</summary>
internal sealed class ArticleSearch(ISearch search, ArticleReader articles)
{
    public async Task<FoundArticles> FindAsync(Reader reader, string text, int skip, int most, CancellationToken cancellationToken)
    {
        var found = await search.FindAsync(Question(reader, text) with { Skip = skip, Most = most }, cancellationToken);
        return new FoundArticles(await ReadAsync(reader, found.Hits, cancellationToken), found.Count);
    }

    /// <summary>Articles that may solve what somebody describes.</summary>
    public async Task<IReadOnlyList<FoundArticle>> SolveAsync(Reader reader, string problem, int most, CancellationToken cancellationToken)
    {
        var found = await search.FindAsync(Question(reader, problem) with { Most = most, IsProblem = true }, cancellationToken);
        return await ReadAsync(reader, found.Hits, cancellationToken);
    }

    /// <summary>What a reader of an article may want next: what sounds like it, then what stands beside it and helped others.</summary>
    public async Task<IReadOnlyList<ArticleLine>> RelatedAsync(Reader reader, OpenedArticle to, int most, CancellationToken cancellationToken)
    {
        var alike = await SolveAsync(reader, $"{to.Text.Title} {to.Text.Summary}", most + 1, cancellationToken);
        var beside = alike.Count > most ? [] : await articles.InCategoryAsync(reader, to.Article.CategoryId, cancellationToken);
        return [.. alike.Select(found => found.Line).Concat(beside).Where(line => line.Id != to.Article.Id).DistinctBy(line => line.Id).Take(most)];
    }

    /// <summary>The index knows who may find what; the tables are asked again all the same, so that neither can be wrong alone.</summary>
    private async Task<IReadOnlyList<FoundArticle>> ReadAsync(Reader reader, IReadOnlyList<SearchHit> hits, CancellationToken cancellationToken)
    {
        var byId = hits.Where(hit => ArticleIndex.IdOf(hit.Key) is not null).ToDictionary(hit => ArticleIndex.IdOf(hit.Key)!.Value);
        var lines = await articles.InOrderAsync(reader, [.. byId.Keys], cancellationToken);
        return [.. lines.Select(line => new FoundArticle(line, byId[line.Id]))];
    }

    private static SearchQuestion Question(Reader reader, string text) => new(ArticleIndex.Source, text, reader.Audiences, reader.Language);
}
