namespace Helpdesk.KnowledgeBase.Articles;

/// <summary>Whether an article helped somebody; one for each reader, who may change her mind.</summary>
internal sealed class Vote
{
    private Vote()
    {
    }

    public Vote(long id, long articleId, string voter, bool isHelpful, DateTimeOffset now)
    {
        Id = id;
        ArticleId = articleId;
        Voter = voter;
        Change(isHelpful, now);
    }

    public long Id { get; private set; }

    public long ArticleId { get; private set; }

    /// <summary>A <see cref="Reading.Voter"/>'s key.</summary>
    public string Voter { get; private set; } = "";

    public bool IsHelpful { get; private set; }

    public DateTimeOffset At { get; private set; }

    public void Change(bool isHelpful, DateTimeOffset now)
    {
        IsHelpful = isHelpful;
        At = now;
    }
}
