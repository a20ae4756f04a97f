namespace Helpdesk.Engine.Channels.Notifications;

/// <summary>Carries mail out of the house. The host brings one that speaks SMTP.</summary>
internal interface IMailTransport
{
    /// <summary>False where no server was named: mail is kept to be read here, and goes nowhere.</summary>
    bool IsConfigured { get; }

    /// <summary>Hands the mail over; when it returns, the server has taken it.</summary>
    /// <exception cref="MailRefusedException">The server refused this mail for good.</exception>
    Task SendAsync(Mail mail, CancellationToken cancellationToken);
}
