using Helpdesk.Engine.Outbox;
using Helpdesk.Engine.Outbox.Events;
using Helpdesk.Engine.Plugins;
using Helpdesk.Engine.Tickets.Events;

namespace Helpdesk.Fixtures.HandlerHangs;

/// <summary>Hears of tickets and never comes back; the desk's patience is a second, twice.</summary>
public sealed class Rogue : IPlugin
{
    /// <inheritdoc />
    public void Configure(IPluginBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddEventHandler<TicketOpened, Handler>("hangs", new DeliveryOptions { Budget = TimeSpan.FromSeconds(1), Attempts = 2 });
    }
}

/// <summary>Blocks its thread for ever.</summary>
public sealed class Handler : IEventHandler<TicketOpened>
{
    /// <inheritdoc />
    public Task HandleAsync(TicketOpened deskEvent, Delivery delivery, CancellationToken cancellationToken)
    {
        using var never = new ManualResetEventSlim();
        never.Wait(CancellationToken.None);
        return Task.CompletedTask;
    }
}
