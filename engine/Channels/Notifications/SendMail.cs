using Helpdesk.Engine.Channels.Notifications.Holding;
using Helpdesk.Engine.Outbox;
using Helpdesk.Engine.Outbox.Jobs;
using Helpdesk.Engine.Storage;
using Microsoft.Extensions.Logging;

namespace Helpdesk.Engine.Channels.Notifications;

/// <summary>Writes one mail about a ticket and hands it over, or puts it by where it is to wait.</summary>
internal sealed partial class SendMail(MailTiming timing, MailComposer composer, MailHandover handover, ILogger<SendMail> logger) : IJob<SendMailArguments>
{
    public const string Name = "send-mail";

    public static void Schedule(UnitOfWork unit, SendMailArguments mail) => unit.ScheduleInLane<SendMail, SendMailArguments>(mail, mail.Lane);

    public async Task RunAsync(SendMailArguments arguments, Delivery delivery, CancellationToken cancellationToken)
    {
        if (await timing.OfAsync(arguments, cancellationToken) is not { IsWanted: true } verdict)
        {
            return;
        }

        if (verdict.Until is { } until)
        {
            SendHeld.Hold(delivery, arguments, until);
            return;
        }

        if (await composer.ComposeAsync([arguments], delivery.Id, cancellationToken) is not { } composed)
        {
            LogNotEntitled(delivery.Id, arguments.Template);
            return;
        }

        await handover.HandOverAsync(composed.Mail, delivery, cancellationToken, composed.Secret);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Mail {Row} ({Template}) was not sent: its recipient may not see the ticket any more, or mail to her comes back")]
    private partial void LogNotEntitled(long row, string template);
}
