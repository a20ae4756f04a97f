using Helpdesk.Engine.Search.Databases;
using Helpdesk.Engine.Storage;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Search;

/// <summary>What a transaction changes in the index, on tables of its own so that nothing else is saved before its time.</summary>
internal sealed class IndexChanges(DeskTables tables, SearchSql sql, Func<long> newId) : IAsyncDisposable
{
    private const int Batch = 200;

    private readonly TermCounts _counts = new();

    public async Task PutAsync(SearchDocument document, CancellationToken cancellationToken)
    {
        var same = tables.SearchDocuments.Where(d => d.Source == document.Source && d.Key == document.Key && d.Language == document.Language);
        // It takes the row, so that what is counted out is what is replaced.
        var taken = await same.ExecuteUpdateAsync(set => set.SetProperty(d => d.Audience, document.Audience), cancellationToken);
        if (taken > 0)
        {
            var old = await same.SingleAsync(cancellationToken);
            _counts.Remove(old);
            old.Put(document);
            _counts.Add(old);
        }
        else
        {
            var added = new IndexedDocument(newId(), document);
            tables.Add(added);
            _counts.Add(added);
        }

        await SaveDocumentsAsync(cancellationToken);
    }

    /// <summary>Removes what the choice chooses.</summary>
    public async Task RemoveAsync(Func<IQueryable<IndexedDocument>, IQueryable<IndexedDocument>> choice, CancellationToken cancellationToken)
    {
        while (await choice(tables.SearchDocuments).OrderBy(d => d.Id).Take(Batch).ToListAsync(cancellationToken) is { Count: > 0 } documents)
        {
            foreach (var document in documents)
            {
                _counts.Remove(document);
                tables.Remove(document);
            }

            await SaveDocumentsAsync(cancellationToken);
        }
    }

    /// <summary>Writes what is left to the end of the transaction.</summary>
    public Task SaveAsync(CancellationToken cancellationToken) => _counts.WriteAsync(tables, sql, cancellationToken);

    public ValueTask DisposeAsync() => tables.DisposeAsync();

    private async Task SaveDocumentsAsync(CancellationToken cancellationToken)
    {
        await tables.SaveChangesAsync(cancellationToken);
        tables.ChangeTracker.Clear();
    }
}
