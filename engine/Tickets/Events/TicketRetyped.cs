namespace Helpdesk.Engine.Tickets.Events;

/// <summary>Staff confirmed or changed the type of a ticket: <c>ticket.retyped/1</c>.</summary>
/// <param name="TicketId">The ticket.</param>
/// <param name="TicketVersion">Its version afterwards.</param>
/// <param name="From">The key of the type before; null for none.</param>
/// <param name="To">The key of the type afterwards; the same when it was confirmed.</param>
/// <param name="ActorId">Who did it; null for the desk itself.</param>
public sealed record TicketRetyped(long TicketId, long TicketVersion, string? From, string To, long? ActorId) : ITicketEvent
{
    /// <inheritdoc />
    public static string EventName => "ticket.retyped/1";
}
