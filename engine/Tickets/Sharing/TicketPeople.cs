using Helpdesk.Engine.Access;
using Helpdesk.Engine.People;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Texts;
using Helpdesk.Engine.Tickets.Acts;
using Microsoft.EntityFrameworkCore;

// StartsWith and Contains are translated to the database's own comparison of characters.
#pragma warning disable CA1310, CA1304, CA1311, CA1862, MA0011, MA0074

namespace Helpdesk.Engine.Tickets.Sharing;

/// <summary>Something that a ticket can be shared with, by its name.</summary>
/// <param name="Address">Of a person, for staff; null else.</param>
internal sealed record ShareName(ShareWith With, string Name, string? Address = null);

/// <summary>Somebody who can be mentioned.</summary>
/// <param name="Sees">Whether she sees the ticket; else it has to be shared with her.</param>
internal sealed record Mentionable(string Name, bool IsStaff, bool Sees);

/// <summary>Finds people, organisations and sites by what somebody types, among those whom she may name and no others.</summary>
internal sealed class TicketPeople(DeskStore store)
{
    /// <summary>How many are proposed at once.</summary>
    private const int Most = 8;

    /// <summary>All that is called so: a person by her address or whole name, an organisation by its name, a site by both.</summary>
    /// <param name="typed">A name, an address, or both as mail programs write them.</param>
    public async Task<IReadOnlyList<ShareName>> FindAsync(Actor actor, string? typed, CancellationToken cancellationToken)
    {
        var text = OneLine.Of(typed);
        var address = Person.Fold(text is [.., '>'] && text.LastIndexOf('<') is var at and >= 0 ? text[(at + 1)..^1] : text);
        if (address.Length == 0)
        {
            return [];
        }

        var (sight, name) = (Sight.Of(actor), Person.FoldName(text));
        await using var tables = store.Read();
        // An address is one person's; where it is none, it may be a name.
        var people = await sight.Nameable(tables).Where(p => p.FoldedAddress == address).Take(1).ToListAsync(cancellationToken);
        if (people.Count == 0)
        {
            people = await sight.Nameable(tables).Where(p => p.FoldedName == name).Take(Most).ToListAsync(cancellationToken);
        }

        return
        [
            .. people.Select(person => Named(person, actor)),
            .. (await Places(tables, sight).Where(place => place.Name.ToLower() == name).Take(Most).ToListAsync(cancellationToken)).Select(Named),
        ];
    }

    /// <summary>What somebody may be about to type: names of which a word begins so, people first.</summary>
    public async Task<IReadOnlyList<ShareName>> SuggestAsync(Actor actor, string? begun, CancellationToken cancellationToken)
    {
        var (sight, begin) = (Sight.Of(actor), Person.FoldName(OneLine.Of(begun)));
        var inside = " " + begin;
        await using var tables = store.Read();
        var people = await Beginning(sight.Nameable(tables).Where(p => p.Id != actor.PersonId), begin, actor.IsStaff)
            .OrderBy(p => p.FoldedName).ThenBy(p => p.Id).Take(Most).ToListAsync(cancellationToken);
        return
        [
            .. people.Select(person => Named(person, actor)),
            .. (await Places(tables, sight).Where(place => place.Name.ToLower().StartsWith(begin) || place.Name.ToLower().Contains(inside))
                .OrderBy(place => place.Name).ThenBy(place => place.Id).Take(Most).ToListAsync(cancellationToken)).Select(Named),
        ];
    }

    /// <summary>Who may be meant by what stands behind an <c>@</c>; nobody on a ticket that the author does not see.</summary>
    public async Task<IReadOnlyList<Mentionable>> MentionableAsync(Actor author, long ticketId, string? begun, bool isNote, CancellationToken cancellationToken)
    {
        var begin = Person.FoldName((begun ?? "").TrimStart());
        await using var tables = store.Read();
        if (await TicketReader.Snapshots(tables, Sight.Of(author).Ticket(tables, ticketId)).FirstOrDefaultAsync(cancellationToken) is not { } ticket)
        {
            return [];
        }

        var (customers, staff) = (Sight.CustomersOf(tables, ticket.Id), Sight.StaffOf(tables, ticket.Id));
        var people = await Beginning(Mentions.MayBeTold(tables, author, ticket, isNote), begin, byAddress: false)
            .OrderBy(p => p.FoldedName).ThenBy(p => p.Id).Take(Most)
            .Select(p => new { p.Name, p.Role, Sees = customers.Any(c => c.Id == p.Id) || staff.Any(s => s.Id == p.Id) })
            .ToListAsync(cancellationToken);
        return [.. people.Select(person => new Mentionable(person.Name, person.Role != Role.Customer, person.Sees))];
    }

    /// <summary>The acts, and before them the one that shares the ticket with whom their message names and who does not see it.</summary>
    public async Task<IReadOnlyList<Act>> SharedFirstAsync(Actor author, TicketSnapshot ticket, IReadOnlyList<Act> acts, CancellationToken cancellationToken)
    {
        await using var tables = store.Read();
        var unseen = new List<ShareWith>();
        var said = (SayingAct)acts.OfType<SayingAct>().First().Tidy();
        foreach (var person in await Mentions.FindAsync(tables, author, ticket, said, cancellationToken))
        {
            if (!await Mentions.SeesAsync(tables, ticket, person, cancellationToken))
            {
                unseen.Add(new ShareWith(ShareKind.Person, person.Id));
            }
        }

        return unseen.Count == 0 ? acts : [new Share(unseen), .. acts];
    }

    /// <inheritdoc cref="LosingSight.ReadAsync" />
    public Task<LosingSight?> LosingAsync(TicketView ticket, Actor reader, ShareWith with, CancellationToken cancellationToken) =>
        LosingSight.ReadAsync(store, ticket, reader, with, cancellationToken);

    private static IQueryable<Person> Beginning(IQueryable<Person> people, string begin, bool byAddress)
    {
        var inside = " " + begin;
        return people.Where(p => p.FoldedName.StartsWith(begin) || p.FoldedName.Contains(inside) || (byAddress && p.FoldedAddress.StartsWith(begin)));
    }

    /// <summary>Organisations by their names, and sites by both names, so that one of them tells it from others of its name.</summary>
    private static IQueryable<Place> Places(DeskTables tables, Sight sight) =>
        sight.Organisations(tables).Select(o => new Place { Id = o.Id, Name = o.Name, IsSite = false })
            .Concat(
                from site in sight.Sites(tables)
                join organisation in tables.Organisations on site.OrganisationId equals organisation.Id
                select new Place { Id = site.Id, Name = organisation.Name + ", " + site.Name, IsSite = true });

    private static ShareName Named(Place place) => new(new ShareWith(place.IsSite ? ShareKind.Site : ShareKind.Organisation, place.Id), place.Name);

    private static ShareName Named(Person person, Actor reader) =>
        new(new ShareWith(ShareKind.Person, person.Id), person.Name, reader.IsStaff ? person.Address : null);

    private sealed class Place
    {
        public long Id { get; init; }

        public string Name { get; init; } = "";

        public bool IsSite { get; init; }
    }
}
