using Helpdesk.Engine.Access;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Tickets.Acts;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Tickets.Sharing;

/// <summary>Who shares and follows one ticket, as somebody sees it who sees the ticket.</summary>
internal sealed record SharedCircle(IReadOnlyList<ShareView> Shares, IReadOnlyList<PersonView> Followers, bool? IsFollowed)
{
    /// <param name="seenBy">The name of the ticket's organisation, where its members see it; null where they don't.</param>
    public static async Task<SharedCircle> ReadAsync(DeskTables tables, Actor reader, TicketSnapshot ticket, string? seenBy, CancellationToken cancellationToken)
    {
        var links = await Links(tables, ticket.Id).OrderBy(link => link.Name).ToListAsync(cancellationToken);
        var own = seenBy is not null && ticket.OrganisationId is { } id ? new ShareWith(ShareKind.Organisation, id) : null;
        var shared = links.Where(link => link.Share is not null)
            .OrderBy(link => link.AddedAt)
            .Select(link => (With: new ShareWith(link.Share!.Value, link.Id), link.Name, link.AddedById))
            .Where(link => link.With != own);
        var all = own is null ? shared : shared.Prepend((own, seenBy!, null));
        var shares = new List<ShareView>();
        foreach (var (with, name, addedBy) in all)
        {
            var mayRemove = (addedBy is not null && addedBy == reader.PersonId) || await Unshare.MayAsync(tables, reader, ticket, with, cancellationToken);
            shares.Add(new ShareView(with, name, with == own, mayRemove && with != new ShareWith(ShareKind.Person, ticket.RequesterId)));
        }

        var followings = links.Where(link => link.Share is null).ToList();
        return new SharedCircle(
            shares,
            // Who of the staff looks on is not for customers, as who is assigned is not.
            [.. followings.Where(link => link.IsOn && (reader.IsStaff || !link.IsStaff || link.Id == reader.PersonId)).Select(link => new PersonView(link.Id, link.Name, reader.IsStaff ? link.Address : null))],
            followings.Where(link => link.Id == reader.PersonId).Select(link => (bool?)link.IsOn).FirstOrDefault());
    }

    /// <summary>Both in one question; names are looked up behind it.</summary>
    private static IQueryable<Link> Links(DeskTables tables, long ticketId) =>
        from link in Sight.SharesOn(tables, ticketId).Select(s => new { Share = (ShareKind?)s.Kind, Id = s.WithId, s.AddedById, AddedAt = (DateTimeOffset?)s.AddedAt, IsOn = true })
            .Concat(Sight.FollowingsOn(tables, ticketId).Select(f => new { Share = (ShareKind?)null, Id = f.PersonId, AddedById = (long?)null, AddedAt = (DateTimeOffset?)null, f.IsOn }))
        select new Link
        {
            Share = link.Share,
            Id = link.Id,
            AddedById = link.AddedById,
            AddedAt = link.AddedAt,
            IsOn = link.IsOn,
            Name = link.Share == ShareKind.Organisation
                ? tables.Organisations.Where(o => o.Id == link.Id).Select(o => o.Name).FirstOrDefault()!
                : link.Share == ShareKind.Site
                    ? tables.Sites.Where(s => s.Id == link.Id).Join(tables.Organisations, s => s.OrganisationId, o => o.Id, (s, o) => o.Name + ", " + s.Name).FirstOrDefault()!
                    : tables.People.Where(p => p.Id == link.Id).Select(p => p.Name).FirstOrDefault()!,
            IsStaff = link.Share == null && tables.People.Any(p => p.Id == link.Id && p.Role > Role.Customer),
            Address = link.Share == null ? tables.People.Where(p => p.Id == link.Id).Select(p => p.Address).FirstOrDefault() : null,
        };

    /// <summary>A share, or, without its kind, a following.</summary>
    private sealed class Link
    {
        public ShareKind? Share { get; init; }

        public long Id { get; init; }

        public long? AddedById { get; init; }

        public DateTimeOffset? AddedAt { get; init; }

        public bool IsOn { get; init; }

        public string Name { get; init; } = "";

        public bool IsStaff { get; init; }

        public string? Address { get; init; }
    }
}
