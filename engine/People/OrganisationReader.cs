using System.Linq.Expressions;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Texts;
using Helpdesk.Engine.Tickets;
using Microsoft.EntityFrameworkCore;

// ToLower is translated to the database's lower(), which knows neither cultures nor comparers.
#pragma warning disable CA1304, CA1311, CA1862, MA0011
namespace Helpdesk.Engine.People;

/// <summary>An organisation in a list.</summary>
internal sealed record OrganisationLine(long Id, string Name, bool MembersSeeAllTickets, int Members);

/// <summary>A page of the list, and the last organisation of it when others follow.</summary>
internal sealed record OrganisationList(IReadOnlyList<OrganisationLine> Lines, long? Next);

/// <summary>A member of an organisation.</summary>
internal sealed record MemberLine(long PersonId, string Name, string Address, bool IsManager, string? Site);

/// <summary>An organisation with all that belongs to it.</summary>
internal sealed record OrganisationView(Organisation Organisation, IReadOnlyList<MemberLine> Members, IReadOnlyList<Site> Sites, IReadOnlyList<Service> Services, IReadOnlyList<string> Domains);

/// <summary>Organisations for the eyes of administrators.</summary>
internal sealed class OrganisationReader(DeskStore store)
{
    public const int PageSize = 50;

    private static readonly LambdaExpression[] Columns = [(Organisation o) => o.Name, (Organisation o) => o.Id];

    /// <summary>By name; those in whose name the words stand.</summary>
    /// <param name="after">The last organisation of the page before.</param>
    public async Task<OrganisationList> ListAsync(string? search, long? after, CancellationToken cancellationToken)
    {
        await using var tables = store.Read();
        IQueryable<Organisation> organisations = tables.Organisations;
        if (StorableText.Of(search).Trim() is { Length: > 0 } words)
        {
            var lower = words.ToLowerInvariant();
            organisations = organisations.Where(o => o.Name.Contains(words) || o.Name.ToLower().Contains(lower));
        }

        if (after is not null && await tables.Organisations.FirstOrDefaultAsync(o => o.Id == after, cancellationToken) is { } last)
        {
            organisations = Keyset.After(organisations, Columns, [last.Name, last.Id], descending: false);
        }

        var found = await Keyset.Order(organisations, Columns, descending: false).Take(PageSize + 1)
            .Select(o => new OrganisationLine(o.Id, o.Name, o.MembersSeeAllTickets, tables.Memberships.Count(m => m.OrganisationId == o.Id)))
            .ToListAsync(cancellationToken);
        return found.Count > PageSize ? new OrganisationList(found[..PageSize], found[PageSize - 1].Id) : new OrganisationList(found, Next: null);
    }

    /// <summary>All of them by name, to choose from.</summary>
    public async Task<IReadOnlyList<OrganisationName>> NamesAsync(CancellationToken cancellationToken)
    {
        await using var tables = store.Read();
        return await Keyset.Order(tables.Organisations, Columns, descending: false).Select(o => new OrganisationName(o.Id, o.Name)).ToListAsync(cancellationToken);
    }

    public async Task<OrganisationView?> FindAsync(long id, CancellationToken cancellationToken)
    {
        await using var tables = store.Read();
        if (await tables.Organisations.FirstOrDefaultAsync(o => o.Id == id, cancellationToken) is not { } organisation)
        {
            return null;
        }

        var members = await (
            from membership in tables.Memberships
            where membership.OrganisationId == id
            join person in tables.People on membership.PersonId equals person.Id
            orderby person.Name, person.Id
            select new MemberLine(
                person.Id, person.Name, person.Address, membership.IsManager, tables.Sites.Where(s => s.Id == membership.SiteId).Select(s => s.Name).FirstOrDefault()))
            .ToListAsync(cancellationToken);
        return new OrganisationView(
            organisation,
            members,
            await tables.Sites.Where(s => s.OrganisationId == id).OrderBy(s => s.Name).ToListAsync(cancellationToken),
            await tables.Services.Where(s => s.OrganisationId == id).OrderBy(s => s.HasEnded).ThenBy(s => s.Name).ToListAsync(cancellationToken),
            await tables.OrganisationDomains.Where(d => d.OrganisationId == id).OrderBy(d => d.Domain).Select(d => d.Domain).ToListAsync(cancellationToken));
    }
}
