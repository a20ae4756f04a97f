using Helpdesk.Engine.Channels.Notifications;

namespace Helpdesk.Host.Trials;

/// <summary>No mail of a trial leaves the house: what would have gone is in the desk's book of mails.</summary>
internal sealed class KeptMail : IMailTransport
{
    /// <summary>As where a server was named: what is kept is then what would have been sent.</summary>
    public bool IsConfigured => true;

    public Task SendAsync(Mail mail, CancellationToken cancellationToken) => Task.CompletedTask;
}
