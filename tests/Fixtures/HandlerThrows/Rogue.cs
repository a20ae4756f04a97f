using Helpdesk.Engine.Outbox;
using Helpdesk.Engine.Outbox.Events;
using Helpdesk.Engine.Plugins;
using Helpdesk.Engine.Tickets.Events;

namespace Helpdesk.Fixtures.HandlerThrows;

/// <summary>Hears of tickets and fails every time.</summary>
public sealed class Rogue : IPlugin
{
    /// <inheritdoc />
    public void Configure(IPluginBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddEventHandler<TicketOpened, Handler>("throws");
    }
}

/// <summary>Throws.</summary>
public sealed class Handler : IEventHandler<TicketOpened>
{
    /// <inheritdoc />
    public Task HandleAsync(TicketOpened deskEvent, Delivery delivery, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("The handler of the rogue was called.");
}
