namespace Helpdesk.Engine.Tickets.Events;

/// <summary>A ticket moved to another status, by hand or by what was written on it: <c>ticket.status-changed/1</c>.</summary>
/// <param name="TicketId">The ticket.</param>
/// <param name="TicketVersion">Its version afterwards.</param>
/// <param name="From">The key of the status before.</param>
/// <param name="To">The key of the status afterwards.</param>
/// <param name="ActorId">Who did it; null for the desk itself.</param>
public sealed record TicketStatusChanged(long TicketId, long TicketVersion, string From, string To, long? ActorId) : ITicketEvent
{
    /// <inheritdoc />
    public static string EventName => "ticket.status-changed/1";
}
