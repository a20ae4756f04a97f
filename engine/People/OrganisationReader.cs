using Helpdesk.Engine.Storage;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.People;

/// <summary>An organisation in a list.</summary>
internal sealed record OrganisationLine(long Id, string Name, bool MembersSeeAllTickets, int Members);

/// <summary>A member of an organisation.</summary>
internal sealed record MemberLine(long PersonId, string Name, string Address, bool IsManager, string? Site);

/// <summary>An organisation with all that belongs to it.</summary>
internal sealed record OrganisationView(Organisation Organisation, IReadOnlyList<MemberLine> Members, IReadOnlyList<Site> Sites, IReadOnlyList<Service> Services);

/// <summary>Organisations for the eyes of administrators.</summary>
internal sealed class OrganisationReader(DeskStore store)
{
    public async Task<IReadOnlyList<OrganisationLine>> ListAsync(CancellationToken cancellationToken)
    {
        await using var tables = store.Read();
        return await tables.Organisations.OrderBy(o => o.Name).ThenBy(o => o.Id)
            .Select(o => new OrganisationLine(o.Id, o.Name, o.MembersSeeAllTickets, tables.Memberships.Count(m => m.OrganisationId == o.Id)))
            .ToListAsync(cancellationToken);
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
            await tables.Services.Where(s => s.OrganisationId == id).OrderBy(s => s.HasEnded).ThenBy(s => s.Name).ToListAsync(cancellationToken));
    }
}
