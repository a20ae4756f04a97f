using Helpdesk.Engine.Access;
using Helpdesk.Engine.Conversation;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Workflow;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Tickets;

/// <summary>Answers plugins, always through <see cref="Sight"/>.</summary>
internal sealed class DeskReader(DeskStore store) : IDeskReader
{
    public async Task<TicketFacts?> FindTicketAsync(long ticketId, Actor reader, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reader);
        await using var tables = store.Read();
        var found = await (
            from ticket in Sight.Of(reader).Tickets(tables)
            where ticket.Id == ticketId
            join status in tables.Statuses on ticket.StatusKey equals status.Key
            join department in tables.Departments on ticket.DepartmentId equals department.Id
            select new { Ticket = ticket, Status = status, department.Key, department.Name }).FirstOrDefaultAsync(cancellationToken);
        return found is null
            ? null
            : new TicketFacts(
                found.Ticket.Id,
                found.Ticket.Number,
                found.Ticket.Version,
                found.Ticket.Subject,
                new StatusFacts(found.Status.Key, found.Status.Name, found.Status.Kind),
                new NamedFacts(found.Key, found.Name),
                found.Ticket.Urgency,
                found.Ticket.RequesterId,
                found.Ticket.CreatedAt,
                found.Ticket.UpdatedAt)
            {
                TypeKey = found.Ticket.TypeKey,
                AssigneeId = reader.IsStaff ? found.Ticket.AssigneeId : null,
                OrganisationId = found.Ticket.OrganisationId,
                ServiceId = found.Ticket.ServiceId,
            };
    }

    public async Task<MessageFacts?> FindMessageAsync(long messageId, Actor reader, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reader);
        await using var tables = store.Read();
        return await Sight.Of(reader).Messages(tables).FirstOrDefaultAsync(message => message.Id == messageId, cancellationToken) is { } found
            ? new MessageFacts(found.Id, found.TicketId, found.Kind == MessageKind.Note, found.AuthorId, found.ByStaff, Text(found), found.OccurredAt)
            : null;
    }

    public async Task<IReadOnlyList<NamedFacts>> ListDepartmentsAsync(CancellationToken cancellationToken)
    {
        await using var tables = store.Read();
        var found = await tables.Departments.Where(department => !department.IsRetired).OrderBy(department => department.Order).ThenBy(department => department.Key).ToListAsync(cancellationToken);
        return [.. found.Select(department => new NamedFacts(department.Key, department.Name))];
    }

    public async Task<IReadOnlyList<NamedFacts>> ListTicketTypesAsync(CancellationToken cancellationToken)
    {
        await using var tables = store.Read();
        var found = await tables.TicketTypes.Where(type => type.IsOffered).OrderBy(type => type.Order).ThenBy(type => type.Key).ToListAsync(cancellationToken);
        return [.. found.Select(type => new NamedFacts(type.Key, type.Name))];
    }

    public async Task<PersonFacts?> FindPersonAsync(long personId, Actor reader, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reader);
        await using var tables = store.Read();
        var sight = Sight.Of(reader);
        if (await sight.People(tables).FirstOrDefaultAsync(person => person.Id == personId, cancellationToken) is not { } found)
        {
            return null;
        }

        var organisations = await (
            from membership in tables.Memberships
            where membership.PersonId == personId
            join organisation in sight.Organisations(tables) on membership.OrganisationId equals organisation.Id
            orderby organisation.Name
            select new MembershipFacts(organisation.Id, organisation.Name)).ToListAsync(cancellationToken);
        return new PersonFacts(found.Id, found.Name, found.Address, found.Language, found.IsStaff, found.CreatedAt, organisations);
    }

    public async Task<TicketCounts> CountTicketsAsync(long requesterId, Actor reader, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reader);
        await using var tables = store.Read();
        var kinds = await Sight.Of(reader).Tickets(tables).Where(ticket => ticket.RequesterId == requesterId)
            .GroupBy(ticket => ticket.StatusKind).Select(group => new { Kind = group.Key, Count = group.Count() }).ToListAsync(cancellationToken);
        int Of(params StatusKind[] wanted) => kinds.Where(kind => wanted.Contains(kind.Kind)).Sum(kind => kind.Count);
        return new TicketCounts(Of(StatusKind.New, StatusKind.Open), Of(StatusKind.Waiting), Of(StatusKind.Solved, StatusKind.Closed));
    }

    private static string Text(Message message) => message is { Format: not MessageFormat.Text, Html: { } html } ? MessageMarkup.TextOf(html) : message.Body;
}
