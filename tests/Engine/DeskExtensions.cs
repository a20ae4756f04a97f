using Helpdesk.Engine.Outbox;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Tickets.Events;
using Helpdesk.Testing;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Tests;

/// <summary>What the tests say to a desk again and again.</summary>
internal static class DeskExtensions
{
    public static Task WriteAsync(this TestDesk desk, Action<UnitOfWork> work) =>
        desk.Store.WriteAsync(
            (unit, _) =>
            {
                work(unit);
                return Task.CompletedTask;
            },
            CancellationToken.None);

    /// <summary>Does what a handler that was run by hand wants written.</summary>
    public static Task CommitAsync(this DeskStore store, Delivery delivery) =>
        store.WriteAsync(
            async (unit, token) =>
            {
                foreach (var write in delivery.Writes)
                {
                    await write(unit, token);
                }
            },
            CancellationToken.None);

    /// <summary>Schedules a job of <see cref="Votes"/>.</summary>
    public static Task ScheduleAsync(this TestDesk desk, string what = "vote", TimeSpan delay = default) =>
        desk.WriteAsync(unit => unit.Schedule<VoteJob, Errand>(new Errand(what), delay));

    public static Task ReplyAsync(this TestDesk desk, long ticket, long version) =>
        desk.WriteAsync(unit => unit.Publish(new TicketReplied(ticket, version, MessageId: 7, ActorId: null, ByStaff: true)));

    public static Task<IReadOnlyList<Claim>> ClaimAsync(this TestDesk desk, int most = 100) =>
        desk.Queue.ClaimAsync(most, desk.Contributions.ReceiverKeys, CancellationToken.None);

    public static Task DeliverAsync(this TestDesk desk, Claim claim) =>
        desk.Delivery.DeliverAsync(claim.Id, claim.Lease, CancellationToken.None);

    public static async Task<List<OutboxRow>> RowsAsync(this TestDesk desk)
    {
        await using var tables = desk.Store.Read();
        return await tables.Outbox.OrderBy(row => row.Id).ToListAsync();
    }

    public static async Task<OutboxRow> RowAsync(this TestDesk desk) => (await desk.RowsAsync()).Single();

    public static async Task<int> CountVotesAsync(this TestDesk desk)
    {
        await using var tables = desk.Store.Tables<VoteTables>();
        return await tables.Votes.CountAsync();
    }
}
