using Helpdesk.Engine.Access;
using Helpdesk.Engine.Tickets.Sharing;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Tickets.Acts;

/// <summary>
/// Somebody is not to hear of a ticket any more: <c>unfollow/1</c> (rows B3, B7). Said by herself it mutes the ticket: she
/// hears of it neither as its requester nor as one who answers for it, unless she is mentioned or it would reach nobody. Staff
/// may take off other followers, the requester other customers. Customers don't learn of it.
/// </summary>
/// <param name="PersonId">Who; null for the actor.</param>
public sealed record Unfollow(long? PersonId = null) : Act
{
    /// <inheritdoc />
    public override string Name => "unfollow/1";

    internal override bool IsForGuests => true;

    internal override bool IsForStaff => true;

    internal override async Task CheckAsync(ActCheck check, CancellationToken cancellationToken)
    {
        var isOther = PersonId is not null && PersonId != check.Actor.PersonId;
        if (check.Actor.PersonId is null && !isOther)
        {
            check.Forbid("desk.follow-needs-person");
        }
        else if (isOther && !check.Actor.IsStaff
            && (check.Before?.RequesterId != check.Actor.PersonId || await check.Tables.People.AnyAsync(p => p.Id == PersonId && p.Role > Role.Customer, cancellationToken)))
        {
            check.Forbid("desk.unfollow-forbidden");
        }
    }

    internal override async Task ApplyAsync(TicketChange change, CancellationToken cancellationToken)
    {
        if (PersonId is not { } other || other == change.Actor.PersonId)
        {
            if (await Following.SetAsync(change.Unit, change.TicketId, change.Actor.PersonId!.Value, isOn: false, cancellationToken))
            {
                change.Record(this);
            }
        }
        else if (await change.Unit.Desk.AllFollowings.FindAsync([change.TicketId, other], cancellationToken) is { IsOn: true } following)
        {
            // She may follow it again; what she muted herself stays muted.
            change.Unit.Desk.AllFollowings.Remove(following);
            change.Record(this, ("person", TicketChange.Id(other)));
        }
    }
}
