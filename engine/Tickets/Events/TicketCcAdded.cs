namespace Helpdesk.Engine.Tickets.Events;

/// <summary>Addresses get a copy of the replies from now on: <c>ticket.cc-added/1</c>.</summary>
/// <param name="TicketId">The ticket.</param>
/// <param name="TicketVersion">Its version afterwards.</param>
/// <param name="CcIds">The new recipients.</param>
/// <param name="ActorId">Who did it; null for the desk itself.</param>
public sealed record TicketCcAdded(long TicketId, long TicketVersion, IReadOnlyList<long> CcIds, long? ActorId) : ITicketEvent
{
    /// <inheritdoc />
    public static string EventName => "ticket.cc-added/1";
}
