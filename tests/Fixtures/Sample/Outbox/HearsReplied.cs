using Helpdesk.Engine.Outbox;
using Helpdesk.Engine.Outbox.Events;
using Helpdesk.Engine.Tickets.Events;
using Helpdesk.Fixtures.Sample.Tables;

namespace Helpdesk.Fixtures.Sample.Outbox;

/// <summary>Notes each reply.</summary>
public sealed class HearsReplied : IEventHandler<TicketReplied>
{
    /// <inheritdoc />
    public Task HandleAsync(TicketReplied deskEvent, Delivery delivery, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(deskEvent);
        ArgumentNullException.ThrowIfNull(delivery);
        delivery.Write((unit, _) =>
        {
            unit.Tables<SampleTables>().Entries.Add(new Entry
            {
                Id = unit.NewId(),
                Kind = "replied",
                TicketId = deskEvent.TicketId,
                TicketVersion = deskEvent.TicketVersion,
                DeliveryId = delivery.Id,
                At = unit.Now,
            });
            return Task.CompletedTask;
        });
        return Task.CompletedTask;
    }
}
