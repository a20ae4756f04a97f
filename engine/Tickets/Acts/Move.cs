using Helpdesk.Engine.Texts;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Tickets.Acts;

/// <summary>
/// Moves a ticket to another department: <c>move/1</c> (row E2). Staff only. Where the new department has members and the
/// assignee is none of them, nobody is assigned any more, so that its members hear of the ticket.
/// </summary>
/// <param name="Department">The key of the department.</param>
public sealed record Move(string Department) : Act
{
    /// <inheritdoc />
    public override string Name => "move/1";

    internal override Act Tidy() => this with { Department = StorableText.Of(Department) };

    internal override async Task CheckAsync(ActCheck check, CancellationToken cancellationToken)
    {
        if (check.IsStaff("desk.move-forbidden")
            && Department != check.Before?.DepartmentKey
            && !await check.Tables.Departments.AnyAsync(d => d.Key == Department && !d.IsRetired, cancellationToken))
        {
            check.Invalid("department", "desk.department-unknown");
        }
    }

    internal override async Task ApplyAsync(TicketChange change, CancellationToken cancellationToken)
    {
        var from = change.DepartmentKey;
        if (from == Department)
        {
            return;
        }

        var tables = change.Unit.Desk;
        var department = await tables.Departments.SingleAsync(d => d.Key == Department, cancellationToken);
        var members = await tables.DepartmentMembers.Where(m => m.DepartmentId == department.Id).Select(m => m.PersonId).ToListAsync(cancellationToken);
        change.MoveTo(department);
        if (change.Ticket.AssigneeId is { } assignee && members.Count > 0 && !members.Contains(assignee))
        {
            change.Ticket.AssignTo(null);
        }

        change.Record(this, ("from", from), ("to", Department));
        change.Happened(version => new Events.TicketMoved(change.TicketId, version, from, Department, change.Actor.PersonId));
    }
}
