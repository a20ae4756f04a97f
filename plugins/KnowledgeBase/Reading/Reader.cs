using System.Globalization;
using Helpdesk.Engine.Access;
using Helpdesk.KnowledgeBase.Articles;
using Helpdesk.KnowledgeBase.Tables;

namespace Helpdesk.KnowledgeBase.Reading;

/// <summary>
/// Who reads, and so which articles there are: the only answer to it. Pages, counts, search, related articles, suggestions and images all begin here, so
/// that what is hidden in one place is hidden in every place.
/// </summary>
internal sealed class Reader
{
    private Reader(Actor? actor, string language)
    {
        Actor = actor;
        Language = language;
        Audiences = IsStaff ? [ArticleIndex.Everybody, ArticleIndex.Staff] : [ArticleIndex.Everybody];
    }

    /// <summary>Null for a guest.</summary>
    public Actor? Actor { get; }

    /// <summary>The language she reads (BCP 47).</summary>
    public string Language { get; }

    /// <summary>Whose documents the search may find for her.</summary>
    public IReadOnlyList<string> Audiences { get; }

    public bool IsStaff => Actor?.IsStaff == true;

    public bool MayWrite => Actor?.May(KnowledgeBasePlugin.Write) == true;

    /// <summary>Somebody who reads in the language of the request.</summary>
    public static Reader Of(Actor? actor) => new(actor, CultureInfo.CurrentUICulture.TwoLetterISOLanguageName);

    /// <summary>What she finds: public articles, and for staff internal ones.</summary>
    public IQueryable<Article> Articles(KnowledgeTables tables) =>
        IsStaff
            ? tables.AllArticles.Where(article => article.State == ArticleState.Public || article.State == ArticleState.Internal)
            : tables.AllArticles.Where(article => article.State == ArticleState.Public);

    /// <summary>What she can open by its address: a writer looks at drafts as well.</summary>
    public IQueryable<Article> Openable(KnowledgeTables tables) => MayWrite ? tables.AllArticles : Articles(tables);

    /// <summary>The language to show of those there are: hers, else English, else any.</summary>
    public string Choose(IReadOnlyCollection<string> languages) =>
        languages.Contains(Language, StringComparer.Ordinal) ? Language
        : languages.Contains("en", StringComparer.Ordinal) ? "en"
        : languages.Order(StringComparer.Ordinal).First();
}
