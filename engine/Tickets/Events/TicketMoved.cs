namespace Helpdesk.Engine.Tickets.Events;

/// <summary>A ticket moved to another department: <c>ticket.moved/1</c>.</summary>
/// <param name="TicketId">The ticket.</param>
/// <param name="TicketVersion">Its version afterwards.</param>
/// <param name="From">The key of the department before.</param>
/// <param name="To">The key of the department afterwards.</param>
/// <param name="ActorId">Who did it; null for the desk itself.</param>
public sealed record TicketMoved(long TicketId, long TicketVersion, string From, string To, long? ActorId) : ITicketEvent
{
    /// <inheritdoc />
    public static string EventName => "ticket.moved/1";
}
