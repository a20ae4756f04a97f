using Helpdesk.Engine.Conversation;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Tickets;

namespace Helpdesk.Engine.Access;

/// <summary>
/// The only answer to which tickets and messages an actor may see.
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
        return tables.AllTickets.Where(t => t.RequesterId == _person || shared.Contains(t.OrganisationId));
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
}
