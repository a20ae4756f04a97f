namespace Helpdesk.Engine.Tickets;

/// <summary>
/// What became of a request that carried a key of its sender's making. Written in the change's own transaction: a second
/// request with the key gets the same answer and changes nothing (LU8).
/// </summary>
internal sealed class Receipt
{
    public const int LongestKey = 200;

    private Receipt()
    {
    }

    public Receipt(long personId, string key, string fingerprint, long ticketId, long? messageId, long version, DateTimeOffset now)
    {
        PersonId = personId;
        Key = key;
        Fingerprint = fingerprint;
        TicketId = ticketId;
        MessageId = messageId;
        Version = version;
        CreatedAt = now;
    }

    public long PersonId { get; private set; }

    public string Key { get; private set; } = "";

    /// <summary>Of what was asked for, SHA-256, hexadecimal: the same key with something else is a mistake of the sender.</summary>
    public string Fingerprint { get; private set; } = "";

    public long TicketId { get; private set; }

    public long? MessageId { get; private set; }

    public long Version { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }
}
