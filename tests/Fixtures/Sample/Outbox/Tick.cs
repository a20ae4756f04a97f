using Helpdesk.Engine.Outbox;
using Helpdesk.Engine.Outbox.Jobs;
using Helpdesk.Fixtures.Sample.Tables;

namespace Helpdesk.Fixtures.Sample.Outbox;

/// <summary>Runs every minute.</summary>
public sealed class Tick : ICronJob
{
    /// <inheritdoc />
    public Task RunAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        delivery.Write((unit, _) =>
        {
            unit.Tables<SampleTables>().Entries.Add(new Entry { Id = unit.NewId(), Kind = "tick", DeliveryId = delivery.Id, At = unit.Now });
            return Task.CompletedTask;
        });
        return Task.CompletedTask;
    }
}
