using Helpdesk.Engine.Channels.Notifications;

namespace Helpdesk.Engine.Tests.Notifications;

/// <summary>Takes mail as a server would; the test says what happens first.</summary>
internal sealed class HandTransport : IMailTransport
{
    public bool IsConfigured { get; set; } = true;

    /// <summary>Runs before each mail is taken; what it throws is what the server says.</summary>
    public Func<Mail, Task> OnSending { get; set; } = _ => Task.CompletedTask;

    /// <summary>Runs after the server has taken the mail.</summary>
    public Func<Mail, Task> OnTaken { get; set; } = _ => Task.CompletedTask;

    public List<Mail> Taken { get; } = [];

    public async Task SendAsync(Mail mail, CancellationToken cancellationToken)
    {
        await OnSending(mail);
        Taken.Add(mail);
        await OnTaken(mail);
    }
}
