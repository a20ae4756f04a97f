using Helpdesk.KnowledgeBase.Articles;
using Helpdesk.KnowledgeBase.Tables;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.KnowledgeBase.Writing;

/// <summary>What an article must be to be saved.</summary>
internal static class ArticleRules
{
    /// <summary>What can be said without looking anything up.</summary>
    public static IEnumerable<Fault> Check(ArticleChange change)
    {
        var wording = change.Wording;
        if (wording.Title.Length == 0)
        {
            yield return new Fault("Title", "knowledge-base.fault.title");
        }

        if (wording.Summary.Length == 0 && change.State != ArticleState.Draft)
        {
            yield return new Fault("Summary", "knowledge-base.fault.summary");
        }

        if (wording.Body.Length == 0 && change.State != ArticleState.Draft)
        {
            yield return new Fault("Body", "knowledge-base.fault.body");
        }

        foreach (var (field, text, most) in new[]
        {
            ("Title", wording.Title, Wording.LongestTitle), ("Summary", wording.Summary, Wording.LongestSummary),
            ("Keywords", wording.Keywords, Wording.LongestKeywords), ("Body", wording.Body, Wording.LongestBody),
        })
        {
            if (text.Length > most)
            {
                yield return new Fault(field, "knowledge-base.fault.too-long", most, text.Length);
            }
        }

        if (change.Slug.Length > 0 && !Slug.IsSlug(change.Slug))
        {
            yield return new Fault("Slug", "knowledge-base.fault.slug");
        }
    }

    /// <summary>What the tables know.</summary>
    /// <param name="own">The tables.</param>
    /// <param name="change">What is wanted.</param>
    /// <param name="articleId">The article; null for a new one.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static async Task<IReadOnlyList<Fault>> CheckAsync(KnowledgeTables own, ArticleChange change, long? articleId, CancellationToken cancellationToken)
    {
        var faults = new List<Fault>();
        if (!await own.Categories.AnyAsync(category => category.Id == change.CategoryId, cancellationToken))
        {
            faults.Add(new Fault("Category", "knowledge-base.fault.category"));
        }

        if (change.Slug.Length > 0 && await IsTakenAsync(own, change.Slug, articleId, cancellationToken))
        {
            faults.Add(new Fault("Slug", "knowledge-base.fault.slug-taken"));
        }

        return faults;
    }

    /// <summary>An address is taken by the article that has it, and by the one that had it: links to that one must not lead to another.</summary>
    public static async Task<bool> IsTakenAsync(KnowledgeTables own, string slug, long? byOthersThan, CancellationToken cancellationToken) =>
        await own.AllArticles.AnyAsync(article => article.Slug == slug && article.Id != byOthersThan, cancellationToken)
        || await own.OldSlugs.AnyAsync(old => old.Slug == slug && old.ArticleId != byOthersThan, cancellationToken);
}
