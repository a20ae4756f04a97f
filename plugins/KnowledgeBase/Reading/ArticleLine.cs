using Helpdesk.KnowledgeBase.Articles;

namespace Helpdesk.KnowledgeBase.Reading;

/// <summary>An article in a list, in the language that suits the reader.</summary>
internal sealed record ArticleLine(long Id, string Slug, ArticleState State, string Language, string Title, string Summary, DateTimeOffset UpdatedAt, int ReadingMinutes)
{
    public string Href => $"/kb/a/{Slug}";
}
