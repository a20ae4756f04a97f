using Helpdesk.Engine.Outbox;
using Helpdesk.Engine.Storage;

namespace Helpdesk.Engine.Channels.Notifications;

/// <summary>
/// Hands a mail over and keeps it. The record of it commits with the mark that the row is done; when that fails after the
/// server has taken the mail, the next attempt sends it again under the same Message-ID.
/// </summary>
internal sealed class MailHandover(IMailTransport transport, MailRoom room)
{
    /// <param name="secret">What in the mail is a secret: it is kept nowhere, unless the mail can be read nowhere but in the house (LX8). Null for none.</param>
    public async Task HandOverAsync(Mail mail, Delivery delivery, CancellationToken cancellationToken, string? secret = null)
    {
        if (transport.IsConfigured)
        {
            await transport.SendAsync(mail, cancellationToken);
        }

        if (secret is not null && (transport.IsConfigured || !room.IsOpen))
        {
            mail.Conceal(secret);
        }

        delivery.Write((unit, _) =>
        {
            ((UnitOfWork)unit).Desk.AllMail.Add(mail);
            return Task.CompletedTask;
        });
    }
}
