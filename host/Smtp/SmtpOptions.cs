using MailKit.Security;

namespace Helpdesk.Host.Smtp;

/// <summary>How the connection to the SMTP server is kept private.</summary>
internal enum SmtpSecurity
{
    /// <summary>TLS from the first byte on port 465, STARTTLS elsewhere where the server offers it. A password is never sent without either.</summary>
    Auto,

    /// <summary>Not at all: a server on this machine or in its own network.</summary>
    None,

    /// <summary>STARTTLS, or no mail.</summary>
    StartTls,

    /// <summary>TLS from the first byte.</summary>
    Tls,
}

/// <summary>The section <c>Smtp</c> of the configuration.</summary>
internal sealed record SmtpOptions
{
    public const string Section = "Smtp";

    /// <summary>Null or empty: mail is kept in the house.</summary>
    public string? Host { get; init; }

    /// <summary>0 for the usual one: 465 with TLS, else 587 with a user, else 25.</summary>
    public int Port { get; init; }

    public string? User { get; init; }

    public string? Password { get; init; }

    public SmtpSecurity Security { get; init; }

    /// <summary>The longest that one step of the conversation may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long a connection waits for the next mail; zero to begin another for each.</summary>
    public TimeSpan KeepOpen { get; init; } = TimeSpan.FromSeconds(5);

    public bool HasHost => !string.IsNullOrWhiteSpace(Host);

    public bool HasUser => !string.IsNullOrEmpty(User);

    public int PortToUse => Port switch
    {
        > 0 => Port,
        _ when Security == SmtpSecurity.Tls => 465,
        _ => HasUser ? 587 : 25,
    };

    public SecureSocketOptions Sockets => Security switch
    {
        SmtpSecurity.None => SecureSocketOptions.None,
        SmtpSecurity.StartTls => SecureSocketOptions.StartTls,
        SmtpSecurity.Tls => SecureSocketOptions.SslOnConnect,
        _ => SecureSocketOptions.Auto,
    };

    /// <summary>Records print their members; this one has a password.</summary>
    public override string ToString() => HasHost ? $"{Host}:{PortToUse} ({Security})" : "none";
}
