using Helpdesk.Engine.Plugins;
using Helpdesk.Engine.Storage;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Outbox;

/// <summary>A row that this node has, until the lease ends.</summary>
internal sealed record Claim(long Id, string Receiver, string? PluginId, string Lease);

/// <summary>
/// The rows from outside of a delivery: who may take which, who comes back, who is given up. Claims are conditional
/// updates, the same on all three databases, so any number of nodes may look at the same rows.
/// </summary>
internal sealed class OutboxQueue(DeskStore store, NodeIdentity node, OutboxOptions options)
{
    /// <summary>Rows that are due and nobody's, as this node would claim them, together: the same lease for all.</summary>
    /// <param name="most">How many at the most.</param>
    /// <param name="receivers">For whom: those that there are on this server, but for those that have as much in hand as they may.</param>
    public async Task<IReadOnlyList<Claim>> DueAsync(int most, IReadOnlyCollection<string> receivers, CancellationToken cancellationToken)
    {
        var lease = Guid.NewGuid().ToString("N");
        await using var tables = store.Read();
        return await Due(tables, store.Time.Instant(), receivers).Take(most).Select(row => new Claim(row.Id, row.Receiver, row.PluginId, lease)).ToListAsync(cancellationToken);
    }

    /// <summary>Takes rows that are due, each for as long as its receiver may need.</summary>
    /// <param name="due">All with the same lease.</param>
    /// <param name="contributions">The receivers that there are.</param>
    /// <returns>Those that nobody else took meanwhile.</returns>
    public async Task<IReadOnlyList<Claim>> ClaimAsync(IReadOnlyList<Claim> due, Contributions contributions, CancellationToken cancellationToken)
    {
        if (due is not [var first, ..])
        {
            return [];
        }

        var (now, lease) = (store.Time.Instant(), first.Lease);
        var byLength = due.ToLookup(claim => contributions.Receiver(claim.Receiver) is { } receiver ? options.LeaseOf(receiver.Options) : options.Lease, claim => claim.Id);
        return await store.WriteAsync<IReadOnlyList<Claim>>(
            async (unit, token) =>
            {
                var count = 0;
                foreach (var some in byLength)
                {
                    var (ids, until) = (some.ToList(), now + some.Key);
                    count += await Free(unit.Desk.Outbox.Where(row => ids.Contains(row.Id)), now).ExecuteUpdateAsync(
                        set => set
                            .SetProperty(row => row.State, OutboxState.Claimed)
                            .SetProperty(row => row.Lease, lease)
                            .SetProperty(row => row.Node, node.Identity)
                            .SetProperty(row => row.LeaseUntil, until)
                            .SetProperty(row => row.Claims, row => row.Claims + 1),
                        token);
                }

                if (count == due.Count)
                {
                    return due;
                }

                var taken = await unit.Desk.Outbox.Where(row => row.Lease == lease).Select(row => row.Id).ToListAsync(token);
                return [.. due.Where(claim => taken.Contains(claim.Id))];
            },
            cancellationToken);
    }

    /// <summary>Takes what is due.</summary>
    public async Task<IReadOnlyList<Claim>> ClaimAsync(int most, IReadOnlyCollection<string> receivers, CancellationToken cancellationToken) =>
        await ClaimAsync(await DueAsync(most, receivers, cancellationToken), store.Contributions, cancellationToken);

    /// <summary>At start-up: what this server had in hand when it ended waits again.</summary>
    public Task<int> TakeBackAsync(CancellationToken cancellationToken) =>
        store.WriteAsync(
            (unit, token) => unit.Desk.Outbox
                .Where(row => row.State == OutboxState.Claimed && row.Node == node.Identity)
                .ExecuteUpdateAsync(Unclaimed, token),
            cancellationToken);

    /// <summary>Gives back what was claimed but not begun, on the way out.</summary>
    public Task GiveBackAsync(IReadOnlyCollection<long> ids, CancellationToken cancellationToken) =>
        store.WriteAsync(
            (unit, token) => unit.Desk.Outbox
                .Where(row => ids.Contains(row.Id) && row.State == OutboxState.Claimed && row.Node == node.Identity)
                .ExecuteUpdateAsync(
                    set => set
                        .SetProperty(row => row.State, OutboxState.Waiting)
                        .SetProperty(row => row.Lease, (string?)null)
                        .SetProperty(row => row.Node, (string?)null)
                        .SetProperty(row => row.Claims, row => row.Claims - 1),
                    token),
            cancellationToken);

    /// <summary>
    /// Rows whose receiver is gone are parked, rows whose receiver is back go on. Done with each new generation, and again
    /// and again: rows are also written for a plugin that is wanted but does not run, and another server may know it.
    /// </summary>
    public async Task SortAsync(Contributions contributions, CancellationToken cancellationToken)
    {
        var now = store.Time.Instant();
        var known = contributions.ReceiverKeys;
        await using (var tables = store.Read())
        {
            if (!await Back(tables, known).AnyAsync(cancellationToken) && !await Gone(tables, known, now).AnyAsync(cancellationToken))
            {
                return;
            }
        }

        await store.WriteAsync(
            async (unit, token) =>
            {
                await Back(unit.Desk, known).ExecuteUpdateAsync(set => set.SetProperty(row => row.State, OutboxState.Waiting), token);
                await Gone(unit.Desk, known, now).ExecuteUpdateAsync(
                    set => set
                        .SetProperty(row => row.State, OutboxState.Parked)
                        .SetProperty(row => row.Lease, (string?)null)
                        .SetProperty(row => row.Node, (string?)null),
                    token);
            },
            cancellationToken);
    }

    /// <summary>Rows that wait for their plugin, or were given up; newest first.</summary>
    public async Task<IReadOnlyList<OutboxRow>> ListAsync(OutboxState state, int most, CancellationToken cancellationToken)
    {
        await using var tables = store.Read();
        return await tables.Outbox.Where(row => row.State == state).OrderByDescending(row => row.Id).Take(most).ToListAsync(cancellationToken);
    }

    public async Task<IReadOnlyDictionary<OutboxState, int>> CountAsync(CancellationToken cancellationToken)
    {
        await using var tables = store.Read();
        return await tables.Outbox.GroupBy(row => row.State).Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken);
    }

    /// <summary>Gives a dead row a fresh set of attempts.</summary>
    public async Task<bool> RetryAsync(long id, Access.Actor actor, CancellationToken cancellationToken)
    {
        var now = store.Time.Instant();
        return await store.WriteAsync(
            async (unit, token) =>
            {
                var found = await unit.Desk.Outbox.Where(row => row.Id == id && row.State == OutboxState.Dead).ExecuteUpdateAsync(
                    set => set
                        .SetProperty(row => row.State, OutboxState.Waiting)
                        .SetProperty(row => row.DueAt, now)
                        .SetProperty(row => row.Attempts, 0)
                        .SetProperty(row => row.Claims, 0)
                        .SetProperty(row => row.Starts, 0),
                    token) > 0;
                Record(unit, found, "outbox.retry", id, actor);
                return found;
            },
            cancellationToken);
    }

    /// <summary>Drops a dead or parked row for good.</summary>
    public Task<bool> DropAsync(long id, Access.Actor actor, CancellationToken cancellationToken) =>
        store.WriteAsync(
            async (unit, token) =>
            {
                var found = await unit.Desk.Outbox
                    .Where(row => row.Id == id && (row.State == OutboxState.Dead || row.State == OutboxState.Parked))
                    .ExecuteDeleteAsync(token) > 0;
                Record(unit, found, "outbox.drop", id, actor);
                return found;
            },
            cancellationToken);

    internal static void Unclaimed(Microsoft.EntityFrameworkCore.Query.UpdateSettersBuilder<OutboxRow> set) =>
        set.SetProperty(row => row.State, OutboxState.Waiting)
            .SetProperty(row => row.Lease, (string?)null)
            .SetProperty(row => row.Node, (string?)null);

    private static void Record(UnitOfWork unit, bool found, string act, long id, Access.Actor actor)
    {
        if (found)
        {
            unit.Desk.Audit.Add(new Audit.AuditEntry(unit.NewId(), actor.PersonId, actor.Channel, act, id.ToString(System.Globalization.CultureInfo.InvariantCulture), unit.Now));
        }
    }

    /// <summary>Due and free, and the first of their lane that is not given up.</summary>
    private static IQueryable<OutboxRow> Due(DeskTables tables, DateTimeOffset now, IReadOnlyCollection<string> receivers) =>
        Free(tables.Outbox, now)
            .Where(row => receivers.Contains(row.Receiver))
            .Where(row => row.Lane == null || !tables.Outbox.Any(earlier =>
                earlier.Lane == row.Lane && earlier.State != OutboxState.Dead
                && (earlier.LanePosition < row.LanePosition || (earlier.LanePosition == row.LanePosition && earlier.Id < row.Id))))
            .OrderBy(row => row.DueAt).ThenBy(row => row.Id);

    private static IQueryable<OutboxRow> Back(DeskTables tables, IReadOnlyCollection<string> known) =>
        tables.Outbox.Where(row => row.State == OutboxState.Parked && known.Contains(row.Receiver));

    private static IQueryable<OutboxRow> Gone(DeskTables tables, IReadOnlyCollection<string> known, DateTimeOffset now) =>
        tables.Outbox.Where(row =>
            (row.State == OutboxState.Waiting || (row.State == OutboxState.Claimed && row.LeaseUntil < now)) && !known.Contains(row.Receiver));

    private static IQueryable<OutboxRow> Free(IQueryable<OutboxRow> rows, DateTimeOffset now) =>
        rows.Where(row =>
            (row.State == OutboxState.Waiting && row.DueAt <= now)
            || (row.State == OutboxState.Claimed && row.LeaseUntil < now));
}
