namespace Helpdesk.Engine.Outbox;

/// <summary>How this server keeps the outbox.</summary>
/// <param name="Lease">A server that says nothing for so long has lost the rows it has in hand. Deliveries that may take longer prolong it.</param>
internal sealed record OutboxOptions(TimeSpan Lease)
{
    public static OutboxOptions Default { get; } = new(TimeSpan.FromMinutes(2));

    /// <summary>What a delivery gets on top of the budgets, for a machine that is slow and clocks that differ.</summary>
    public TimeSpan Grace => Lease / 4;
}
