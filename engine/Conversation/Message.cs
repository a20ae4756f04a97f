namespace Helpdesk.Engine.Conversation;

internal enum MessageKind
{
    /// <summary>Everybody on the ticket reads it.</summary>
    Reply,

    /// <summary>Staff only.</summary>
    Note,
}

/// <summary>Something that was said on a ticket. What was said is kept as it came, to the character.</summary>
internal sealed class Message
{
    private Message()
    {
    }

    public Message(long id, long ticketId, MessageKind kind, long? authorId, bool byStaff, string body, string channel, DateTimeOffset occurredAt, DateTimeOffset recordedAt)
    {
        Id = id;
        TicketId = ticketId;
        Kind = kind;
        AuthorId = authorId;
        ByStaff = byStaff;
        Body = body;
        Channel = channel;
        OccurredAt = occurredAt;
        RecordedAt = recordedAt;
    }

    public long Id { get; private set; }

    public long TicketId { get; private set; }

    public MessageKind Kind { get; private set; }

    public long? AuthorId { get; private set; }

    /// <summary>On whose side the author stood when it was written.</summary>
    public bool ByStaff { get; private set; }

    /// <summary>Plain text.</summary>
    public string Body { get; private set; } = "";

    public string Channel { get; private set; } = "";

    public DateTimeOffset OccurredAt { get; private set; }

    public DateTimeOffset RecordedAt { get; private set; }
}
