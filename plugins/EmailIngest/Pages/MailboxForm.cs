using Helpdesk.EmailIngest.Mailboxes;
using Helpdesk.Engine.Channels.Inbound;

namespace Helpdesk.EmailIngest.Pages;

/// <summary>The fields of a mailbox, as they are typed.</summary>
internal sealed class MailboxForm
{
    private const int ImapPort = 993;

    public string? Name { get; set; }

    public string? Address { get; set; }

    public bool IsOn { get; set; } = true;

    public MailboxKind Kind { get; set; } = MailboxKind.Imap;

    public string? Host { get; set; }

    public int Port { get; set; } = ImapPort;

    public MailboxSecurity Security { get; set; }

    public string? UserName { get; set; }

    /// <summary>Empty keeps the one that there is: it is never shown.</summary>
    public string? Password { get; set; }

    public MailboxSignIn SignIn { get; set; }

    public string? TokenAddress { get; set; }

    public string? ClientId { get; set; }

    public string? Scope { get; set; }

    /// <summary>As <see cref="Password"/>.</summary>
    public string? RefreshToken { get; set; }

    public string? Folder { get; set; } = "INBOX";

    public AfterFetch After { get; set; }

    public string? Department { get; set; }

    public string? Type { get; set; }

    public string? Language { get; set; } = "en";

    public SenderPolicy Senders { get; set; }

    public Unwelcome Unwelcome { get; set; }

    public string? TrustedServers { get; set; }

    public bool StaffNeedProof { get; set; } = true;

    public CopiesJoin CopiesJoin { get; set; } = CopiesJoin.Proven;

    public int ReopenDays { get; set; } = 14;

    public int MostMegabytes { get; set; } = 25;

    public static MailboxForm Of(Mailbox mailbox) => new()
    {
        Name = mailbox.Name,
        Address = mailbox.Address,
        IsOn = mailbox.IsOn,
        Kind = mailbox.Kind,
        Host = mailbox.Host,
        Port = mailbox.Port,
        Security = mailbox.Security,
        UserName = mailbox.UserName,
        SignIn = mailbox.SignIn,
        TokenAddress = mailbox.TokenAddress,
        ClientId = mailbox.ClientId,
        Scope = mailbox.Scope,
        Folder = mailbox.Folder,
        After = mailbox.After,
        Department = mailbox.Department,
        Type = mailbox.Type,
        Language = mailbox.Language,
        Senders = mailbox.Senders,
        Unwelcome = mailbox.Unwelcome,
        TrustedServers = mailbox.TrustedServers,
        StaffNeedProof = mailbox.StaffNeedProof,
        CopiesJoin = mailbox.CopiesJoin,
        ReopenDays = mailbox.ReopenDays,
        MostMegabytes = mailbox.MostMegabytes,
    };

    public MailboxChange ToChange() => new()
    {
        Name = Line(Name),
        Address = Line(Address),
        IsOn = IsOn,
        Kind = Kind,
        Host = Line(Host),
        Port = Port,
        Security = Security,
        UserName = Line(UserName),
        SignIn = SignIn,
        Password = string.IsNullOrEmpty(Password) ? null : Password,
        TokenAddress = Line(TokenAddress),
        ClientId = Line(ClientId),
        Scope = Line(Scope),
        RefreshToken = string.IsNullOrWhiteSpace(RefreshToken) ? null : Line(RefreshToken),
        Folder = Line(Folder),
        After = After,
        Department = Line(Department),
        Type = Line(Type),
        Language = Line(Language),
        Senders = Senders,
        Unwelcome = Unwelcome,
        TrustedServers = string.Join(' ', Line(TrustedServers).Split([' ', ',', ';'], StringSplitOptions.RemoveEmptyEntries)),
        StaffNeedProof = StaffNeedProof,
        CopiesJoin = CopiesJoin,
        ReopenDays = ReopenDays,
        MostMegabytes = MostMegabytes,
    };

    private static string Line(string? typed) => (typed ?? "").Replace('\0', ' ').ReplaceLineEndings(" ").Trim();
}
