namespace Helpdesk.Engine.Tickets.Events;

/// <summary>Somebody wrote a message that everybody on the ticket reads: <c>ticket.replied/1</c>.</summary>
/// <param name="TicketId">The ticket.</param>
/// <param name="TicketVersion">Its version afterwards.</param>
/// <param name="MessageId">The message.</param>
/// <param name="ActorId">Who wrote it; null for the desk itself.</param>
/// <param name="ByStaff">Whether the author works at the desk.</param>
public sealed record TicketReplied(long TicketId, long TicketVersion, long MessageId, long? ActorId, bool ByStaff) : ITicketEvent
{
    /// <inheritdoc />
    public static string EventName => "ticket.replied/1";
}
