using Helpdesk.Engine.Outbox;
using Helpdesk.Engine.Plugins;
using Helpdesk.Engine.Tickets.Events;

namespace Helpdesk.Engine.Channels.Notifications;

/// <summary>The core's own receivers for outgoing mail; they hear of events by the same way as a plugin's.</summary>
internal static class MailContributions
{
    public static void AddTo(PluginContributions core)
    {
        core.Receivers.Add(ReceiverFor.Event<TicketOpened, NotificationPlanner>(pluginId: null, "notify-opened", new DeliveryOptions()));
        core.Receivers.Add(ReceiverFor.Event<TicketReplied, NotificationPlanner>(pluginId: null, "notify-replied", new DeliveryOptions { InTicketOrder = true }));
        core.Receivers.Add(ReceiverFor.Job<SendMail, SendMailArguments>(pluginId: null, SendMail.Name, new DeliveryOptions
        {
            Budget = TimeSpan.FromMinutes(1),
            // Four days, as mail servers do (RFC 5321 §4.5.4.1).
            Attempts = 22,
        }));
    }
}
