using System.Globalization;
using Helpdesk.Engine.Search;
using Helpdesk.Engine.Storage;

namespace Helpdesk.KnowledgeBase.Articles;

/// <summary>Lets articles be found by those who may read them; in the transaction that changes them, so that the two are never apart.</summary>
internal sealed class ArticleIndex(ISearchIndex index)
{
    public const string Source = "knowledge-base.articles";
    public const string Everybody = "public";
    public const string Staff = "staff";

    /// <summary>Puts an article's text in one language, or takes it out where it is a draft.</summary>
    /// <param name="plainText">The body without markup; the article is read by many and written by few, so whoever writes makes it.</param>
    public Task PutAsync(IUnitOfWork unit, Article article, ArticleText text, string plainText, CancellationToken cancellationToken) =>
        article.State == ArticleState.Draft
            ? index.RemoveAsync(unit, Source, KeyOf(article.Id), text.Language, cancellationToken)
            : index.PutAsync(
                unit,
                new SearchDocument(Source, KeyOf(article.Id), text.Language, article.State == ArticleState.Public ? Everybody : Staff, text.Title)
                {
                    Keywords = text.Keywords,
                    Summary = text.Summary,
                    Text = plainText,
                },
                cancellationToken);

    /// <summary>Takes an article out, in every language.</summary>
    public Task RemoveAsync(IUnitOfWork unit, long articleId, CancellationToken cancellationToken) =>
        index.RemoveAsync(unit, Source, KeyOf(articleId), language: null, cancellationToken);

    public static string KeyOf(long articleId) => articleId.ToString(CultureInfo.InvariantCulture);

    public static long? IdOf(string key) => long.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
}
