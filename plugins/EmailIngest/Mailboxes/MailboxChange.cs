using Helpdesk.Engine.Channels.Inbound;

namespace Helpdesk.EmailIngest.Mailboxes;

/// <summary>What a mailbox shall be.</summary>
internal sealed record MailboxChange
{
    public required string Name { get; init; }

    public required string Address { get; init; }

    public bool IsOn { get; init; } = true;

    public MailboxKind Kind { get; init; }

    public string Host { get; init; } = "";

    public int Port { get; init; }

    public MailboxSecurity Security { get; init; }

    public string UserName { get; init; } = "";

    public MailboxSignIn SignIn { get; init; }

    /// <summary>Null keeps the one that there is.</summary>
    public string? Password { get; init; }

    public string TokenAddress { get; init; } = "";

    public string ClientId { get; init; } = "";

    public string Scope { get; init; } = "";

    /// <summary>Null keeps the one that there is.</summary>
    public string? RefreshToken { get; init; }

    public string Folder { get; init; } = "INBOX";

    public AfterFetch After { get; init; }

    public required string Department { get; init; }

    public string Type { get; init; } = "";

    public string Language { get; init; } = "en";

    public SenderPolicy Senders { get; init; }

    public Unwelcome Unwelcome { get; init; }

    public string TrustedServers { get; init; } = "";

    public bool StaffNeedProof { get; init; } = true;

    public CopiesJoin CopiesJoin { get; init; } = CopiesJoin.Proven;

    public int ReopenDays { get; init; } = 14;

    public int MostMegabytes { get; init; } = 25;
}

/// <summary>What is wrong with a mailbox as it was typed.</summary>
/// <param name="Field">The property of <see cref="MailboxChange"/>.</param>
/// <param name="Key">The phrase that says it.</param>
internal sealed record MailboxFault(string Field, string Key);
