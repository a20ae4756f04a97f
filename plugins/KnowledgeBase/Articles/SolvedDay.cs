namespace Helpdesk.KnowledgeBase.Articles;

/// <summary>How often an article made a ticket needless on one day.</summary>
internal sealed class SolvedDay(long articleId, int day)
{
    public long ArticleId { get; private set; } = articleId;

    /// <summary>The <see cref="DateOnly.DayNumber"/>, UTC.</summary>
    public int Day { get; private set; } = day;

    public int Count { get; private set; } = 1;

    public static int DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(instant.UtcDateTime).DayNumber;
}
