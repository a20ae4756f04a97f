using Helpdesk.Engine.Demo;
using Helpdesk.Engine.Storage;
using Helpdesk.KnowledgeBase.Articles;
using Helpdesk.KnowledgeBase.Tables;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.KnowledgeBase.Demo;

/// <summary>The help centre of the demo company: articles in four languages, some for staff only.</summary>
internal sealed class DemoArticles(ITables<KnowledgeTables> tables, ArticleIndex index, TimeProvider time) : IDemoContent
{
    /// <summary>Others want to write as well, and a transaction has an end.</summary>
    private const int AtOnce = 2;

    private static readonly Writer Author = new(PersonId: null, "Lighthouse Hosting");

    public async Task SeedAsync(CancellationToken cancellationToken)
    {
        var shelves = DemoShelf.ReadAll();
        var categories = await AddCategoriesAsync(shelves, cancellationToken);
        var told = DemoArticle.ReadAll(shelves).ToList();
        foreach (var some in told.Chunk(AtOnce))
        {
            await tables.WriteAsync((own, unit, token) => AddAsync(own, unit, some, categories, token), cancellationToken);
        }
    }

    private async Task<Dictionary<string, long>> AddCategoriesAsync(IReadOnlyList<DemoShelf> shelves, CancellationToken cancellationToken)
    {
        var ids = new Dictionary<string, long>(StringComparer.Ordinal);
        await tables.WriteAsync(
            async (own, unit, token) =>
            {
                ids = await own.Categories.ToDictionaryAsync(category => category.Slug, category => category.Id, StringComparer.Ordinal, token);
                foreach (var (shelf, order) in shelves.Select((shelf, order) => (shelf, order)))
                {
                    if (ids.TryAdd(shelf.Key, unit.NewId()))
                    {
                        own.Categories.Add(new Category(ids[shelf.Key], shelf.Key, shelf.LocalizedName, shelf.Icon, (order + 1) * 10, shelf.Parent is null ? null : ids[shelf.Parent]));
                    }
                }
            },
            cancellationToken);
        return ids;
    }

    private async Task AddAsync(KnowledgeTables own, IUnitOfWork unit, IReadOnlyList<DemoArticle> some, Dictionary<string, long> categories, CancellationToken cancellationToken)
    {
        var slugs = some.Select(article => article.Key).ToList();
        var there = await own.AllArticles.Where(article => slugs.Contains(article.Slug)).Select(article => article.Slug).ToListAsync(cancellationToken);
        foreach (var told in some.Where(article => !there.Contains(article.Key)))
        {
            var history = new DemoHistory(told.Key, time.GetUtcNow());
            var article = new Article(unit.NewId(), told.Key, categories[told.Shelf], told.State, Author, history.WrittenAt);
            own.AllArticles.Add(article);
            foreach (var (language, wording, plainText) in told.Texts)
            {
                var text = new ArticleText(article.Id, language);
                own.AllRevisions.Add(text.Write(unit.NewId(), wording, Author, history.UpdatedAt(language)));
                own.AllTexts.Add(text);
                await index.PutAsync(unit, article, text, plainText, cancellationToken);
            }

            foreach (var (voter, isHelpful) in history.Votes)
            {
                own.Votes.Add(new Vote(unit.NewId(), article.Id, voter, isHelpful, history.WrittenAt));
                article.Count(isHelpful);
            }
        }
    }
}
