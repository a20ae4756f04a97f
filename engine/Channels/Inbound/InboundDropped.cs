using Helpdesk.Engine.Outbox.Events;

namespace Helpdesk.Engine.Channels.Inbound;

/// <summary>Staff have put a message away that waited for them: <c>inbound.dropped/1</c>. Whoever brought it need not keep its original for that any more.</summary>
/// <param name="EntryId">The desk's own number of it.</param>
/// <param name="Source">As in <see cref="InboundMessage.Source"/>.</param>
/// <param name="ContentHash">As in <see cref="InboundMessage.ContentHash"/>.</param>
public sealed record InboundDropped(long EntryId, string Source, string ContentHash) : IDeskEvent
{
    /// <inheritdoc />
    public static string EventName => "inbound.dropped/1";

    long? IDeskEvent.TicketId => null;

    long IDeskEvent.TicketVersion => 0;
}
