using System.Linq.Expressions;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Workflow;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Tickets;

/// <summary>The tickets that have one place in a list which is sorted by status, department or priority: the last change tells them apart.</summary>
/// <param name="Order">The place.</param>
/// <param name="Parts">Each in the order of an index by the last change.</param>
internal sealed record TicketGroup(int Order, IReadOnlyList<Expression<Func<Ticket, bool>>> Parts)
{
    /// <summary>The place of what has none.</summary>
    public const int Last = int.MaxValue;

    /// <summary>Whether a list that is sorted so is a list of groups.</summary>
    public static bool Sorts(TicketSort sort) => sort is TicketSort.Status or TicketSort.Department or TicketSort.Priority;

    /// <summary>In the order of the list.</summary>
    public static async Task<IReadOnlyList<TicketGroup>> AllAsync(DeskTables tables, TicketListQuery query, CancellationToken cancellationToken)
    {
        var kinds = query.Kinds ?? Enum.GetValues<StatusKind>();
        var parts = query.Sort switch
        {
            TicketSort.Status => await ByStatusAsync(tables, kinds, cancellationToken),
            TicketSort.Priority => await ByPriorityAsync(tables, kinds, cancellationToken),
            _ => await ByDepartmentAsync(tables, kinds, cancellationToken),
        };
        var groups = parts.GroupBy(part => part.Order, part => part.Part).Select(group => new TicketGroup(group.Key, [.. group]));
        return [.. query.Descending ? groups.OrderByDescending(group => group.Order) : groups.OrderBy(group => group.Order)];
    }

    private static async Task<IEnumerable<(int Order, Expression<Func<Ticket, bool>> Part)>> ByStatusAsync(DeskTables tables, IReadOnlyList<StatusKind> kinds, CancellationToken cancellationToken)
    {
        var statuses = await tables.Statuses.Where(s => kinds.Contains(s.Kind)).Select(s => new { s.Key, s.Kind, s.Order }).ToListAsync(cancellationToken);
        return statuses.Select(status => (status.Order, Part(ticket => ticket.StatusKind == status.Kind && ticket.StatusKey == status.Key)));
    }

    private static async Task<IEnumerable<(int Order, Expression<Func<Ticket, bool>> Part)>> ByDepartmentAsync(DeskTables tables, IReadOnlyList<StatusKind> kinds, CancellationToken cancellationToken)
    {
        var departments = await tables.Departments.Select(d => new { d.Id, d.Order }).ToListAsync(cancellationToken);
        return
            from department in departments
            from kind in kinds
            select (department.Order, Part(ticket => ticket.DepartmentId == department.Id && ticket.StatusKind == kind));
    }

    private static async Task<IEnumerable<(int Order, Expression<Func<Ticket, bool>> Part)>> ByPriorityAsync(DeskTables tables, IReadOnlyList<StatusKind> kinds, CancellationToken cancellationToken)
    {
        var priorities = await tables.Priorities.Select(p => new { Key = (string?)p.Key, p.Order }).ToListAsync(cancellationToken);
        return
            from priority in priorities.Append(new { Key = (string?)null, Order = Last })
            from kind in kinds
            select (priority.Order, Part(ticket => ticket.PriorityKey == priority.Key && ticket.StatusKind == kind));
    }

    private static Expression<Func<Ticket, bool>> Part(Expression<Func<Ticket, bool>> part) => part;
}
