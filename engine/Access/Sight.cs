using Helpdesk.Engine.Attachments;
using Helpdesk.Engine.Conversation;
using Helpdesk.Engine.Departments;
using Helpdesk.Engine.Fields;
using Helpdesk.Engine.People;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Tickets;
using Helpdesk.Engine.Tickets.History;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Access;

/// <summary>
/// The only answer to which tickets, messages, files, history and people an actor may see. Lists, counts, search, pages and API
/// all begin with it, so that what is hidden in one place is hidden in every place.
/// </summary>
internal sealed partial class Sight
{
    /// <summary>In a list of organisations: no id is negative.</summary>
    private static readonly long? AnyShared = -1;

    private readonly long? _person;
    private readonly bool _isStaff;
    private readonly bool _seesEverything;
    private readonly long? _only;

    private Sight(Actor actor)
    {
        _person = actor.PersonId;
        _isStaff = actor.IsStaff && actor.OnlyTicket is null;
        _seesEverything = actor.SeesEverything && actor.OnlyTicket is null;
        _only = actor.OnlyTicket;
    }

    public static Sight Of(Actor actor) => new(actor);

    /// <summary>
    /// Supervisors see all tickets; an agent what is assigned to her and what its department lets her see (row D8); a
    /// customer hers, and her organisation's where its members see each other's (row D3). Beside that everybody sees what
    /// is shared with her, and a customer what is shared with her organisations and where she works (row B3). A guest sees the
    /// one ticket that a mail led her to, while she may (row E9).
    /// </summary>
    public IQueryable<Ticket> Tickets(DeskTables tables)
    {
        if (_only is { } only)
        {
            return Ticket(tables, only);
        }

        if (_seesEverything)
        {
            return tables.AllTickets;
        }

        if (_isStaff)
        {
            var open = OpenDepartments(tables);
            var sharedWithHer = SharedWithPerson(tables);
            return tables.AllTickets.Where(t => t.AssigneeId == _person || t.RequesterId == _person || open.Contains(t.DepartmentId) || sharedWithHer.Contains(t.Id));
        }

        // Parts with an index of their own each: with an OR, PostgreSQL looks at every ticket there is.
        var organisations = OpenOrganisations(tables);
        return tables.AllTickets.Where(t => t.RequesterId == _person)
            .Concat(tables.AllTickets.Where(t => t.RequesterId != _person && !t.IsKeptFromOrganisation && organisations.Contains(t.OrganisationId)))
            .Concat(SharedBeside(tables, tables.AllTickets));
    }

    /// <summary>
    /// The tickets of <see cref="Tickets"/> in parts that have none in common. Each is in the order of an index, so that the
    /// first page of a list looks at no more than it shows of each.
    /// </summary>
    /// <param name="tables">The tables.</param>
    /// <param name="among">Those that it is about: all of them, or what was looked for.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<IReadOnlyList<IQueryable<Ticket>>> PartsAsync(DeskTables tables, IQueryable<Ticket> among, CancellationToken cancellationToken)
    {
        if (_seesEverything)
        {
            return [among];
        }

        if (_only is { } only)
        {
            var ticket = Ticket(tables, only).Select(t => t.Id);
            return [among.Where(t => ticket.Contains(t.Id))];
        }

        if (!_isStaff)
        {
            // Asked together: her organisations, and whether anything is shared with her.
            var organisations = await OpenOrganisations(tables).Concat(SharedWithCustomer(tables).Select(_ => AnyShared).Take(1)).ToListAsync(cancellationToken);
            return
            [
                among.Where(t => t.RequesterId == _person),
                .. organisations.Select(organisation => organisation == AnyShared
                    ? SharedBeside(tables, among)
                    : among.Where(t => t.OrganisationId == organisation && !t.IsKeptFromOrganisation && t.RequesterId != _person)),
            ];
        }

        var seen = OpenDepartments(tables);
        var departments = await tables.Departments.Select(d => new { d.Id, IsOpen = seen.Contains(d.Id) }).ToListAsync(cancellationToken);
        if (departments.TrueForAll(d => d.IsOpen))
        {
            return [among];
        }

        var others = among.Where(t => t.AssigneeId != _person && t.RequesterId != _person);
        var sharedWithHer = SharedWithPerson(tables);
        var isAnySharedWithHer = await sharedWithHer.AnyAsync(cancellationToken);
        return
        [
            among.Where(t => t.AssigneeId == _person),
            among.Where(t => t.RequesterId == _person && t.AssigneeId != _person),
            .. departments.Where(d => d.IsOpen).Select(d => d.Id).Select(department => others.Where(t => t.DepartmentId == department)),
            .. isAnySharedWithHer ? [others.Where(t => sharedWithHer.Contains(t.Id) && !seen.Contains(t.DepartmentId))] : Array.Empty<IQueryable<Ticket>>(),
        ];
    }

    /// <summary>What was said on those tickets; notes are for staff alone.</summary>
    public IQueryable<Message> Messages(DeskTables tables)
    {
        if (_seesEverything)
        {
            return tables.AllMessages;
        }

        var tickets = Tickets(tables);
        return _isStaff
            ? tables.AllMessages.Where(m => tickets.Any(t => t.Id == m.TicketId))
            : tables.AllMessages.Where(m => m.Kind == MessageKind.Reply && tickets.Any(t => t.Id == m.TicketId));
    }

    /// <summary>The files of those messages, and the actor's own drafts. A draft is nobody else's business, not even of staff.</summary>
    public IQueryable<Attachment> Attachments(DeskTables tables)
    {
        if (_seesEverything)
        {
            return tables.AllAttachments.Where(a => a.MessageId != null || a.OwnerId == _person);
        }

        var messages = Messages(tables);
        return tables.AllAttachments.Where(a => a.MessageId == null ? a.OwnerId == _person : messages.Any(m => m.Id == a.MessageId));
    }

    /// <summary>What was done to those tickets; customers don't learn of a change that is made of notes.</summary>
    public IQueryable<HistoryEntry> History(DeskTables tables)
    {
        if (_seesEverything)
        {
            return tables.AllHistory;
        }

        var tickets = Tickets(tables);
        return _isStaff
            ? tables.AllHistory.Where(h => tickets.Any(t => t.Id == h.TicketId))
            : tables.AllHistory.Where(h => !h.IsForStaff && tickets.Any(t => t.Id == h.TicketId));
    }

    /// <summary>Who gets copies of those tickets.</summary>
    public IQueryable<CcRecipient> Cc(DeskTables tables)
    {
        var tickets = Tickets(tables);
        return tables.AllCc.Where(c => tickets.Any(t => t.Id == c.TicketId));
    }

    /// <summary>Who gets copies of one ticket, which <see cref="Tickets"/> has let through already.</summary>
    public static IQueryable<CcRecipient> CcOn(DeskTables tables, long ticketId) => tables.AllCc.Where(c => c.TicketId == ticketId);

    /// <summary>What was said on one ticket, which <see cref="Tickets"/> has let through already.</summary>
    public IQueryable<Message> MessagesOn(DeskTables tables, long ticketId)
    {
        var messages = tables.AllMessages.Where(m => m.TicketId == ticketId);
        return _isStaff ? messages : messages.Where(m => m.Kind == MessageKind.Reply);
    }

    /// <summary>The files on one ticket, which <see cref="Tickets"/> has let through already.</summary>
    public IQueryable<Attachment> AttachmentsOn(DeskTables tables, long ticketId)
    {
        var files = tables.AllAttachments.Where(a => a.TicketId == ticketId && a.MessageId != null);
        return _isStaff ? files : files.Where(a => tables.AllMessages.Any(m => m.Id == a.MessageId && m.Kind == MessageKind.Reply));
    }

    /// <summary>What was done to one ticket, which <see cref="Tickets"/> has let through already.</summary>
    public IQueryable<HistoryEntry> HistoryOn(DeskTables tables, long ticketId)
    {
        var history = tables.AllHistory.Where(h => h.TicketId == ticketId);
        return _isStaff ? history : history.Where(h => !h.IsForStaff);
    }

    /// <summary>What the fields of one ticket hold, which <see cref="Tickets"/> has let through already.</summary>
    public IQueryable<FieldValue> FieldsOn(DeskTables tables, long ticketId)
    {
        var values = tables.AllFieldValues.Where(f => f.Owner == FieldOwner.Ticket && f.OwnerId == ticketId);
        return _isStaff ? values : values.Where(f => !tables.FieldDefinitions.Any(d => d.Owner == FieldOwner.Ticket && d.Key == f.Key && d.IsForStaff));
    }

    /// <summary>Staff see all people; a customer sees herself.</summary>
    public IQueryable<Person> People(DeskTables tables) => _isStaff ? tables.People : tables.People.Where(p => p.Id == _person);

    /// <summary>Staff see all organisations; a customer sees her own.</summary>
    public IQueryable<Organisation> Organisations(DeskTables tables)
    {
        var hers = OrganisationIds(tables);
        return _isStaff ? tables.Organisations : tables.Organisations.Where(o => hers.Contains(o.Id));
    }

    /// <summary>Staff see all services; a customer those that she can name on a ticket.</summary>
    public IQueryable<Service> Services(DeskTables tables) => _isStaff ? tables.Services : ServicesOf(tables, _person ?? 0);

    /// <summary>The services that a person can name on a ticket: her own and her organisations', while they last.</summary>
    public static IQueryable<Service> ServicesOf(DeskTables tables, long personId)
    {
        var organisations = tables.Memberships.Where(m => m.PersonId == personId).Select(m => (long?)m.OrganisationId);
        return tables.Services.Where(s => !s.HasEnded && (s.PersonId == personId || organisations.Contains(s.OrganisationId)));
    }

    /// <summary>By ids: asked of each organisation whether she is in it, the database would look at all there are.</summary>
    private IQueryable<long> OrganisationIds(DeskTables tables) => tables.Memberships.Where(m => m.PersonId == _person).Select(m => m.OrganisationId);

    private IQueryable<long> OpenDepartments(DeskTables tables) =>
        from department in tables.Departments
        where department.Sight == DepartmentSight.Everybody
            || (department.Sight == DepartmentSight.Members && tables.DepartmentMembers.Any(m => m.DepartmentId == department.Id && m.PersonId == _person))
        select department.Id;

    /// <summary>Those of her organisations whose members see each other's tickets.</summary>
    private IQueryable<long?> OpenOrganisations(DeskTables tables) =>
        from membership in tables.Memberships
        join organisation in tables.Organisations on membership.OrganisationId equals organisation.Id
        where membership.PersonId == _person && organisation.MembersSeeAllTickets
        select (long?)organisation.Id;
}
