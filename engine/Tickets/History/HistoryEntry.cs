namespace Helpdesk.Engine.Tickets.History;

/// <summary>One change of a ticket: who did which acts, by which way in. Written in the change's own transaction, never altered.</summary>
internal sealed class HistoryEntry
{
    private HistoryEntry()
    {
    }

    public HistoryEntry(long id, long ticketId, long version, long? actorId, string channel, string acts, bool isForStaff, DateTimeOffset occurredAt, DateTimeOffset recordedAt)
    {
        Id = id;
        TicketId = ticketId;
        Version = version;
        ActorId = actorId;
        Channel = channel;
        Acts = acts;
        IsForStaff = isForStaff;
        OccurredAt = occurredAt;
        RecordedAt = recordedAt;
    }

    public long Id { get; private set; }

    public long TicketId { get; private set; }

    /// <summary>The ticket's version after the change.</summary>
    public long Version { get; private set; }

    public long? ActorId { get; private set; }

    public string Channel { get; private set; } = "";

    /// <summary>The acts as JSON: stable names and facts.</summary>
    public string Acts { get; private set; } = "";

    /// <summary>Nothing in it is for customers to know: it is made of notes alone.</summary>
    public bool IsForStaff { get; private set; }

    public DateTimeOffset OccurredAt { get; private set; }

    public DateTimeOffset RecordedAt { get; private set; }
}
