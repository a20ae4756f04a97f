using Helpdesk.Engine.Storage;

namespace Helpdesk.Engine.Tickets.Sharing;

/// <summary>What somebody has said about hearing of a ticket: that she wants to, or that she does not. Who said nothing hears what her part in it brings.</summary>
internal sealed class Following
{
    private Following()
    {
    }

    private Following(long ticketId, long personId)
    {
        TicketId = ticketId;
        PersonId = personId;
    }

    public long TicketId { get; private set; }

    public long PersonId { get; private set; }

    /// <summary>Whether she follows the ticket; else she has muted it.</summary>
    public bool IsOn { get; private set; }

    /// <summary>Writes it down.</summary>
    /// <returns>Whether it was otherwise before.</returns>
    public static async Task<bool> SetAsync(UnitOfWork unit, long ticketId, long personId, bool isOn, CancellationToken cancellationToken)
    {
        var following = await unit.Desk.AllFollowings.FindAsync([ticketId, personId], cancellationToken);
        if (following is null)
        {
            following = new Following(ticketId, personId);
            unit.Desk.AllFollowings.Add(following);
        }
        else if (following.IsOn == isOn)
        {
            return false;
        }

        following.IsOn = isOn;
        return true;
    }
}
