using Helpdesk.Engine.Storage;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Host.Api;

/// <summary>A department is named by its key; its id does as well.</summary>
internal sealed class DepartmentNames(DeskStore store)
{
    /// <summary>The key of the one with this id; else what was given.</summary>
    public async Task<string> KeyAsync(string department, CancellationToken cancellationToken)
    {
        if (!Resource.TryId(department, out var id))
        {
            return department;
        }

        await using var tables = store.Read();
        return await tables.Departments.Where(d => d.Id == id).Select(d => d.Key).FirstOrDefaultAsync(cancellationToken) ?? department;
    }
}
