using Helpdesk.Engine.Channels.Inbound;
using Helpdesk.Engine.Channels.Notifications.Accounts;
using Helpdesk.Engine.Channels.Notifications.Holding;
using Helpdesk.Engine.Outbox;
using Helpdesk.Engine.Outbox.Events;
using Helpdesk.Engine.Plugins;
using Helpdesk.Engine.Tickets.Events;

namespace Helpdesk.Engine.Channels.Notifications;

/// <summary>The core's own receivers for outgoing mail; they hear of events by the same way as a plugin's.</summary>
internal static class MailContributions
{
    /// <summary>Four days, as mail servers do (RFC 5321 §4.5.4.1).</summary>
    private static readonly DeliveryOptions Sending = new() { Budget = TimeSpan.FromMinutes(1), Attempts = 22 };

    public static void AddTo(PluginContributions core)
    {
        // One lane for all: what happened first is planned first, whichever kind of event it was.
        Hear<TicketOpened>("opened");
        Hear<TicketReplied>("replied");
        Hear<TicketNoted>("noted");
        Hear<TicketRetyped>("retyped");
        Hear<TicketPrioritized>("prioritized");
        Hear<TicketMoved>("moved");
        Hear<TicketAssigned>("assigned");
        Hear<TicketCcAdded>("cc-added");
        Hear<TicketShared>("shared");
        Hear<TicketStatusChanged>("status-changed");
        core.Receivers.Add(ReceiverFor.Job<SendMail, SendMailArguments>(pluginId: null, SendMail.Name, Sending));
        core.Receivers.Add(ReceiverFor.Job<SendHeld, HeldArguments>(pluginId: null, SendHeld.Name, Sending));
        core.Receivers.Add(ReceiverFor.Job<SendAccessMail, AccessMailArguments>(pluginId: null, SendAccessMail.Name, Sending));
        core.Receivers.Add(ReceiverFor.Job<SendGuestMail, GuestMailArguments>(pluginId: null, SendGuestMail.Name, Sending));
        core.Receivers.Add(ReceiverFor.Job<SendInboundAnswer, InboundAnswerArguments>(pluginId: null, SendInboundAnswer.Name, Sending));
        core.Receivers.Add(ReceiverFor.Job<SendAccountMail, AccountMailArguments>(pluginId: null, SendAccountMail.Name, Sending));

        void Hear<TEvent>(string name) where TEvent : class, ITicketEvent =>
            core.Receivers.Add(new Receiver(
                PluginId: null, $"notify{Receiver.LaneEnd}{name}", typeof(NotificationPlanner), typeof(TEvent), TEvent.EventName, Schedule: null, new DeliveryOptions { InTicketOrder = true },
                static (planner, payload, delivery, token) => ((IEventHandler<TEvent>)planner).HandleAsync((TEvent)payload!, delivery, token)));
    }
}
