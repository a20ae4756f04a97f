using Helpdesk.Engine.Tickets.Acts;

namespace Helpdesk.Engine.Tickets.Sharing;

/// <summary>That a ticket is shared with a person, an organisation or a site.</summary>
internal sealed class TicketShare
{
    private TicketShare()
    {
    }

    public TicketShare(long ticketId, ShareWith with, long? addedById, DateTimeOffset addedAt)
    {
        TicketId = ticketId;
        Kind = with.Kind;
        WithId = with.Id;
        AddedById = addedById;
        AddedAt = addedAt;
    }

    public long TicketId { get; private set; }

    public ShareKind Kind { get; private set; }

    /// <summary>The person, the organisation or the site.</summary>
    public long WithId { get; private set; }

    public long? AddedById { get; private set; }

    public DateTimeOffset AddedAt { get; private set; }
}
