namespace Helpdesk.Engine.Tickets.Events;

/// <summary>People, organisations or sites see a ticket from now on: <c>ticket.shared/1</c>.</summary>
/// <param name="TicketId">The ticket.</param>
/// <param name="TicketVersion">Its version after the change.</param>
/// <param name="People">The people, by their ids.</param>
/// <param name="Organisations">The organisations, by their ids.</param>
/// <param name="Sites">The sites, by their ids.</param>
/// <param name="ActorId">Who shared it; null for the desk itself.</param>
public sealed record TicketShared(
    long TicketId, long TicketVersion, IReadOnlyList<long> People, IReadOnlyList<long> Organisations, IReadOnlyList<long> Sites, long? ActorId) : ITicketEvent
{
    /// <inheritdoc />
    public static string EventName => "ticket.shared/1";
}
