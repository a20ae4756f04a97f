namespace Helpdesk.Engine.Tickets.Events;

/// <summary>A ticket was opened: <c>ticket.opened/1</c>.</summary>
/// <param name="TicketId">The ticket.</param>
/// <param name="TicketVersion">Its version afterwards.</param>
/// <param name="MessageId">The message it began with.</param>
/// <param name="ActorId">Who opened it; null for the desk itself.</param>
public sealed record TicketOpened(long TicketId, long TicketVersion, long MessageId, long? ActorId) : ITicketEvent
{
    /// <inheritdoc />
    public static string EventName => "ticket.opened/1";
}
