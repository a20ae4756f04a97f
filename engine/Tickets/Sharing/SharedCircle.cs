using Helpdesk.Engine.Access;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Tickets.Acts;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Tickets.Sharing;

/// <summary>Who shares and follows one ticket and gets copies of it, as somebody sees it who sees the ticket.</summary>
internal sealed record SharedCircle(IReadOnlyList<ShareView> Shares, IReadOnlyList<PersonView> Followers, bool? IsFollowed, IReadOnlyList<CcView> Cc)
{
    /// <param name="seenBy">The name of the ticket's organisation, where its members see it; null where they don't.</param>
    public static async Task<SharedCircle> ReadAsync(DeskTables tables, Actor reader, TicketSnapshot ticket, string? seenBy, CancellationToken cancellationToken)
    {
        var links = await Links(tables, ticket.Id).OrderBy(link => link.Name).ToListAsync(cancellationToken);
        var own = seenBy is not null && ticket.OrganisationId is { } id ? new ShareWith(ShareKind.Organisation, id) : null;
        var shared = links.Where(link => link.Kind == LinkKind.Share)
            .OrderBy(link => link.AddedAt)
            .Select(link => (With: new ShareWith(link.With!.Value, link.Id), link.Name, link.AddedById))
            .Where(link => link.With != own);
        var all = own is null ? shared : shared.Prepend((own, seenBy!, null));
        var shares = new List<ShareView>();
        foreach (var (with, name, addedBy) in all)
        {
            var mayRemove = (addedBy is not null && addedBy == reader.PersonId) || await Unshare.MayAsync(tables, reader, ticket, with, cancellationToken);
            shares.Add(new ShareView(with, name, with == own, mayRemove && with != new ShareWith(ShareKind.Person, ticket.RequesterId)));
        }

        var followings = links.Where(link => link.Kind == LinkKind.Following).ToList();
        return new SharedCircle(
            shares,
            // Who of the staff looks on is not for customers, as who is assigned is not.
            [.. followings.Where(link => link.IsOn && (reader.IsStaff || !link.IsStaff || link.Id == reader.PersonId)).Select(link => new PersonView(link.Id, link.Name, reader.IsStaff ? link.Address : null))],
            followings.Where(link => link.Id == reader.PersonId).Select(link => (bool?)link.IsOn).FirstOrDefault(),
            [.. links.Where(link => link.Kind == LinkKind.Copy).OrderBy(link => link.Id).Select(link => new CcView(link.Id, link.Address!, link.Name))]);
    }

    /// <summary>All in one question; names are looked up behind it.</summary>
    private static IQueryable<Link> Links(DeskTables tables, long ticketId) =>
        from link in Sight.SharesOn(tables, ticketId)
            .Select(s => new { Kind = LinkKind.Share, With = (ShareKind?)s.Kind, Id = s.WithId, s.AddedById, AddedAt = (DateTimeOffset?)s.AddedAt, IsOn = true, Name = (string?)null, Address = (string?)null })
            .Concat(Sight.FollowingsOn(tables, ticketId)
                .Select(f => new { Kind = LinkKind.Following, With = (ShareKind?)null, Id = f.PersonId, AddedById = (long?)null, AddedAt = (DateTimeOffset?)null, f.IsOn, Name = (string?)null, Address = (string?)null }))
            .Concat(Sight.CcOn(tables, ticketId)
                .Select(c => new { Kind = LinkKind.Copy, With = (ShareKind?)null, c.Id, c.AddedById, AddedAt = (DateTimeOffset?)c.AddedAt, IsOn = true, Name = (string?)c.Name, Address = (string?)c.Address }))
        select new Link
        {
            Kind = link.Kind,
            With = link.With,
            Id = link.Id,
            AddedById = link.AddedById,
            AddedAt = link.AddedAt,
            IsOn = link.IsOn,
            Name = link.Kind == LinkKind.Copy
                ? link.Name!
                : link.With == ShareKind.Organisation
                    ? tables.Organisations.Where(o => o.Id == link.Id).Select(o => o.Name).FirstOrDefault()!
                    : link.With == ShareKind.Site
                        ? tables.Sites.Where(s => s.Id == link.Id).Join(tables.Organisations, s => s.OrganisationId, o => o.Id, (s, o) => o.Name + ", " + s.Name).FirstOrDefault()!
                        : tables.People.Where(p => p.Id == link.Id).Select(p => p.Name).FirstOrDefault()!,
            IsStaff = link.Kind == LinkKind.Following && tables.People.Any(p => p.Id == link.Id && p.Role > Role.Customer),
            Address = link.Kind == LinkKind.Following ? tables.People.Where(p => p.Id == link.Id).Select(p => p.Address).FirstOrDefault() : link.Address,
        };

    private enum LinkKind
    {
        Share,
        Following,
        Copy,
    }

    private sealed class Link
    {
        public LinkKind Kind { get; init; }

        public ShareKind? With { get; init; }

        public long Id { get; init; }

        public long? AddedById { get; init; }

        public DateTimeOffset? AddedAt { get; init; }

        public bool IsOn { get; init; }

        public string Name { get; init; } = "";

        public bool IsStaff { get; init; }

        public string? Address { get; init; }
    }
}
