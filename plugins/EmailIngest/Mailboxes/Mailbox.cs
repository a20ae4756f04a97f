using Helpdesk.Engine.Channels.Inbound;

namespace Helpdesk.EmailIngest.Mailboxes;

/// <summary>How mail comes to a mailbox.</summary>
internal enum MailboxKind
{
    /// <summary>Somebody puts it into the spool: a mail server's pipe, or a program over HTTP.</summary>
    Spool,

    /// <summary>It is fetched by IMAP (RFC 9051), and the server says when there is some (RFC 2177).</summary>
    Imap,

    /// <summary>It is fetched by POP3 (RFC 1939).</summary>
    Pop3,
}

/// <summary>How the connection to a mail server is protected (RFC 8314).</summary>
internal enum MailboxSecurity
{
    Tls,

    StartTls,

    /// <summary>Not at all: for a server on the same machine.</summary>
    None,
}

/// <summary>How the desk signs in to a mail server.</summary>
internal enum MailboxSignIn
{
    Password,

    /// <summary>By a token that another server gives (XOAUTH2, OAUTHBEARER; RFC 7628).</summary>
    OAuth2,
}

/// <summary>What is done on the server with a mail that is safe here.</summary>
internal enum AfterFetch
{
    /// <summary>It is marked as read, and stays.</summary>
    Mark,

    Delete,
}

/// <summary>An address that people write to: where its mail is fetched, and what holds for it.</summary>
internal sealed class Mailbox
{
    public const int LongestName = 40;
    public const int LongestText = 320;

    /// <summary>Refresh tokens of some providers have two thousand characters, and protection makes half as much again of them.</summary>
    public const int LongestSecret = 16_000;

    public long Id { get; init; }

    /// <summary>By which <c>mail deliver</c> and the endpoint know it: small letters, digits and hyphens. It stays.</summary>
    public string Name { get; init; } = "";

    public string Address { get; set; } = "";

    public string FoldedAddress { get; set; } = "";

    public bool IsOn { get; set; } = true;

    public MailboxKind Kind { get; set; }

    public string Host { get; set; } = "";

    public int Port { get; set; }

    public MailboxSecurity Security { get; set; }

    public string UserName { get; set; } = "";

    public MailboxSignIn SignIn { get; set; }

    /// <summary>Or the secret of the desk as a client of the server that gives tokens. Protected: nobody reads it out of the database.</summary>
    public string Password { get; set; } = "";

    /// <summary>Where tokens are given; for OAuth 2.0, as are the three that follow.</summary>
    public string TokenAddress { get; set; } = "";

    public string ClientId { get; set; } = "";

    public string Scope { get; set; } = "";

    /// <summary>Protected; empty where tokens are given in the desk's own name.</summary>
    public string RefreshToken { get; set; } = "";

    /// <summary>For IMAP.</summary>
    public string Folder { get; set; } = "INBOX";

    public AfterFetch After { get; set; }

    /// <summary>The key of the department that its tickets go to.</summary>
    public string Department { get; set; } = "";

    /// <summary>The key of the type that its tickets have until staff have looked (row A3); empty for none.</summary>
    public string Type { get; set; } = "";

    public string Language { get; set; } = "en";

    public SenderPolicy Senders { get; set; }

    public Unwelcome Unwelcome { get; set; }

    /// <summary>By spaces: the names of the servers whose word counts on who sent a mail (RFC 8601 §2.5).</summary>
    public string TrustedServers { get; set; } = "";

    public bool StaffNeedProof { get; set; } = true;

    public CopiesJoin CopiesJoin { get; set; } = CopiesJoin.Proven;

    /// <summary>Days.</summary>
    public int ReopenDays { get; set; } = 14;

    /// <summary>MiB; of a mail that is larger only the head is read.</summary>
    public int MostMegabytes { get; set; } = 25;

    public string FallbackCharset { get; set; } = "windows-1252";

    /// <summary>What a program signs with that hands mail in over HTTP; protected, and empty where none may.</summary>
    public string EndpointSecret { get; set; } = "";

    /// <summary>Grows with each change, so that whoever fetches begins anew.</summary>
    public int Version { get; set; } = 1;
}
