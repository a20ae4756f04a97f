using Helpdesk.Engine.Access;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Tickets.Sharing;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Tickets.Acts;

/// <summary>
/// Lets people, organisations and sites see a ticket: <c>share/1</c> (row B3). People hear of it from then on; organisations
/// and sites see it in silence (row B4). Whoever sees the ticket may share it with those whom she may name: staff with
/// anybody, a customer with the members of her own organisations, with these and with their sites.
/// </summary>
/// <param name="With">At least one; a ticket is shared with at most 50. What it is shared with already, its requester too, is no mistake.</param>
public sealed record Share(IReadOnlyList<ShareWith> With) : Act
{
    internal const int Most = 50;

    /// <inheritdoc />
    public override string Name => "share/1";

    internal override Act Tidy() => this with { With = [.. (With ?? []).Distinct()] };

    internal override async Task CheckAsync(ActCheck check, CancellationToken cancellationToken)
    {
        if (With.Count == 0)
        {
            check.Invalid("share", "desk.share-missing");
        }

        await CheckAsync(check, With, cancellationToken);
    }

    internal static async Task CheckAsync(ActCheck check, IReadOnlyList<ShareWith> shares, CancellationToken cancellationToken)
    {
        var sight = Sight.Of(check.Actor);
        foreach (var with in shares)
        {
            if (!await sight.MayNameAsync(check.Tables, with, cancellationToken))
            {
                check.Invalid("share", Unknown(with.Kind));
            }
        }

        var there = check.Before is { } ticket ? await ThereAsync(check.Tables, ticket.Id, cancellationToken) : [];
        check.Sharing.AddRange(shares);
        if (shares.Union(there).Count() > Most)
        {
            check.Invalid("share", "desk.share-too-many", Most);
        }
    }

    internal override async Task ApplyAsync(TicketChange change, CancellationToken cancellationToken)
    {
        if (await AddAsync(change, With, cancellationToken) is { Count: > 0 } added)
        {
            change.Record(this, [.. SharedFacts.Of(added)]);
            change.Happened(version => new Events.TicketShared(
                change.TicketId, version, Ids(added, ShareKind.Person), Ids(added, ShareKind.Organisation), Ids(added, ShareKind.Site), change.Actor.PersonId));
        }
    }

    /// <summary>Those that are new.</summary>
    internal static async Task<IReadOnlyList<ShareWith>> AddAsync(TicketChange change, IReadOnlyList<ShareWith> shares, CancellationToken cancellationToken)
    {
        var added = new List<ShareWith>();
        var there = shares.Count == 0 ? [] : await ThereAsync(change.Unit.Desk, change.TicketId, cancellationToken);
        foreach (var with in shares)
        {
            if (with.Kind == ShareKind.Organisation && change.Ticket.OrganisationId == with.Id && change.Ticket.IsKeptFromOrganisation)
            {
                change.Ticket.KeepFromOrganisation(isKept: false);
            }

            if (there.Contains(with) || with == new ShareWith(ShareKind.Person, change.Ticket.RequesterId))
            {
                continue;
            }

            change.Unit.Desk.AllShares.Add(new TicketShare(change.TicketId, with, change.Actor.PersonId, change.OccurredAt));
            added.Add(with);
            if (with.Kind == ShareKind.Person)
            {
                await Following.SetAsync(change.Unit, change.TicketId, with.Id, isOn: true, cancellationToken);
            }
        }

        return added;
    }

    private static Task<List<ShareWith>> ThereAsync(DeskTables tables, long ticketId, CancellationToken cancellationToken) =>
        Sight.SharesOn(tables, ticketId).Select(s => new ShareWith(s.Kind, s.WithId)).ToListAsync(cancellationToken);

    /// <summary>The same whether there is no such thing or the actor may not know of it.</summary>
    internal static string Unknown(ShareKind kind) => kind switch
    {
        ShareKind.Person => "desk.share-person-unknown",
        ShareKind.Organisation => "desk.share-organisation-unknown",
        _ => "desk.share-site-unknown",
    };

    private static IReadOnlyList<long> Ids(IEnumerable<ShareWith> all, ShareKind kind) => [.. all.Where(with => with.Kind == kind).Select(with => with.Id)];
}
