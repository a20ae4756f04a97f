using System.Linq.Expressions;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Priorities;
using Helpdesk.Engine.Search.Databases;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Texts;
using Helpdesk.Engine.Workflow;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Tickets;

/// <summary>
/// Lists of tickets as their readers see them, always through <see cref="Sight"/>. However many tickets there are, a page is
/// the first lines of a few indexes, put together: each part of what the reader may see, by each kind of status, is already in the
/// order of one. Only then are names looked up.
/// </summary>
internal sealed class TicketLists(DeskStore store)
{
    private const int LargestPage = 100;

    /// <summary>One page of the tickets that the reader may see.</summary>
    public async Task<TicketListPage> ListAsync(Actor reader, TicketListQuery query, CancellationToken cancellationToken)
    {
        await using var tables = store.Read();
        var size = Math.Clamp(query.Size, 1, LargestPage);
        var columns = Columns(tables, query.Sort);
        var after = TicketCursor.Read(query.After, query.Sort, query.Descending, [.. columns.Select(c => c.ReturnType)]);
        var sql = SearchSql.Of(store.Database);
        var search = await TicketSearch.OfAsync(tables, sql, reader, query.Search, cancellationToken);
        var isSparse = search.IsOfMany && sql.MergesInOrder;
        var seen = await Sight.Of(reader).PartsAsync(tables, search.Tickets(tables), cancellationToken);
        var isOfMany = reader.IsStaff && !search.IsOfFew;
        if (isOfMany && query is { Status: { } status, Kinds: null })
        {
            query = query with { Kinds = await KindOfAsync(tables, status, cancellationToken) };
        }

        var found = isOfMany && TicketGroup.Sorts(query.Sort)
            ? await GroupedAsync(tables, seen, isSparse, query, after, columns, size + 1, cancellationToken)
            : await RowsAsync(tables, [.. ByKind(seen, isOfMany, query).Select(part => Narrowed(part, tables, query))], isSparse, columns, after, query.Descending, size + 1, cancellationToken);
        var lines = found.Take(size).Select(row => new TicketLine(
            row.Ticket.Id,
            row.Ticket.Number,
            row.Ticket.Subject,
            row.Department,
            row.Ticket.StatusKey,
            row.StatusName,
            row.Ticket.StatusKind,
            row.Requester,
            row.Ticket.UpdatedAt)
        {
            DepartmentKey = row.DepartmentKey,
            RequesterId = row.Ticket.RequesterId,
            CreatedAt = row.Ticket.CreatedAt,
            Urgency = row.Ticket.Urgency,
            Priority = row.Priority,
            Assignee = reader.IsStaff ? row.Assignee : null,
            TypeKey = row.Ticket.TypeKey,
            TypeName = row.TypeName,
        }).ToList();
        var next = found.Count > size
            ? TicketCursor.Write(query.Sort, query.Descending, Values(query.Sort, found[size - 1]))
            : null;
        return new TicketListPage(lines, next);
    }

    /// <summary>The first rows of the parts, put together.</summary>
    /// <param name="isSparse">
    /// Whether a part may be gone through for long before its page is full, by a database that merges parts in order: then none has a
    /// page of its own, and the database takes from each no more than the page of all needs.
    /// </param>
    private static async Task<List<Row>> RowsAsync(
        DeskTables tables, IReadOnlyList<IQueryable<Ticket>> parts, bool isSparse, IReadOnlyList<LambdaExpression> columns, IReadOnlyList<object>? after, bool descending, int most, CancellationToken cancellationToken)
    {
        var pages = parts
            .Select(part => after is null ? part : Keyset.After(part, columns, after, descending))
            .Select(part => isSparse ? part : Keyset.Order(part, columns, descending).Take(most))
            .ToList();
        var page = pages is [var only] && !isSparse ? only : Keyset.Order(pages.Aggregate(Queryable.Concat), columns, descending).Take(most);
        var rows = Keyset.Order(TicketRow.Of(tables, page), Keyset.Of((TicketRow row) => row.Ticket, columns), descending);
        return await rows.Select(row => new Row
        {
            Ticket = row.Ticket,
            Department = row.Department.Name,
            DepartmentKey = row.Department.Key,
            DepartmentOrder = row.Department.Order,
            StatusName = row.Status.Name,
            StatusOrder = row.Status.Order,
            Requester = row.Requester.Name,
            Priority = row.Priority == null ? null : new PriorityView(row.Priority.Key, row.Priority.Name, row.Priority.IsHighlighted, row.Ticket.ClassificationCode!),
            PriorityOrder = row.Priority == null ? TicketGroup.Last : row.Priority.Order,
            Assignee = tables.People.Where(p => p.Id == row.Ticket.AssigneeId).Select(p => p.Name).FirstOrDefault(),
            TypeName = tables.TicketTypes.Where(t => t.Key == row.Ticket.TypeKey).Select(t => t.Name).FirstOrDefault(),
        }).ToListAsync(cancellationToken);
    }

    /// <summary>
    /// Group by group in the order of the list, until there are enough: each group is in the order of an index, and most pages
    /// are of one group.
    /// </summary>
    private static async Task<List<Row>> GroupedAsync(
        DeskTables tables, IReadOnlyList<IQueryable<Ticket>> seen, bool isSparse, TicketListQuery query, IReadOnlyList<object>? after, LambdaExpression[] columns, int most, CancellationToken cancellationToken)
    {
        var rows = new List<Row>();
        foreach (var group in await TicketGroup.AllAsync(tables, query, cancellationToken))
        {
            var place = after is null ? 1 : group.Order.CompareTo((int)after[0]) * (query.Descending ? -1 : 1);
            if (place >= 0 && rows.Count < most)
            {
                var parts = seen.SelectMany(part => group.Parts.Select(part.Where)).Select(part => Narrowed(part, tables, query)).ToList();
                rows.AddRange(await RowsAsync(tables, parts, isSparse, columns[1..], place == 0 ? [.. after!.Skip(1)] : null, query.Descending, most - rows.Count, cancellationToken));
            }
        }

        return rows;
    }

    /// <summary>Null where there is no such status.</summary>
    private static async Task<IReadOnlyList<StatusKind>?> KindOfAsync(DeskTables tables, string status, CancellationToken cancellationToken)
    {
        var key = StorableText.Of(status);
        return await tables.Statuses.Where(s => s.Key == key).Select(s => (StatusKind?)s.Kind).FirstOrDefaultAsync(cancellationToken) is { } kind ? [kind] : null;
    }

    /// <summary>
    /// Splits further by the kind of status, which each index has before the last change: what staff list by that. A customer's own
    /// are few, and what is ordered otherwise goes through one index or none.
    /// </summary>
    private static IEnumerable<IQueryable<Ticket>> ByKind(IReadOnlyList<IQueryable<Ticket>> parts, bool isOfMany, TicketListQuery query)
    {
        var isByChange = isOfMany && query is { Sort: TicketSort.Updated, RequesterId: null, OrganisationId: null };
        return (isByChange, query.Kinds) switch
        {
            (true, var kinds) => OfEach(kinds ?? Enum.GetValues<StatusKind>()),
            (false, { } kinds) => parts.Select(part => part.Where(OneOf(kinds))),
            _ => parts,
        };

        IEnumerable<IQueryable<Ticket>> OfEach(IReadOnlyList<StatusKind> kinds) =>
            parts.SelectMany(part => kinds.Select(kind => part.Where(t => t.StatusKind == kind)));
    }

    /// <summary>
    /// Said with constants: with a list as a parameter, Entity Framework writes the statement anew each time. And as a sum, which no
    /// index answers: SQLite would take all waiting tickets of the desk for a better beginning than all of one customer.
    /// </summary>
    private static Expression<Func<Ticket, bool>> OneOf(IReadOnlyList<StatusKind> kinds)
    {
        var ticket = Expression.Parameter(typeof(Ticket), "t");
        var kind = Expression.Add(Expression.Convert(Expression.Property(ticket, nameof(Ticket.StatusKind)), typeof(int)), Expression.Constant(0));
        var any = kinds.Select(wanted => (Expression)Expression.Equal(kind, Expression.Constant((int)wanted))).Aggregate(Expression.OrElse);
        return Expression.Lambda<Func<Ticket, bool>>(any, ticket);
    }

    private static IQueryable<Ticket> Narrowed(IQueryable<Ticket> tickets, DeskTables tables, TicketListQuery query)
    {
        if (query.Status is { } status)
        {
            var key = StorableText.Of(status);
            tickets = tickets.Where(t => t.StatusKey == key);
        }

        if (query.Department is { } department)
        {
            var key = StorableText.Of(department);
            tickets = tickets.Where(t => t.DepartmentId == tables.Departments.Where(d => d.Key == key).Select(d => (long?)d.Id).FirstOrDefault());
        }

        tickets = query switch
        {
            { IsUnassigned: true } => tickets.Where(t => t.AssigneeId == null),
            { AssigneeId: { } assignee } => tickets.Where(t => t.AssigneeId == assignee),
            _ => tickets,
        };
        if (query.RequesterId is { } requester)
        {
            tickets = tickets.Where(t => t.RequesterId == requester);
        }

        if (query.OrganisationId is { } organisation)
        {
            tickets = tickets.Where(t => t.OrganisationId == organisation);
        }

        if (query.Priority is { } priority)
        {
            var key = StorableText.Of(priority);
            tickets = tickets.Where(t => t.PriorityKey == key);
        }

        if (query.Type is { } type)
        {
            var key = StorableText.Of(type);
            tickets = tickets.Where(t => t.TypeKey == key);
        }

        return query.IsUnassessed ? tickets.Where(t => t.TypeAssessedAt == null) : tickets;
    }

    /// <summary>What each list is sorted by; the id last, so that no two are equal.</summary>
    private static LambdaExpression[] Columns(DeskTables tables, TicketSort sort)
    {
        Expression<Func<Ticket, long>> id = ticket => ticket.Id;
        Expression<Func<Ticket, DateTimeOffset>> updated = ticket => ticket.UpdatedAt;
        return sort switch
        {
            TicketSort.Number => [Column(ticket => ticket.NumberLength), Column(ticket => ticket.Number), id],
            TicketSort.Subject => [Column(ticket => ticket.FoldedSubject), id],
            TicketSort.Status => [Column(ticket => tables.Statuses.Where(s => s.Key == ticket.StatusKey).Select(s => s.Order).First()), updated, id],
            TicketSort.Department => [Column(ticket => tables.Departments.Where(d => d.Id == ticket.DepartmentId).Select(d => d.Order).First()), updated, id],
            TicketSort.Priority => [Column(ticket => tables.Priorities.Where(p => p.Key == ticket.PriorityKey).Select(p => (int?)p.Order).FirstOrDefault() ?? TicketGroup.Last), updated, id],
            _ => [updated, id],
        };
    }

    private static Expression<Func<Ticket, T>> Column<T>(Expression<Func<Ticket, T>> column) => column;

    private static object[] Values(TicketSort sort, Row row) => sort switch
    {
        TicketSort.Number => [row.Ticket.NumberLength, row.Ticket.Number, row.Ticket.Id],
        TicketSort.Subject => [row.Ticket.FoldedSubject, row.Ticket.Id],
        TicketSort.Status => [row.StatusOrder, row.Ticket.UpdatedAt, row.Ticket.Id],
        TicketSort.Department => [row.DepartmentOrder, row.Ticket.UpdatedAt, row.Ticket.Id],
        TicketSort.Priority => [row.PriorityOrder, row.Ticket.UpdatedAt, row.Ticket.Id],
        _ => [row.Ticket.UpdatedAt, row.Ticket.Id],
    };

    /// <summary>A ticket with what its line shows beside it.</summary>
    private sealed class Row
    {
        public required Ticket Ticket { get; init; }

        public required LocalizedText Department { get; init; }

        public required string DepartmentKey { get; init; }

        public required int DepartmentOrder { get; init; }

        public required LocalizedText StatusName { get; init; }

        public required int StatusOrder { get; init; }

        public required string Requester { get; init; }

        public required PriorityView? Priority { get; init; }

        public required int PriorityOrder { get; init; }

        public string? Assignee { get; init; }

        public LocalizedText? TypeName { get; init; }
    }
}
