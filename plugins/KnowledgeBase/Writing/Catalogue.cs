using Helpdesk.Engine.Storage;
using Helpdesk.KnowledgeBase.Articles;
using Helpdesk.KnowledgeBase.Tables;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.KnowledgeBase.Writing;

/// <summary>Which articles a writer wants to see.</summary>
internal sealed record CatalogueFilter
{
    public ArticleState? State { get; init; }

    public long? CategoryId { get; init; }

    /// <summary>Those that are not there in this language.</summary>
    public string? Lacks { get; init; }

    /// <summary>A part of a title, in any language.</summary>
    public string? Title { get; init; }
}

/// <summary>An article as writers see it in their list.</summary>
internal sealed record CatalogueLine(Article Article, string Title, string Language, IReadOnlyList<string> Languages, DateTimeOffset UpdatedAt, int Solved);

/// <summary>A page of the list.</summary>
internal sealed record CataloguePage(IReadOnlyList<CatalogueLine> Lines, int Count);

/// <summary>All articles, drafts as well: for writers.</summary>
internal sealed class Catalogue(ITables<KnowledgeTables> tables, TimeProvider time)
{
    /// <summary>How far back it is counted that articles made tickets needless.</summary>
    public const int DaysOfSolved = 90;

    /// <summary>A page of the articles that the filter leaves, those changed last first.</summary>
    public async Task<CataloguePage> ListAsync(CatalogueFilter filter, string language, int skip, int most, CancellationToken cancellationToken)
    {
        await using var read = tables.Read();
        var wanted = Filter(read, filter);
        var articles = await (
            from article in wanted
            let updated = read.AllTexts.Where(text => text.ArticleId == article.Id).Max(text => (DateTimeOffset?)text.UpdatedAt)
            orderby updated descending, article.Id descending
            select article).Skip(skip).Take(most).ToListAsync(cancellationToken);
        var ids = articles.Select(article => article.Id).ToList();
        var texts = (await read.AllTexts.Where(text => ids.Contains(text.ArticleId))
            .Select(text => new { text.ArticleId, text.Language, text.Title, text.UpdatedAt }).ToListAsync(cancellationToken)).ToLookup(text => text.ArticleId);
        var since = SolvedDay.DayOf(time.GetUtcNow()) - DaysOfSolved;
        var solved = await read.SolvedDays.Where(day => ids.Contains(day.ArticleId) && day.Day > since)
            .GroupBy(day => day.ArticleId).Select(days => new { days.Key, Count = days.Sum(day => day.Count) }).ToDictionaryAsync(days => days.Key, days => days.Count, cancellationToken);
        return new CataloguePage([.. articles.Select(Line)], await wanted.CountAsync(cancellationToken));

        CatalogueLine Line(Article article)
        {
            var of = texts[article.Id].OrderBy(text => text.Language, StringComparer.Ordinal).ToList();
            var shown = of.Find(text => text.Language == language) ?? of.Find(text => text.Language == "en") ?? of[0];
            return new CatalogueLine(article, shown.Title, shown.Language, [.. of.Select(text => text.Language)], of.Max(text => text.UpdatedAt), solved.GetValueOrDefault(article.Id));
        }
    }

    public async Task<IReadOnlyList<Category>> CategoriesAsync(CancellationToken cancellationToken)
    {
        await using var read = tables.Read();
        return await read.Categories.ToListAsync(cancellationToken);
    }

    /// <summary>By category, how many articles it holds, drafts as well.</summary>
    public async Task<IReadOnlyDictionary<long, int>> CountsAsync(CancellationToken cancellationToken)
    {
        await using var read = tables.Read();
        return await read.AllArticles.GroupBy(article => article.CategoryId).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken);
    }

    public async Task<Article?> FindAsync(long id, CancellationToken cancellationToken)
    {
        await using var read = tables.Read();
        return await read.AllArticles.FirstOrDefaultAsync(article => article.Id == id, cancellationToken);
    }

    public async Task<IReadOnlyList<ArticleText>> TextsAsync(long id, CancellationToken cancellationToken)
    {
        await using var read = tables.Read();
        return await read.AllTexts.Where(text => text.ArticleId == id).OrderBy(text => text.Language).ToListAsync(cancellationToken);
    }

    /// <summary>What was ever saved of an article in one language, the newest first.</summary>
    public async Task<IReadOnlyList<Revision>> RevisionsAsync(long id, string language, CancellationToken cancellationToken)
    {
        await using var read = tables.Read();
        return await read.AllRevisions.Where(revision => revision.ArticleId == id && revision.Language == language).OrderByDescending(revision => revision.Number).ToListAsync(cancellationToken);
    }

    /// <summary>The newest revision: who wrote what stands there.</summary>
    public async Task<Revision?> NewestAsync(long id, string language, CancellationToken cancellationToken)
    {
        await using var read = tables.Read();
        return await read.AllRevisions.Where(revision => revision.ArticleId == id && revision.Language == language).OrderByDescending(revision => revision.Number).FirstOrDefaultAsync(cancellationToken);
    }

    private static IQueryable<Article> Filter(KnowledgeTables read, CatalogueFilter filter)
    {
        var articles = read.AllArticles.Where(article => read.AllTexts.Any(text => text.ArticleId == article.Id));
        if (filter.State is { } state)
        {
            articles = articles.Where(article => article.State == state);
        }

        if (filter.CategoryId is { } category)
        {
            articles = articles.Where(article => article.CategoryId == category);
        }

        if (filter.Lacks is { } language)
        {
            articles = articles.Where(article => !read.AllTexts.Any(text => text.ArticleId == article.Id && text.Language == language));
        }

        if (filter.Title is { Length: > 0 } title)
        {
            var folded = ArticleText.Fold(title);
            articles = articles.Where(article => read.AllTexts.Any(text => text.ArticleId == article.Id && text.FoldedTitle.Contains(folded)));
        }

        return articles;
    }
}
