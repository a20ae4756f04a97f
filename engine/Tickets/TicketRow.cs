using Helpdesk.Engine.Departments;
using Helpdesk.Engine.People;
using Helpdesk.Engine.Priorities;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Workflow;

namespace Helpdesk.Engine.Tickets;

/// <summary>A ticket with what it always has: in a query, not in memory.</summary>
internal sealed class TicketRow
{
    public required Ticket Ticket { get; init; }

    public required Department Department { get; init; }

    public required Status Status { get; init; }

    public required Person Requester { get; init; }

    /// <summary>Null while staff have not decided.</summary>
    public required Priority? Priority { get; init; }

    public static IQueryable<TicketRow> Of(DeskTables tables, IQueryable<Ticket> tickets) =>
        from t in tickets
        join d in tables.Departments on t.DepartmentId equals d.Id
        join s in tables.Statuses on t.StatusKey equals s.Key
        join p in tables.People on t.RequesterId equals p.Id
        join known in tables.Priorities on t.PriorityKey equals known.Key into priorities
        from priority in priorities.DefaultIfEmpty()
        select new TicketRow { Ticket = t, Department = d, Status = s, Requester = p, Priority = priority };
}
