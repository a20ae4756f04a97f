using Helpdesk.Engine.Outbox.Events;

namespace Helpdesk.Engine.Channels.Inbound;

/// <summary>A message that waited for staff is to be judged anew: <c>inbound.released/1</c>. Whoever brought it gives it to <see cref="IInboundDesk"/> again.</summary>
/// <param name="EntryId">The desk's own number of it.</param>
/// <param name="Source">As in <see cref="InboundMessage.Source"/>.</param>
/// <param name="ContentHash">As in <see cref="InboundMessage.ContentHash"/>.</param>
public sealed record InboundReleased(long EntryId, string Source, string ContentHash) : IDeskEvent
{
    /// <inheritdoc />
    public static string EventName => "inbound.released/1";

    long? IDeskEvent.TicketId => null;

    long IDeskEvent.TicketVersion => 0;
}
