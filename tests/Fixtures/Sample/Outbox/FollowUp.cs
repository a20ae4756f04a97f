using Helpdesk.Engine.Outbox;
using Helpdesk.Engine.Outbox.Jobs;
using Helpdesk.Fixtures.Sample.Tables;

namespace Helpdesk.Fixtures.Sample.Outbox;

/// <summary>The ticket to follow up on.</summary>
public sealed record FollowUpOn(long TicketId);

/// <summary>A job that was scheduled for later.</summary>
public sealed class FollowUp : IJob<FollowUpOn>
{
    /// <inheritdoc />
    public Task RunAsync(FollowUpOn arguments, Delivery delivery, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(delivery);
        delivery.Write((unit, _) =>
        {
            unit.Tables<SampleTables>().Entries.Add(new Entry { Id = unit.NewId(), Kind = "job", TicketId = arguments.TicketId, DeliveryId = delivery.Id, At = unit.Now });
            return Task.CompletedTask;
        });
        return Task.CompletedTask;
    }
}
