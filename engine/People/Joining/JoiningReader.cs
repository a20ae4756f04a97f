using Helpdesk.Engine.Access;
using Helpdesk.Engine.Storage;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.People.Joining;

/// <summary>Somebody who is to be added, as a list shows it.</summary>
/// <param name="Organisation">Null for none.</param>
/// <param name="Asker">Null for a stranger who wrote a mail.</param>
internal sealed record AccessLine(AccessRequest Request, string? Organisation, string? Asker);

/// <summary>An organisation of a person's, with the others in it.</summary>
/// <param name="MayAdd">Whether she adds people to it herself.</param>
/// <param name="Members">By name, as many as fit on a page.</param>
/// <param name="Count">How many there are.</param>
internal sealed record Colleagues(long OrganisationId, string Organisation, bool MayAdd, IReadOnlyList<Colleague> Members, int Count);

/// <summary>A member of an organisation, as the others know her.</summary>
internal sealed record Colleague(string Name, bool IsManager, bool IsInvited);

/// <summary>Who is in an organisation, and who is to be let in.</summary>
internal sealed class JoiningReader(DeskStore store)
{
    /// <summary>How many members a page names.</summary>
    public const int MostMembers = 100;

    private const int MostRequests = 200;

    public async Task<AccessPolicy> PolicyAsync(CancellationToken cancellationToken)
    {
        await using var tables = store.Read();
        return await tables.AccessPolicies.SingleAsync(cancellationToken);
    }

    /// <summary>The organisations of a person, each with its members.</summary>
    public async Task<IReadOnlyList<Colleagues>> ColleaguesAsync(long personId, CancellationToken cancellationToken)
    {
        await using var tables = store.Read();
        var policy = await tables.AccessPolicies.SingleAsync(cancellationToken);
        var hers = await (
            from membership in tables.Memberships
            where membership.PersonId == personId
            join organisation in tables.Organisations on membership.OrganisationId equals organisation.Id
            orderby organisation.Name, organisation.Id
            select new { Membership = membership, organisation.Id, organisation.Name }).ToListAsync(cancellationToken);
        var all = new List<Colleagues>();
        foreach (var organisation in hers)
        {
            var members =
                from membership in tables.Memberships
                where membership.OrganisationId == organisation.Id
                join person in tables.People on membership.PersonId equals person.Id
                where person.DisabledAt == null
                select new { Person = person, membership.IsManager };
            all.Add(new Colleagues(
                organisation.Id,
                organisation.Name,
                policy.LetsAdd(organisation.Membership),
                await members.OrderBy(m => m.Person.FoldedName).ThenBy(m => m.Person.Id).Take(MostMembers)
                    .Select(m => new Colleague(m.Person.Name, m.IsManager, m.Person.InvitedAt != null && m.Person.PasswordHash == null)).ToListAsync(cancellationToken),
                await members.CountAsync(cancellationToken)));
        }

        return all;
    }

    /// <summary>For staff all, for a customer what she asked for; the newest first.</summary>
    /// <param name="state">Null for all.</param>
    public async Task<IReadOnlyList<AccessLine>> ListAsync(Actor reader, AccessState? state, CancellationToken cancellationToken)
    {
        await using var tables = store.Read();
        return await Lines(tables, Seen(tables, reader).Where(r => state == null || r.State == state)).Take(MostRequests).ToListAsync(cancellationToken);
    }

    public async Task<AccessLine?> FindAsync(Actor reader, long id, CancellationToken cancellationToken)
    {
        await using var tables = store.Read();
        return await Lines(tables, Seen(tables, reader).Where(r => r.Id == id)).FirstOrDefaultAsync(cancellationToken);
    }

    private static IQueryable<AccessRequest> Seen(DeskTables tables, Actor reader) =>
        reader.IsStaff ? tables.AccessRequests : tables.AccessRequests.Where(r => r.RequestedById == reader.PersonId);

    private static IQueryable<AccessLine> Lines(DeskTables tables, IQueryable<AccessRequest> requests) =>
        requests.OrderByDescending(r => r.Id).Select(r => new AccessLine(
            r,
            tables.Organisations.Where(o => o.Id == r.OrganisationId).Select(o => o.Name).FirstOrDefault(),
            tables.People.Where(p => p.Id == r.RequestedById).Select(p => p.Name).FirstOrDefault()));
}
