namespace Helpdesk.EmailIngest.Ledger;

/// <summary>What has become of a mail.</summary>
internal enum MailOutcome
{
    /// <summary>It is safe, and waits to be judged.</summary>
    Waiting,

    NewTicket,

    Append,

    Held,

    Refused,

    Ignore,

    Bounce,

    Duplicate,

    /// <summary>Something is wrong with it: somebody has to look.</summary>
    Quarantine,
}

/// <summary>A mail that was fetched, in the book: every one has a row, and every row an outcome.</summary>
internal sealed class MailRecord
{
    public const int LongestKey = 200;
    public const int LongestAddress = 320;
    public const int LongestSubject = 255;
    public const int LongestBecause = 400;
    public const int LongestFault = 1000;

    public long Id { get; init; }

    public long MailboxId { get; init; }

    /// <summary>What the place that it came from calls it; with the mailbox it is there once.</summary>
    public string Key { get; init; } = "";

    /// <summary>The bytes as they came, by their hash; empty once they are gone.</summary>
    public string Raw { get; set; } = "";

    /// <summary>Bytes, as the server said.</summary>
    public long Size { get; init; }

    /// <summary>Whether only its head was fetched, since it is larger than the mailbox takes.</summary>
    public bool IsHeadOnly { get; init; }

    /// <summary>What it says, however it came; empty until it was read.</summary>
    public string ContentHash { get; set; } = "";

    public string From { get; set; } = "";

    public string Subject { get; set; } = "";

    /// <summary>When the server, or the desk, got it.</summary>
    public DateTimeOffset ReceivedAt { get; init; }

    public DateTimeOffset FetchedAt { get; init; }

    public MailOutcome Outcome { get; set; }

    /// <summary>The rules that decided, by their stable names, separated by spaces.</summary>
    public string Because { get; set; } = "";

    public long? TicketId { get; set; }

    /// <summary>Whom the desk takes it to be by.</summary>
    public long? AuthorId { get; set; }

    public DateTimeOffset? DecidedAt { get; set; }

    /// <summary>What went wrong when it was judged.</summary>
    public string Fault { get; set; } = "";

    /// <summary>When somebody of the staff put it away; it stays in the book.</summary>
    public DateTimeOffset? DroppedAt { get; set; }
}
