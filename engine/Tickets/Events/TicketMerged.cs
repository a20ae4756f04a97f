namespace Helpdesk.Engine.Tickets.Events;

/// <summary>A ticket became part of another: <c>ticket.merged/1</c>.</summary>
/// <param name="TicketId">The ticket that is closed now.</param>
/// <param name="TicketVersion">Its version afterwards.</param>
/// <param name="IntoTicketId">The ticket that goes on, with what was said on both.</param>
/// <param name="ActorId">Who did it; null for the desk itself.</param>
public sealed record TicketMerged(long TicketId, long TicketVersion, long IntoTicketId, long? ActorId) : ITicketEvent
{
    /// <inheritdoc />
    public static string EventName => "ticket.merged/1";
}
