using System.Linq.Expressions;
using Helpdesk.Engine.Access;
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
        var search = await TicketSearch.OfAsync(tables, SearchSql.Of(store.Database), reader, query.Search, cancellationToken);
        var parts = ByKind(await Sight.Of(reader).PartsAsync(tables, search.Tickets(tables), cancellationToken), reader.IsStaff && !search.IsOfFew, query)
            .Select(part => Narrowed(part, tables, query))
            .Select(part => after is null ? part : Keyset.After(part, columns, after, query.Descending))
            .Select(part => (IQueryable<Ticket>)Keyset.Order(part, columns, query.Descending).Take(size + 1))
            .ToList();
        var page = parts is [var only] ? only : Keyset.Order(parts.Aggregate(Queryable.Concat), columns, query.Descending).Take(size + 1);
        var rows = Keyset.Order(TicketRow.Of(tables, page), Keyset.Of((TicketRow row) => row.Ticket, columns), query.Descending);
        var found = await rows.Select(row => new
        {
            row.Ticket,
            Department = row.Department.Name,
            DepartmentKey = row.Department.Key,
            StatusName = row.Status.Name,
            Requester = row.Requester.Name,
            Assignee = tables.People.Where(p => p.Id == row.Ticket.AssigneeId).Select(p => p.Name).FirstOrDefault(),
            TypeName = tables.TicketTypes.Where(t => t.Key == row.Ticket.TypeKey).Select(t => t.Name).FirstOrDefault(),
            Sort = new SortValues(row.Status.Order, row.Department.Order),
        }).ToListAsync(cancellationToken);
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
            Assignee = reader.IsStaff ? row.Assignee : null,
            TypeKey = row.Ticket.TypeKey,
            TypeName = row.TypeName,
        }).ToList();
        var next = found.Count > size
            ? TicketCursor.Write(query.Sort, query.Descending, Values(query.Sort, found[size - 1].Ticket, found[size - 1].Sort))
            : null;
        return new TicketListPage(lines, next);
    }

    /// <summary>
    /// Splits further by the kind of status where an index has it before the order: what staff list by the last change. A
    /// customer's own are few, and what is ordered otherwise goes through one index or none.
    /// </summary>
    private static IEnumerable<IQueryable<Ticket>> ByKind(IReadOnlyList<IQueryable<Ticket>> parts, bool isOfMany, TicketListQuery query)
    {
        var isByChange = isOfMany && query is { Sort: TicketSort.Updated, RequesterId: null, OrganisationId: null, Status: null };
        var isOfSome = parts.Count > 1 || query.IsUnassigned || query.AssigneeId is not null || query.Department is not null;
        return (isByChange, query.Kinds) switch
        {
            (true, { } kinds) => OfEach(kinds),
            (true, null) when isOfSome => OfEach(Enum.GetValues<StatusKind>()),
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
        return sort switch
        {
            TicketSort.Number => [Column(ticket => ticket.NumberLength), Column(ticket => ticket.Number), id],
            TicketSort.Subject => [Column(ticket => ticket.FoldedSubject), id],
            TicketSort.Status => [Column(ticket => tables.Statuses.Where(s => s.Key == ticket.StatusKey).Select(s => s.Order).First()), id],
            TicketSort.Department => [Column(ticket => tables.Departments.Where(d => d.Id == ticket.DepartmentId).Select(d => d.Order).First()), id],
            _ => [Column(ticket => ticket.UpdatedAt), id],
        };
    }

    private static Expression<Func<Ticket, T>> Column<T>(Expression<Func<Ticket, T>> column) => column;

    private static object[] Values(TicketSort sort, Ticket ticket, SortValues values) => sort switch
    {
        TicketSort.Number => [ticket.NumberLength, ticket.Number, ticket.Id],
        TicketSort.Subject => [ticket.FoldedSubject, ticket.Id],
        TicketSort.Status => [values.Status, ticket.Id],
        TicketSort.Department => [values.Department, ticket.Id],
        _ => [ticket.UpdatedAt, ticket.Id],
    };

    /// <summary>What the database sorted by, as the database computes it.</summary>
    private sealed record SortValues(int Status, int Department);
}
