using Helpdesk.Engine.Channels.Notifications.Holding;
using Helpdesk.Engine.Outbox;
using Helpdesk.Engine.Storage;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Host.Tests.Outbox;

/// <summary>What the sample noted: <c>opened</c>, <c>replied</c>, <c>job</c>, <c>tick</c>.</summary>
internal sealed record Noted(long Id, string Kind, long? TicketId, long? TicketVersion, long DeliveryId);

/// <summary>Looks at a desk's database from outside, past every rule.</summary>
internal static class Judging
{
    public static DeskTables Read(TestDatabase database) => new(DeskStore.Options<DeskTables>(database.Database, connection: null, models: null));

    /// <summary>The sample's notes in the order in which they were written; ids ascend with time.</summary>
    public static async Task<IReadOnlyList<Noted>> NotedAsync(this DeskTables tables) =>
        await tables.Database.SqlQueryRaw<Noted>(
            """SELECT id AS "Id", kind AS "Kind", ticket_id AS "TicketId", ticket_version AS "TicketVersion", delivery_id AS "DeliveryId" FROM sample_entry WHERE delivery_id IS NOT NULL ORDER BY id""")
            .ToListAsync();

    /// <summary>What is on its way: not what waits for the end of a burst, which is for later.</summary>
    public static IQueryable<OutboxRow> OnItsWay(this DeskTables tables)
    {
        var now = TimeProvider.System.GetUtcNow();
        return tables.Outbox.Where(row => row.Receiver != "core:" + SendHeld.Name || row.DueAt <= now);
    }

    /// <summary>Waits until nothing is on its way any more; as long as it gets less there is no hurry.</summary>
    public static async Task DrainedAsync(TestDatabase database)
    {
        var left = int.MaxValue;
        while (left > 0)
        {
            var before = left;
            await Patience.UntilAsync(
                async () =>
                {
                    await using var tables = Read(database);
                    left = await tables.OnItsWay().CountAsync();
                    return left == 0 || left < before;
                },
                $"the outbox, in which {before} rows are left, gets emptier");
        }
    }
}
