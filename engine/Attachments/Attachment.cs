namespace Helpdesk.Engine.Attachments;

/// <summary>
/// A file: first a draft that belongs to whoever uploaded it, then part of a message. The bytes are stored by their
/// content's hash, so the name that a person gave never reaches the disk.
/// </summary>
internal sealed class Attachment
{
    public const int LongestName = 200;
    public const int LongestContentId = 250;

    private Attachment()
    {
    }

    public Attachment(long id, long ownerId, string fileName, string contentType, long size, string hash, DateTimeOffset now)
    {
        Id = id;
        OwnerId = ownerId;
        FileName = fileName;
        ContentType = contentType;
        Size = size;
        Hash = hash;
        CreatedAt = now;
    }

    public long Id { get; private set; }

    public long OwnerId { get; private set; }

    public long? TicketId { get; private set; }

    public long? MessageId { get; private set; }

    public string FileName { get; private set; } = "";

    /// <summary>What the uploader said it is. Shown, never believed: it is sent as a download.</summary>
    public string ContentType { get; private set; } = "";

    /// <summary>Bytes.</summary>
    public long Size { get; private set; }

    /// <summary>SHA-256 of the content, hexadecimal.</summary>
    public string Hash { get; private set; } = "";

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>How the page of its message calls it (RFC 2392), where it is a picture in that; null for what is a file.</summary>
    public string? ContentId { get; init; }

    public bool IsDraft => MessageId is null;

    public void AttachTo(long ticketId, long messageId)
    {
        if (!IsDraft)
        {
            throw new InvalidOperationException("The file is part of a message already.");
        }

        TicketId = ticketId;
        MessageId = messageId;
    }
}
