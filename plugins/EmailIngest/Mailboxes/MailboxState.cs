namespace Helpdesk.EmailIngest.Mailboxes;

/// <summary>How far the fetching of a mailbox has come, and how it goes.</summary>
internal sealed class MailboxState
{
    public const int LongestFault = 500;
    public const int LongestHolder = 80;

    public long MailboxId { get; init; }

    /// <summary>As the IMAP server said: when it says another, its numbers begin anew (RFC 9051 §2.3.1.1).</summary>
    public long UidValidity { get; set; }

    /// <summary>All up to it are in the book.</summary>
    public long LastUid { get; set; }

    /// <summary>When the server last answered.</summary>
    public DateTimeOffset? SeenAt { get; set; }

    /// <summary>Since when it does not work; null while it does.</summary>
    public DateTimeOffset? FailingSince { get; set; }

    /// <summary>What the server, or the network, said last.</summary>
    public string Fault { get; set; } = "";

    /// <summary>Which server of the desk fetches; another does when it has not said so for a while.</summary>
    public string Holder { get; set; } = "";

    public DateTimeOffset? HeldUntil { get; set; }
}
