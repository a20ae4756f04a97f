using Helpdesk.Engine.Attachments;
using Helpdesk.Engine.Conversation;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Tickets;
using Helpdesk.Engine.Tickets.History;

namespace Helpdesk.Engine.Access;

/// <summary>
/// The only answer to which tickets, messages, files and history an actor may see. Lists, counts, search, pages and API
/// all begin with it, so that what is hidden in one place is hidden in every place.
/// </summary>
internal sealed class Sight
{
    private readonly long? _person;
    private readonly bool _isStaff;

    private Sight(Actor actor)
    {
        _person = actor.PersonId;
        _isStaff = actor.IsStaff;
    }

    public static Sight Of(Actor actor) => new(actor);

    /// <summary>Staff see all tickets; a customer hers, and her organisation's where its members see each other's (row D3).</summary>
    public IQueryable<Ticket> Tickets(DeskTables tables)
    {
        if (_isStaff)
        {
            return tables.AllTickets;
        }

        var shared =
            from membership in tables.Memberships
            join organisation in tables.Organisations on membership.OrganisationId equals organisation.Id
            where membership.PersonId == _person && organisation.MembersSeeAllTickets
            select (long?)organisation.Id;
        // Two halves, each with an index of its own: with an OR, PostgreSQL looks at every ticket there is.
        return tables.AllTickets.Where(t => t.RequesterId == _person)
            .Concat(tables.AllTickets.Where(t => t.RequesterId != _person && shared.Contains(t.OrganisationId)));
    }

    /// <summary>What was said on those tickets; notes are for staff alone.</summary>
    public IQueryable<Message> Messages(DeskTables tables)
    {
        if (_isStaff)
        {
            return tables.AllMessages;
        }

        var tickets = Tickets(tables);
        return tables.AllMessages.Where(m => m.Kind == MessageKind.Reply && tickets.Any(t => t.Id == m.TicketId));
    }

    /// <summary>The files of those messages, and the actor's own drafts. A draft is nobody else's business, not even of staff.</summary>
    public IQueryable<Attachment> Attachments(DeskTables tables)
    {
        if (_isStaff)
        {
            return tables.AllAttachments.Where(a => a.MessageId != null || a.OwnerId == _person);
        }

        var messages = Messages(tables);
        return tables.AllAttachments.Where(a => a.MessageId == null ? a.OwnerId == _person : messages.Any(m => m.Id == a.MessageId));
    }

    /// <summary>What was done to those tickets; customers don't learn of a change that is made of notes.</summary>
    public IQueryable<HistoryEntry> History(DeskTables tables)
    {
        if (_isStaff)
        {
            return tables.AllHistory;
        }

        var tickets = Tickets(tables);
        return tables.AllHistory.Where(h => !h.IsForStaff && tickets.Any(t => t.Id == h.TicketId));
    }
}
