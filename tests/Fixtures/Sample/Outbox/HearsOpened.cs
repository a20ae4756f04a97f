using Helpdesk.Engine.Outbox;
using Helpdesk.Engine.Outbox.Events;
using Helpdesk.Engine.Tickets.Events;
using Helpdesk.Fixtures.Sample.Tables;

namespace Helpdesk.Fixtures.Sample.Outbox;

/// <summary>Notes each ticket that is opened and schedules a job for a second later.</summary>
public sealed class HearsOpened : IEventHandler<TicketOpened>
{
    /// <inheritdoc />
    public Task HandleAsync(TicketOpened deskEvent, Delivery delivery, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(deskEvent);
        ArgumentNullException.ThrowIfNull(delivery);
        delivery.Write((unit, _) =>
        {
            unit.Tables<SampleTables>().Entries.Add(new Entry
            {
                Id = unit.NewId(),
                Kind = "opened",
                TicketId = deskEvent.TicketId,
                TicketVersion = deskEvent.TicketVersion,
                DeliveryId = delivery.Id,
                At = unit.Now,
            });
            unit.Schedule<FollowUp, FollowUpOn>(new FollowUpOn(deskEvent.TicketId), TimeSpan.FromSeconds(1));
            return Task.CompletedTask;
        });
        return Task.CompletedTask;
    }
}
