using Helpdesk.Engine.Outbox;
using Helpdesk.Engine.Outbox.Jobs;
using Helpdesk.Engine.Storage;
using Microsoft.Extensions.Logging;

namespace Helpdesk.Engine.Channels.Notifications;

/// <summary>
/// Writes one mail and hands it over. The record of it commits with the mark that the row is done; when that fails
/// after the server has taken the mail, the next attempt sends it again under the same Message-ID.
/// </summary>
internal sealed partial class SendMail(MailComposer composer, IMailTransport transport, ILogger<SendMail> logger) : IJob<SendMailArguments>
{
    public const string Name = "send-mail";

    public static void Schedule(UnitOfWork unit, SendMailArguments mail) => unit.ScheduleInLane<SendMail, SendMailArguments>(mail, mail.Lane);

    public async Task RunAsync(SendMailArguments arguments, Delivery delivery, CancellationToken cancellationToken)
    {
        var mail = await composer.ComposeAsync(arguments, delivery.Id, transport.IsConfigured, cancellationToken);
        if (mail is null)
        {
            LogNotEntitled(delivery.Id, arguments.Template);
            return;
        }

        if (transport.IsConfigured)
        {
            await transport.SendAsync(mail, cancellationToken);
        }

        delivery.Write((unit, _) =>
        {
            ((UnitOfWork)unit).Desk.AllMail.Add(mail);
            return Task.CompletedTask;
        });
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Mail {Row} ({Template}) was not sent: its recipient may not see the ticket any more")]
    private partial void LogNotEntitled(long row, string template);
}
