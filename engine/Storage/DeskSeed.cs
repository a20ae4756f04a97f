using Helpdesk.Engine.Brands;
using Helpdesk.Engine.Departments;
using Helpdesk.Engine.People.Joining;
using Helpdesk.Engine.Priorities;
using Helpdesk.Engine.Texts;
using Helpdesk.Engine.Workflow;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Storage;

/// <summary>Gives an empty desk what no desk can be without: a brand, the four statuses, priorities with the table they follow from, a department, who lets people in, the count of wishes about plugins.</summary>
internal sealed class DeskSeed(DeskStore store)
{
    public const string SupportDepartment = "support";

    /// <summary>Adds what is missing, all of it or nothing; a desk that has it is left alone.</summary>
    public Task EnsureAsync(CancellationToken cancellationToken) =>
        store.WriteAsync(
            async (unit, token) =>
            {
                var tables = unit.Desk;
                if (store.Database.SchemaLockSql is { } oneAtATime)
                {
                    // Two servers that start on one empty database.
                    await tables.Database.ExecuteSqlRawAsync(oneAtATime, token);
                }

                if (!await tables.Brands.AnyAsync(token))
                {
                    tables.Brands.Add(new Brand(unit.NewId(), "main", "Helpdesk", "helpdesk@localhost", "{0:000000}", nextNumber: 1));
                }

                if (!await tables.Statuses.AnyAsync(token))
                {
                    tables.Statuses.AddRange(Status.Seeded());
                    tables.Transitions.AddRange(Transition.Seeded());
                }

                if (!await tables.Priorities.AnyAsync(token) && !await tables.Classifications.AnyAsync(token))
                {
                    tables.Priorities.AddRange(SeededPriorities.Priorities(unit.NewId));
                    tables.Classifications.AddRange(SeededPriorities.Rows(unit.NewId));
                }

                if (!await tables.Marks.AnyAsync(mark => mark.Name == Mark.PluginRevision, token))
                {
                    tables.Marks.Add(new Mark(Mark.PluginRevision, 0));
                }

                if (!await tables.AccessPolicies.AnyAsync(token))
                {
                    tables.AccessPolicies.Add(new AccessPolicy(WhoAdds.Managers));
                }

                if (!await tables.Departments.AnyAsync(token))
                {
                    tables.Departments.Add(new Department(unit.NewId(), SupportDepartment, LocalizedText.Of("Support", "Ondersteuning", "Assistance", "サポート"), order: 10));
                }
            },
            cancellationToken);
}
