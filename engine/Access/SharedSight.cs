using Helpdesk.Engine.Departments;
using Helpdesk.Engine.People;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Tickets;
using Helpdesk.Engine.Tickets.Acts;
using Helpdesk.Engine.Tickets.Sharing;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Access;

/// <summary>What sharing adds to sight (row B3), and the same question asked from the ticket: who sees it.</summary>
internal sealed partial class Sight
{
    /// <summary>
    /// One ticket, if it is among <see cref="Tickets"/>: with its id known, one condition is found faster than three parts, and
    /// taken apart faster by Entity Framework.
    /// </summary>
    public IQueryable<Ticket> Ticket(DeskTables tables, long id)
    {
        if (_seesEverything || _isStaff)
        {
            return Tickets(tables).Where(t => t.Id == id);
        }

        if (_only is { } only && only != id)
        {
            return tables.AllTickets.Where(_ => false);
        }

        var organisations = OpenOrganisations(tables);
        var hers = tables.Memberships.Where(m => m.PersonId == _person);
        var seen = tables.AllTickets.Where(t => t.Id == id
            && (t.RequesterId == _person
                || (!t.IsKeptFromOrganisation && organisations.Contains(t.OrganisationId))
                || tables.AllShares.Any(s => s.TicketId == id
                    && ((s.Kind == ShareKind.Person && s.WithId == _person)
                        || (s.Kind == ShareKind.Organisation && hers.Any(m => m.OrganisationId == s.WithId))
                        || (s.Kind == ShareKind.Site && hers.Any(m => m.SiteId == s.WithId))))));
        if (_only is null)
        {
            return seen;
        }

        // Whoever gets copies may answer that ticket, and sees no other for it (row E3).
        var copies = tables.AllCc.Where(c => c.TicketId == id && tables.People.Any(p => p.Id == _person && p.FoldedAddress == c.FoldedAddress));
        return tables.AllTickets.Where(t => t.Id == id && (copies.Any() || seen.Any()));
    }

    /// <summary>What one ticket is shared with, which <see cref="Tickets"/> has let through already.</summary>
    public static IQueryable<TicketShare> SharesOn(DeskTables tables, long ticketId) => tables.AllShares.Where(s => s.TicketId == ticketId);

    /// <summary>Which tickets somebody follows or has muted: of those that <see cref="Tickets"/> lets her see.</summary>
    public static IQueryable<Following> FollowingsOf(DeskTables tables, long personId) => tables.AllFollowings.Where(f => f.PersonId == personId);

    /// <summary>Who follows or has muted one ticket, which <see cref="Tickets"/> has let through already.</summary>
    public static IQueryable<Following> FollowingsOn(DeskTables tables, long ticketId) => tables.AllFollowings.Where(f => f.TicketId == ticketId);

    /// <summary>
    /// The customers who see a ticket: what <see cref="Tickets"/> says of each, said of all.
    /// </summary>
    /// <param name="tables">The tables.</param>
    /// <param name="ticketId">The ticket.</param>
    /// <param name="without">What it is thought to be shared with no more; null for as it is.</param>
    public static IQueryable<Person> CustomersOf(DeskTables tables, long ticketId, ShareWith? without = null)
    {
        var ticket = tables.AllTickets.Where(t => t.Id == ticketId);
        var shares = without is null
            ? SharesOn(tables, ticketId)
            : SharesOn(tables, ticketId).Where(s => !(s.Kind == without.Kind && s.WithId == without.Id));
        long? kept = without is { Kind: ShareKind.Organisation } ? without.Id : null;
        var people = ticket.Select(t => t.RequesterId)
            .Concat(from t in ticket
                    join organisation in tables.Organisations on t.OrganisationId equals (long?)organisation.Id
                    join member in tables.Memberships on organisation.Id equals member.OrganisationId
                    where organisation.MembersSeeAllTickets && !t.IsKeptFromOrganisation && organisation.Id != kept
                    select member.PersonId)
            .Concat(shares.Where(s => s.Kind == ShareKind.Person).Select(s => s.WithId))
            .Concat(from share in shares
                    join member in tables.Memberships on share.WithId equals member.OrganisationId
                    where share.Kind == ShareKind.Organisation
                    select member.PersonId)
            .Concat(from share in shares
                    join member in tables.Memberships on (long?)share.WithId equals member.SiteId
                    where share.Kind == ShareKind.Site
                    select member.PersonId);
        return tables.People.Where(p => p.Role == Role.Customer && p.DisabledAt == null && people.Contains(p.Id));
    }

    /// <summary>The staff who see a ticket: what <see cref="Tickets"/> says of each, said of all.</summary>
    public static IQueryable<Person> StaffOf(DeskTables tables, long ticketId)
    {
        var ticket = tables.AllTickets.Where(t => t.Id == ticketId);
        var department = ticket.Join(tables.Departments, t => t.DepartmentId, d => d.Id, (_, d) => d);
        var shares = SharesOn(tables, ticketId).Where(s => s.Kind == ShareKind.Person);
        return tables.People.Where(p => p.DisabledAt == null && p.Role > Role.Customer
            && (p.Role >= Role.Supervisor
                || (p.Role == Role.Agent && (department.Any(d => d.Sight == DepartmentSight.Everybody
                        || (d.Sight == DepartmentSight.Members && tables.DepartmentMembers.Any(m => m.DepartmentId == d.Id && m.PersonId == p.Id)))
                    || ticket.Any(t => t.AssigneeId == p.Id || t.RequesterId == p.Id)
                    || shares.Any(s => s.WithId == p.Id)))));
    }

    /// <summary>
    /// The people whom the actor may name: staff anybody who is not shut out, a customer those in her organisations and their
    /// account leads (row B10). Of others nobody learns whether they are there at all (row B6).
    /// </summary>
    public IQueryable<Person> Nameable(DeskTables tables)
    {
        var there = tables.People.Where(p => p.DisabledAt == null);
        if (_isStaff)
        {
            return there;
        }

        // By ids: asked of each person, the database would look at all there are.
        var hers = OrganisationIds(tables);
        var ids = tables.Memberships.Where(m => hers.Contains(m.OrganisationId)).Select(m => m.PersonId)
            .Concat(tables.Organisations.Where(o => o.AccountLeadId != null && hers.Contains(o.Id)).Select(o => o.AccountLeadId!.Value))
            .Concat(tables.People.Where(p => p.Id == _person).Select(p => p.Id));
        return there.Where(p => ids.Contains(p.Id));
    }

    /// <summary>The sites of <see cref="Organisations"/>.</summary>
    public IQueryable<Site> Sites(DeskTables tables)
    {
        var hers = OrganisationIds(tables);
        return _isStaff ? tables.Sites : tables.Sites.Where(s => hers.Contains(s.OrganisationId));
    }

    /// <summary>Whether the actor may name it, to share a ticket with it.</summary>
    public Task<bool> MayNameAsync(DeskTables tables, ShareWith with, CancellationToken cancellationToken) => with.Kind switch
    {
        ShareKind.Person => Nameable(tables).AnyAsync(p => p.Id == with.Id, cancellationToken),
        ShareKind.Organisation => Organisations(tables).AnyAsync(o => o.Id == with.Id, cancellationToken),
        ShareKind.Site => Sites(tables).AnyAsync(s => s.Id == with.Id, cancellationToken),
        _ => Task.FromResult(false),
    };

    private IQueryable<long> SharedWithPerson(DeskTables tables) =>
        tables.AllShares.Where(s => s.Kind == ShareKind.Person && s.WithId == _person).Select(s => s.TicketId);

    private IQueryable<long> SharedWithCustomer(DeskTables tables)
    {
        var hers = tables.Memberships.Where(m => m.PersonId == _person);
        return SharedWithPerson(tables)
            .Concat(from member in hers
                    join share in tables.AllShares on new { Id = member.OrganisationId, Kind = ShareKind.Organisation } equals new { Id = share.WithId, share.Kind }
                    select share.TicketId)
            .Concat(from member in hers
                    join share in tables.AllShares on new { Id = member.SiteId, Kind = ShareKind.Site } equals new { Id = (long?)share.WithId, share.Kind }
                    select share.TicketId);
    }

    /// <summary>What is shared with a customer and is neither hers nor seen by her organisation anyway.</summary>
    private IQueryable<Ticket> SharedBeside(DeskTables tables, IQueryable<Ticket> among)
    {
        var (shared, organisations) = (SharedWithCustomer(tables), OpenOrganisations(tables));
        return among.Where(t => shared.Contains(t.Id) && t.RequesterId != _person && (t.IsKeptFromOrganisation || !organisations.Contains(t.OrganisationId)));
    }
}
