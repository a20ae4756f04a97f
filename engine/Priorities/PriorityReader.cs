using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Texts;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Priorities;

/// <summary>A row of the table with the priority that it leads to.</summary>
internal sealed record ClassificationLine(Classification Row, Priority Priority);

/// <summary>The priority that a ticket has.</summary>
/// <param name="Classification">The code of the row by which it was decided.</param>
internal sealed record PriorityView(string Key, LocalizedText Name, bool IsHighlighted, string Classification);

/// <summary>The table by which priorities are found, for everybody's eyes.</summary>
internal sealed class PriorityReader(DeskStore store)
{
    /// <summary>The most pressing first.</summary>
    public async Task<IReadOnlyList<Priority>> ListAsync(CancellationToken cancellationToken)
    {
        await using var tables = store.Read();
        return await tables.Priorities.OrderBy(p => p.Order).ThenBy(p => p.Key).ToListAsync(cancellationToken);
    }

    public async Task<Priority?> FindAsync(long id, CancellationToken cancellationToken)
    {
        await using var tables = store.Read();
        return await tables.Priorities.FirstOrDefaultAsync(p => p.Id == id, cancellationToken);
    }

    /// <summary>The rows that apply, in the provider's order.</summary>
    public async Task<IReadOnlyList<ClassificationLine>> TableAsync(CancellationToken cancellationToken) =>
        [.. (await WholeTableAsync(cancellationToken)).Where(line => !line.Row.IsRetired)];

    /// <summary>The retired ones too, last.</summary>
    public async Task<IReadOnlyList<ClassificationLine>> WholeTableAsync(CancellationToken cancellationToken)
    {
        await using var tables = store.Read();
        return await Lines(tables, tables.Classifications).OrderBy(line => line.Row.IsRetired).ThenBy(line => line.Row.Order).ThenBy(line => line.Row.Code)
            .Select(line => new ClassificationLine(line.Row, line.Priority)).ToListAsync(cancellationToken);
    }

    public async Task<Classification?> FindRowAsync(long id, CancellationToken cancellationToken)
    {
        await using var tables = store.Read();
        return await tables.Classifications.FirstOrDefaultAsync(r => r.Id == id, cancellationToken);
    }

    /// <summary>One row; null where there is none of that code.</summary>
    public static async Task<ClassificationLine?> FindLineAsync(DeskTables tables, string code, CancellationToken cancellationToken) =>
        await Lines(tables, tables.Classifications.Where(r => r.Code == code)).FirstOrDefaultAsync(cancellationToken) is { } line
            ? new ClassificationLine(line.Row, line.Priority)
            : null;

    private static IQueryable<Line> Lines(DeskTables tables, IQueryable<Classification> rows) =>
        rows.Join(tables.Priorities, r => r.PriorityKey, p => p.Key, (r, p) => new Line { Row = r, Priority = p });

    private sealed class Line
    {
        public required Classification Row { get; init; }

        public required Priority Priority { get; init; }
    }
}
