namespace Helpdesk.Engine.Channels.Notices;

/// <summary>Something to tell somebody on the desk's pages.</summary>
/// <param name="Template">The mail that tells the same.</param>
/// <param name="ActorId">Who did it; null for the desk itself.</param>
internal sealed record NewNotice(long PersonId, long TicketId, string Template, long? ActorId);

/// <summary>News of a ticket on somebody's list. It says that there is something; what, the ticket says to whoever may see it.</summary>
internal sealed class Notice
{
    /// <summary>How long it stays on the list.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    private Notice()
    {
    }

    public Notice(long id, NewNotice what, DateTimeOffset now)
    {
        Id = id;
        PersonId = what.PersonId;
        TicketId = what.TicketId;
        Template = what.Template;
        ActorId = what.ActorId;
        CreatedAt = now;
    }

    public long Id { get; private set; }

    public long PersonId { get; private set; }

    public long TicketId { get; private set; }

    public string Template { get; private set; } = "";

    public long? ActorId { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When she saw the ticket or said that she has seen it; null before.</summary>
    public DateTimeOffset? SeenAt { get; private set; }
}
