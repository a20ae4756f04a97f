using Helpdesk.Engine.Outbox;
using Helpdesk.Engine.Plugins;
using Helpdesk.Engine.Tickets.Events;
using Microsoft.Extensions.DependencyInjection;

namespace Acme.WebhookNotifier;

/// <summary>Tells another program of tickets.</summary>
public sealed class Plugin : IPlugin
{
    /// <inheritdoc />
    public void Configure(IPluginBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddSettings<NotifierSettings, Trial>();
        builder.Services.AddSingleton<Webhook>();
        // One ticket's events in their order: the other side never hears of an answer before the question.
        builder.AddEventHandler<TicketOpened, TellOfTicket>("opened", new DeliveryOptions { InTicketOrder = true });
        builder.AddEventHandler<TicketReplied, TellOfTicket>("replied", new DeliveryOptions { InTicketOrder = true });
    }
}
