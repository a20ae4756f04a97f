using Helpdesk.Engine.Access;
using Helpdesk.Engine.Channels.Notifications;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Tickets.Sharing;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Tickets.Acts;

/// <summary>
/// Takes a person, an organisation or a site off a ticket: <c>unshare/1</c> (row B7). With the organisation that the ticket
/// belongs to, its members don't see it any more though they see each other's. Staff and the requester may take off
/// whom they like; others themselves, what they added, and those of their own organisations. Nobody takes off the requester.
/// </summary>
/// <param name="With">What it is not to be shared with any more; what it is not shared with is no mistake.</param>
public sealed record Unshare(ShareWith With) : Act
{
    /// <inheritdoc />
    public override string Name => "unshare/1";

    internal override async Task CheckAsync(ActCheck check, CancellationToken cancellationToken)
    {
        if (check.Before is not { } ticket)
        {
            return;
        }

        if (With == new ShareWith(ShareKind.Person, ticket.RequesterId))
        {
            check.Forbid("desk.unshare-requester");
        }
        else if (await IsSharedAsync(check.Tables, ticket, cancellationToken) && !await MayAsync(check.Tables, check.Actor, ticket, With, cancellationToken))
        {
            check.Forbid("desk.unshare-forbidden");
        }
    }

    /// <summary>Whether she may take it off.</summary>
    internal static async Task<bool> MayAsync(DeskTables tables, Actor actor, TicketSnapshot ticket, ShareWith with, CancellationToken cancellationToken) =>
        actor.IsStaff
        || ticket.RequesterId == actor.PersonId
        || with == new ShareWith(ShareKind.Person, actor.PersonId ?? 0)
        || await Sight.SharesOn(tables, ticket.Id).AnyAsync(s => s.Kind == with.Kind && s.WithId == with.Id && s.AddedById == actor.PersonId, cancellationToken)
        || await Sight.Of(actor).MayNameAsync(tables, with, cancellationToken);

    private async Task<bool> IsSharedAsync(DeskTables tables, TicketSnapshot ticket, CancellationToken cancellationToken)
    {
        var (kind, id) = (With.Kind, With.Id);
        return (kind == ShareKind.Organisation && id == ticket.OrganisationId)
            || await Sight.SharesOn(tables, ticket.Id).AnyAsync(s => s.Kind == kind && s.WithId == id, cancellationToken);
    }

    internal override async Task ApplyAsync(TicketChange change, CancellationToken cancellationToken)
    {
        var (tables, ticketId, kind, id) = (change.Unit.Desk, change.TicketId, With.Kind, With.Id);
        var isOwn = kind == ShareKind.Organisation && change.Ticket.OrganisationId == id && !change.Ticket.IsKeptFromOrganisation;
        var share = await Sight.SharesOn(tables, ticketId).FirstOrDefaultAsync(s => s.Kind == kind && s.WithId == id, cancellationToken);
        if (share is null && !isOwn)
        {
            return;
        }

        if (isOwn)
        {
            change.Ticket.KeepFromOrganisation(isKept: true);
        }

        if (share is not null)
        {
            tables.AllShares.Remove(share);
        }

        if (kind == ShareKind.Person)
        {
            await EndMailAsync(change, id, cancellationToken);
        }

        change.Record(this, [.. SharedFacts.Of([With])]);
        change.Happened(version => new Events.TicketUnshared(
            ticketId, version, kind == ShareKind.Person ? id : null, kind == ShareKind.Organisation ? id : null, kind == ShareKind.Site ? id : null, change.Actor.PersonId));
    }

    /// <summary>She neither follows it nor answers it by mail any more; where she still sees it, she may follow it again.</summary>
    private static async Task EndMailAsync(TicketChange change, long personId, CancellationToken cancellationToken)
    {
        var tables = change.Unit.Desk;
        if (await tables.AllFollowings.FindAsync([change.TicketId, personId], cancellationToken) is { } following)
        {
            tables.AllFollowings.Remove(following);
        }

        if (await tables.People.Where(p => p.Id == personId).Select(p => p.FoldedAddress).FirstOrDefaultAsync(cancellationToken) is { } folded)
        {
            await ReplyTokens.RevokeAsync(change.Unit, change.TicketId, folded, cancellationToken);
        }
    }
}
