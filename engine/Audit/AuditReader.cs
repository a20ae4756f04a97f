using Helpdesk.Engine.Storage;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Audit;

/// <summary>An entry of the audit as administrators read it.</summary>
/// <param name="Actor">The name of who did it; null for the desk itself, and for nobody who was known.</param>
internal sealed record AuditLine(long Id, string? Actor, string Channel, string Act, string Subject, string? SubjectName, DateTimeOffset RecordedAt);

/// <summary>Reads what administrators answer for, newest first.</summary>
internal sealed class AuditReader(DeskStore store)
{
    public const int PageSize = 100;

    /// <param name="before">Only entries older than this one; null from the newest on.</param>
    public async Task<IReadOnlyList<AuditLine>> ListAsync(long? before, CancellationToken cancellationToken)
    {
        await using var tables = store.Read();
        var entries = await tables.Audit.Where(a => before == null || a.Id < before).OrderByDescending(a => a.Id).Take(PageSize).ToListAsync(cancellationToken);
        var ids = entries.Select(a => a.ActorId).Concat(entries.Select(SubjectId)).OfType<long>().Distinct().ToList();
        var names = await tables.People.Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, cancellationToken);
        foreach (var organisation in await tables.Organisations.Where(o => ids.Contains(o.Id)).ToListAsync(cancellationToken))
        {
            names.TryAdd(organisation.Id, organisation.Name);
        }

        foreach (var department in await tables.Departments.Where(d => ids.Contains(d.Id)).ToListAsync(cancellationToken))
        {
            names.TryAdd(department.Id, department.Key);
        }

        return
        [
            .. entries.Select(a => new AuditLine(
                a.Id, NameOf(a.ActorId), a.Channel, a.Act, a.Subject, NameOf(SubjectId(a)), a.RecordedAt)),
        ];

        string? NameOf(long? id) => id is { } known ? names.GetValueOrDefault(known) : null;
    }

    /// <summary>A subject begins with the id of what it is about, where that has one.</summary>
    private static long? SubjectId(AuditEntry entry) =>
        long.TryParse(entry.Subject.Split(' ')[0], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var id) ? id : null;
}
