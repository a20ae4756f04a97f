using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Texts;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.People;

/// <summary>Finds people. Nothing is tracked: what comes out is to be read.</summary>
internal sealed class PersonDirectory(DeskStore store)
{
    public async Task<Person?> FindAsync(long id, CancellationToken cancellationToken)
    {
        await using var tables = store.Read();
        return await tables.People.FirstOrDefaultAsync(p => p.Id == id, cancellationToken);
    }

    /// <summary>By address, whatever its case.</summary>
    public async Task<Person?> FindAsync(string address, CancellationToken cancellationToken)
    {
        var folded = Person.Fold(StorableText.Of(address));
        await using var tables = store.Read();
        return await tables.People.FirstOrDefaultAsync(p => p.FoldedAddress == folded, cancellationToken);
    }
}
