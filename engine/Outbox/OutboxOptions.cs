using Helpdesk.Engine.Storage;

namespace Helpdesk.Engine.Outbox;

/// <summary>How this server keeps the outbox.</summary>
/// <param name="Lease">A server that says nothing for so long has lost the rows it has in hand. Deliveries that may take longer prolong it.</param>
internal sealed record OutboxOptions(TimeSpan Lease)
{
    public static OutboxOptions Default { get; } = new(TimeSpan.FromMinutes(2));

    /// <summary>What a delivery gets on top of the budgets, for a machine that is slow and clocks that differ.</summary>
    public TimeSpan Grace => Lease / 4;

    /// <summary>For how long a row has to be somebody's while it is delivered.</summary>
    public TimeSpan Needed(DeliveryOptions receiver) => receiver.Budget + DeskStore.Budget + Grace;

    /// <summary>For how long a row is claimed: a delivery that begins soon after has no need to prolong it.</summary>
    public TimeSpan LeaseOf(DeliveryOptions receiver) => Needed(receiver) is var needed && needed > Lease ? needed : Lease;
}
