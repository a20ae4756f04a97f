using Helpdesk.Engine.Access;
using Helpdesk.Engine.Storage;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Departments;

/// <summary>A department in a list.</summary>
internal sealed record DepartmentLine(Department Department, int Members);

/// <summary>One of the staff.</summary>
internal sealed record StaffLine(long PersonId, string Name, string Address);

/// <summary>A department with its members, and who else might be one.</summary>
internal sealed record DepartmentView(Department Department, IReadOnlyList<StaffLine> Members, IReadOnlyList<StaffLine> Others);

/// <summary>Departments for the eyes of administrators.</summary>
internal sealed class DepartmentReader(DeskStore store)
{
    public async Task<IReadOnlyList<DepartmentLine>> ListAsync(CancellationToken cancellationToken)
    {
        await using var tables = store.Read();
        return await tables.Departments.OrderBy(d => d.IsRetired).ThenBy(d => d.Order).ThenBy(d => d.Id)
            .Select(d => new DepartmentLine(d, tables.DepartmentMembers.Count(m => m.DepartmentId == d.Id)))
            .ToListAsync(cancellationToken);
    }

    public async Task<DepartmentView?> FindAsync(long id, CancellationToken cancellationToken)
    {
        await using var tables = store.Read();
        if (await tables.Departments.FirstOrDefaultAsync(d => d.Id == id, cancellationToken) is not { } department)
        {
            return null;
        }

        var members = await tables.DepartmentMembers.Where(m => m.DepartmentId == id).Select(m => m.PersonId).ToListAsync(cancellationToken);
        var found = await tables.People.Where(p => p.Role > Role.Customer && (p.DisabledAt == null || members.Contains(p.Id)))
            .Select(p => new StaffLine(p.Id, p.Name, p.Address)).ToListAsync(cancellationToken);
        // Put in order here: for an order SQLite would go through all people there are.
        var staff = found.OrderBy(p => p.Name, StringComparer.CurrentCulture).ThenBy(p => p.PersonId).ToList();
        return new DepartmentView(department, [.. staff.Where(p => members.Contains(p.PersonId))], [.. staff.Where(p => !members.Contains(p.PersonId))]);
    }
}
