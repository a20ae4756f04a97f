using System.Globalization;
using Helpdesk.Engine.Storage;
using Helpdesk.KnowledgeBase.Articles;
using Helpdesk.KnowledgeBase.Tables;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.KnowledgeBase.Writing;

/// <summary>
/// The door by which articles change. Whatever is saved is kept as a revision, the search learns of it in the same transaction, and who writes over
/// something that she has not seen is told so instead.
/// </summary>
internal sealed class ArticleDesk(ITables<KnowledgeTables> tables, ArticleIndex index, ArticleMarkup markup)
{
    public async Task<SaveResult> CreateAsync(ArticleChange change, Writer writer, CancellationToken cancellationToken)
    {
        if (ArticleRules.Check(change).ToList() is { Count: > 0 } faults)
        {
            return SaveResult.No(faults);
        }

        var plainText = ArticleMarkup.Of(change.Wording.Body).Text;
        var result = SaveResult.No();
        await tables.WriteAsync(
            async (own, unit, token) =>
            {
                if (await ArticleRules.CheckAsync(own, change, articleId: null, token) is { Count: > 0 } refused)
                {
                    result = SaveResult.No(refused);
                    return;
                }

                var id = unit.NewId();
                var article = new Article(id, change.Slug.Length > 0 ? change.Slug : await FreeSlugAsync(own, change.Wording.Title, id, token), change.CategoryId, change.State, writer, unit.Now);
                own.AllArticles.Add(article);
                await WriteTextAsync(own, unit, article, new ArticleText(id, change.Language), change, writer, plainText, token);
                result = new SaveResult(id, []);
            },
            cancellationToken);
        return result;
    }

    /// <returns>Null when there is no such article.</returns>
    public async Task<SaveResult?> SaveAsync(long articleId, ArticleChange change, Writer writer, CancellationToken cancellationToken)
    {
        if (ArticleRules.Check(change).ToList() is { Count: > 0 } faults)
        {
            return SaveResult.No(faults);
        }

        var plainText = ArticleMarkup.Of(change.Wording.Body).Text;
        await PrepareAsync(articleId, cancellationToken);
        SaveResult? result = null;
        try
        {
            await tables.WriteAsync(Save, cancellationToken);
        }
        catch (DbUpdateException)
        {
            // Two saved in the same moment: what the transaction could not see, the keys of the tables did.
            return SaveResult.No() with { IsConflict = true };
        }

        return result;

        async Task Save(KnowledgeTables own, IUnitOfWork unit, CancellationToken token)
        {
            if (await own.AllArticles.FirstOrDefaultAsync(a => a.Id == articleId, token) is not { } article)
            {
                return;
            }

            result = await ArticleRules.CheckAsync(own, change, articleId, token) is { Count: > 0 } refused
                ? SaveResult.No(refused)
                : await SaveAsync(own, unit, article, change, writer, plainText, token);
        }
    }

    /// <summary>Deletes a draft for ever, with its revisions and pictures. What readers may have a link to is made a draft first, and that can be undone.</summary>
    /// <returns>Why not; null when it is gone.</returns>
    public async Task<Fault?> DeleteAsync(long articleId, CancellationToken cancellationToken)
    {
        Fault? fault = null;
        await tables.WriteAsync(
            async (own, unit, token) =>
            {
                // What belongs to it goes with it, by the tables' foreign keys.
                if (await own.AllArticles.Where(article => article.Id == articleId && article.State == ArticleState.Draft).ExecuteDeleteAsync(token) == 0)
                {
                    fault = new Fault("", "knowledge-base.fault.delete-draft");
                    return;
                }

                await index.RemoveAsync(unit, articleId, token);
            },
            cancellationToken);
        return fault;
    }

    private async Task<SaveResult> SaveAsync(KnowledgeTables own, IUnitOfWork unit, Article article, ArticleChange change, Writer writer, string plainText, CancellationToken cancellationToken)
    {
        var texts = await own.AllTexts.Where(t => t.ArticleId == article.Id).ToListAsync(cancellationToken);
        var text = texts.Find(t => t.Language == change.Language);
        if (article.Version != change.SeenVersion || (text?.Revision ?? 0) != change.SeenRevision)
        {
            return SaveResult.No() with { IsConflict = true };
        }

        var formerState = article.State;
        await SettleAsync(own, article, change, cancellationToken);
        if (text?.Wording != change.Wording)
        {
            await WriteTextAsync(own, unit, article, text ?? new ArticleText(article.Id, change.Language), change, writer, plainText, cancellationToken);
        }

        // Others read it from now on, in whatever language; what was just written is there already.
        foreach (var other in texts.Where(t => article.State != formerState && (t != text || t.Wording == change.Wording)))
        {
            await index.PutAsync(unit, article, other, markup.Of(other).Text, cancellationToken);
        }

        return new SaveResult(article.Id, []);
    }

    private static async Task SettleAsync(KnowledgeTables own, Article article, ArticleChange change, CancellationToken cancellationToken)
    {
        var slug = change.Slug.Length > 0 ? change.Slug : article.Slug;
        if (slug != article.Slug)
        {
            // What was its own before is its own again.
            own.OldSlugs.RemoveRange(await own.OldSlugs.Where(old => old.Slug == slug).ToListAsync(cancellationToken));
            own.OldSlugs.Add(new OldSlug(article.Slug, article.Id));
        }

        if (slug != article.Slug || change.CategoryId != article.CategoryId || change.State != article.State)
        {
            article.Settle(slug, change.CategoryId, change.State);
        }
    }

    private async Task WriteTextAsync(
        KnowledgeTables own, IUnitOfWork unit, Article article, ArticleText text, ArticleChange change, Writer writer, string plainText, CancellationToken cancellationToken)
    {
        if (text.Revision == 0)
        {
            own.AllTexts.Add(text);
        }

        own.AllRevisions.Add(text.Write(unit.NewId(), change.Wording, writer, unit.Now, change.RestoredFrom));
        await index.PutAsync(unit, article, text, plainText, cancellationToken);
    }

    /// <summary>Makes what the search needs before the transaction, which does nothing but database work.</summary>
    private async Task PrepareAsync(long articleId, CancellationToken cancellationToken)
    {
        await using var read = tables.Read();
        foreach (var text in await read.AllTexts.Where(t => t.ArticleId == articleId).ToListAsync(cancellationToken))
        {
            markup.Of(text);
        }
    }

    /// <summary>The title as an address, with a number behind it where that is taken.</summary>
    private static async Task<string> FreeSlugAsync(KnowledgeTables own, string title, long id, CancellationToken cancellationToken)
    {
        var wanted = Slug.Of(title) is { Length: > 0 } made ? made : string.Create(CultureInfo.InvariantCulture, $"article-{id}");
        var slug = wanted;
        for (var n = 2; await ArticleRules.IsTakenAsync(own, slug, byOthersThan: null, cancellationToken); n++)
        {
            slug = string.Create(CultureInfo.InvariantCulture, $"{wanted}-{n}");
        }

        return slug;
    }
}
