namespace Helpdesk.KnowledgeBase.Articles;

/// <summary>An address that an article once had, so that old links go on leading to it.</summary>
internal sealed class OldSlug(string slug, long articleId)
{
    public string Slug { get; private set; } = slug;

    public long ArticleId { get; private set; } = articleId;
}
