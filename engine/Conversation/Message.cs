namespace Helpdesk.Engine.Conversation;

/// <summary>What a message is written in.</summary>
public enum MessageFormat
{
    /// <summary>Plain text; shown as it is, line breaks and all.</summary>
    Text,

    /// <summary>Markdown (CommonMark); HTML in it is shown as text, a line break is one.</summary>
    Markdown,

    /// <summary>HTML, shown cleaned.</summary>
    Html,
}

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

    public Message(long id, long ticketId, MessageKind kind, long? authorId, bool byStaff, string body, MessageFormat format, string? html, string channel, DateTimeOffset occurredAt, DateTimeOffset recordedAt)
    {
        Id = id;
        TicketId = ticketId;
        Kind = kind;
        AuthorId = authorId;
        ByStaff = byStaff;
        Body = body;
        Format = format;
        Html = html;
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

    /// <summary>What was written, in its <see cref="Format"/>.</summary>
    public string Body { get; private set; } = "";

    public MessageFormat Format { get; private set; }

    /// <summary>What to show of it, cleaned when it was written; null for plain text.</summary>
    public string? Html { get; private set; }

    /// <summary>What stood below it in a mail: the signature, and what was said before. Shown folded; plain text.</summary>
    public string? Folded { get; init; }

    /// <summary>Whether there is a <see cref="MessagePage"/> of it.</summary>
    public bool HasPage { get; private set; }

    public string Channel { get; private set; } = "";

    public DateTimeOffset OccurredAt { get; private set; }

    public DateTimeOffset RecordedAt { get; private set; }

    /// <summary>When its words were taken away, as its author wished; that it was there stays.</summary>
    public DateTimeOffset? ErasedAt { get; private set; }

    /// <summary>Keeps how it looked where it was written.</summary>
    public MessagePage LayOut(string page)
    {
        HasPage = true;
        return new MessagePage(Id, page);
    }
}
