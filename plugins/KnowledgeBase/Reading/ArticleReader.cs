using Helpdesk.Engine.Storage;
using Helpdesk.KnowledgeBase.Articles;
using Helpdesk.KnowledgeBase.Tables;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.KnowledgeBase.Reading;

/// <summary>An article that was opened.</summary>
/// <param name="Article">What it is.</param>
/// <param name="Text">What it says, in the language that was chosen.</param>
/// <param name="Languages">All languages it is there in.</param>
internal sealed record OpenedArticle(Article Article, ArticleText Text, IReadOnlyList<string> Languages);

/// <summary>What readers get.</summary>
internal sealed class ArticleReader(ITables<KnowledgeTables> tables)
{
    public async Task<CategoryTree> CategoriesAsync(Reader reader, CancellationToken cancellationToken)
    {
        await using var read = tables.Read();
        var counts = await reader.Articles(read)
            .Where(article => read.AllTexts.Any(text => text.ArticleId == article.Id))
            .GroupBy(article => article.CategoryId)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken);
        return new CategoryTree(await read.Categories.ToListAsync(cancellationToken), counts);
    }

    /// <summary>The categories that lead to one in which the reader found something, and that one.</summary>
    public async Task<IReadOnlyList<Category>> TrailAsync(long categoryId, CancellationToken cancellationToken)
    {
        await using var read = tables.Read();
        return CategoryTree.PathTo(await read.Categories.ToListAsync(cancellationToken), categoryId);
    }

    /// <summary>The articles of one category, by title.</summary>
    public async Task<IReadOnlyList<ArticleLine>> InCategoryAsync(Reader reader, long categoryId, CancellationToken cancellationToken)
    {
        await using var read = tables.Read();
        var lines = await LinesAsync(reader, read, reader.Articles(read).Where(article => article.CategoryId == categoryId), cancellationToken);
        return [.. lines.OrderBy(line => line.Title, StringComparer.CurrentCulture)];
    }

    /// <summary>Those that helped most readers.</summary>
    public async Task<IReadOnlyList<ArticleLine>> MostHelpfulAsync(Reader reader, int most, CancellationToken cancellationToken)
    {
        await using var read = tables.Read();
        var ids = await reader.Articles(read)
            .Where(article => article.Helpful > article.Unhelpful)
            .OrderByDescending(article => article.Helpful - article.Unhelpful).ThenByDescending(article => article.Id)
            .Select(article => article.Id).Take(most).ToListAsync(cancellationToken);
        return await InOrderAsync(reader, read, ids, cancellationToken);
    }

    /// <summary>Those that were changed last, in whatever language.</summary>
    public async Task<IReadOnlyList<ArticleLine>> NewestAsync(Reader reader, int most, CancellationToken cancellationToken)
    {
        await using var read = tables.Read();
        var ids = await (
            from article in reader.Articles(read)
            join text in read.AllTexts on article.Id equals text.ArticleId
            group text.UpdatedAt by article.Id into texts
            orderby texts.Max() descending, texts.Key descending
            select texts.Key).Take(most).ToListAsync(cancellationToken);
        return await InOrderAsync(reader, read, ids, cancellationToken);
    }

    /// <summary>These articles, in this order, as far as they are there for the reader.</summary>
    public async Task<IReadOnlyList<ArticleLine>> InOrderAsync(Reader reader, IReadOnlyList<long> ids, CancellationToken cancellationToken)
    {
        await using var read = tables.Read();
        return await InOrderAsync(reader, read, ids, cancellationToken);
    }

    /// <summary>Opens an article by its address.</summary>
    /// <param name="reader">Who opens it.</param>
    /// <param name="slug">Its slug.</param>
    /// <param name="language">The language she asked for; where it is not there, the one that suits her.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>Null where there is none, or none for her.</returns>
    public async Task<OpenedArticle?> OpenAsync(Reader reader, string slug, string? language, CancellationToken cancellationToken)
    {
        await using var read = tables.Read();
        return await reader.Openable(read).FirstOrDefaultAsync(a => a.Slug == slug, cancellationToken) is { } article
            ? await OpenAsync(reader, read, article, language, cancellationToken)
            : null;
    }

    /// <summary>Opens an article that she can find by its id.</summary>
    public async Task<OpenedArticle?> OpenAsync(Reader reader, long id, CancellationToken cancellationToken)
    {
        await using var read = tables.Read();
        return await reader.Articles(read).FirstOrDefaultAsync(a => a.Id == id, cancellationToken) is { } article
            ? await OpenAsync(reader, read, article, language: null, cancellationToken)
            : null;
    }

    /// <summary>Where an article is now that once had this address; null where there is none for the reader.</summary>
    public async Task<string?> MovedToAsync(Reader reader, string slug, CancellationToken cancellationToken)
    {
        await using var read = tables.Read();
        return await (
            from old in read.OldSlugs
            where old.Slug == slug
            join article in reader.Openable(read) on old.ArticleId equals article.Id
            select article.Slug).FirstOrDefaultAsync(cancellationToken);
    }

    private static async Task<OpenedArticle?> OpenAsync(Reader reader, KnowledgeTables read, Article article, string? language, CancellationToken cancellationToken)
    {
        var languages = await read.AllTexts.Where(text => text.ArticleId == article.Id).Select(text => text.Language).ToListAsync(cancellationToken);
        if (languages.Count == 0)
        {
            return null;
        }

        var chosen = language is not null && languages.Contains(language, StringComparer.Ordinal) ? language : reader.Choose(languages);
        var text = await read.AllTexts.FirstAsync(t => t.ArticleId == article.Id && t.Language == chosen, cancellationToken);
        return new OpenedArticle(article, text, [.. languages.Order(StringComparer.Ordinal)]);
    }

    private static async Task<IReadOnlyList<ArticleLine>> InOrderAsync(Reader reader, KnowledgeTables read, IReadOnlyList<long> ids, CancellationToken cancellationToken)
    {
        var lines = (await LinesAsync(reader, read, reader.Articles(read).Where(article => ids.Contains(article.Id)), cancellationToken)).ToDictionary(line => line.Id);
        return [.. ids.Where(lines.ContainsKey).Select(id => lines[id])];
    }

    private static async Task<IReadOnlyList<ArticleLine>> LinesAsync(Reader reader, KnowledgeTables read, IQueryable<Article> articles, CancellationToken cancellationToken)
    {
        var texts = await (
            from article in articles
            join text in read.AllTexts on article.Id equals text.ArticleId
            select new ArticleLine(article.Id, article.Slug, article.State, text.Language, text.Title, text.Summary, text.UpdatedAt, text.ReadingMinutes)).ToListAsync(cancellationToken);
        return [.. texts.GroupBy(text => text.Id).Select(same => Choose(reader, [.. same]))];
    }

    private static ArticleLine Choose(Reader reader, IReadOnlyList<ArticleLine> texts)
    {
        var language = reader.Choose([.. texts.Select(text => text.Language)]);
        return texts.First(text => text.Language == language);
    }
}
