namespace Helpdesk.Engine.Tickets.Events;

/// <summary>Somebody of the staff wrote an internal note: <c>ticket.noted/1</c>.</summary>
/// <param name="TicketId">The ticket.</param>
/// <param name="TicketVersion">Its version afterwards.</param>
/// <param name="MessageId">The note.</param>
/// <param name="ActorId">Who wrote it; null for the desk itself.</param>
public sealed record TicketNoted(long TicketId, long TicketVersion, long MessageId, long? ActorId) : ITicketEvent
{
    /// <inheritdoc />
    public static string EventName => "ticket.noted/1";
}
