namespace Helpdesk.Engine.Tickets.Events;

/// <summary>A ticket was given to one of the staff, or to nobody: <c>ticket.assigned/1</c>.</summary>
/// <param name="TicketId">The ticket.</param>
/// <param name="TicketVersion">Its version afterwards.</param>
/// <param name="From">Who took care of it before; null for nobody.</param>
/// <param name="To">Who takes care of it now; null for nobody.</param>
/// <param name="ActorId">Who did it; null for the desk itself.</param>
public sealed record TicketAssigned(long TicketId, long TicketVersion, long? From, long? To, long? ActorId) : ITicketEvent
{
    /// <inheritdoc />
    public static string EventName => "ticket.assigned/1";
}
