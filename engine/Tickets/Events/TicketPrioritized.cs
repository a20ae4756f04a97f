namespace Helpdesk.Engine.Tickets.Events;

/// <summary>Staff decided the priority of a ticket: <c>ticket.prioritized/1</c>.</summary>
/// <param name="TicketId">The ticket.</param>
/// <param name="TicketVersion">Its version afterwards.</param>
/// <param name="From">The key of the priority before; null for none.</param>
/// <param name="To">The key of the priority afterwards; the same when another row leads to it.</param>
/// <param name="Classification">The code of the row of the classification table that was applied.</param>
/// <param name="MessageId">The comment that names the row to the customer.</param>
/// <param name="ActorId">Who did it; null for the desk itself.</param>
public sealed record TicketPrioritized(
    long TicketId, long TicketVersion, string? From, string To, string Classification, long MessageId, long? ActorId) : ITicketEvent
{
    /// <inheritdoc />
    public static string EventName => "ticket.prioritized/1";
}
