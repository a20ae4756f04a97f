using Helpdesk.Engine.Access;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Tickets.Acts;

/// <summary>Gives a ticket to one of the staff, or to nobody: <c>assign/1</c>. Staff only; customers don't learn of it.</summary>
/// <param name="PersonId">Who takes care of it from now on; null for nobody.</param>
public sealed record Assign(long? PersonId) : Act
{
    /// <inheritdoc />
    public override string Name => "assign/1";

    internal override bool IsForStaff => true;

    internal override async Task CheckAsync(ActCheck check, CancellationToken cancellationToken)
    {
        if (check.IsStaff("desk.assign-forbidden")
            && PersonId is { } person
            && !await check.Tables.People.AnyAsync(p => p.Id == person && p.Role != Role.Customer && p.DisabledAt == null, cancellationToken))
        {
            check.Invalid("assignee", "desk.assignee-unknown");
        }
    }

    internal override Task ApplyAsync(TicketChange change, CancellationToken cancellationToken)
    {
        var from = change.Ticket.AssigneeId;
        if (from != PersonId)
        {
            change.Ticket.AssignTo(PersonId);
            change.Record(this, ("from", from is { } before ? TicketChange.Id(before) : ""), ("to", PersonId is { } now ? TicketChange.Id(now) : ""));
            change.Happened(version => new Events.TicketAssigned(change.TicketId, version, from, PersonId, change.Actor.PersonId));
        }

        return Task.CompletedTask;
    }
}
