using Helpdesk.Engine.Access;
using Helpdesk.Engine.Audit;
using Helpdesk.Engine.Outbox;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Plugins;

/// <inheritdoc cref="IPluginLedger" />
internal sealed class PluginLedger(DeskStore store) : IPluginLedger
{
    public async Task<long> RevisionAsync(CancellationToken cancellationToken)
    {
        await using var tables = store.Read();
        return await Revision(tables).Select(mark => mark.Value).FirstOrDefaultAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<PluginRecord>> ListAsync(CancellationToken cancellationToken)
    {
        await using var tables = store.Read();
        var rows = await tables.Plugins.OrderBy(plugin => plugin.Id).ToListAsync(cancellationToken);
        return [.. rows.Select(row => row.Record)];
    }

    public Task WishAsync(string id, bool enabled, string? version, Actor actor, CancellationToken cancellationToken) =>
        store.WriteAsync(
            async (unit, token) =>
            {
                var row = await RowAsync(unit, id, token);
                row.Wish(enabled, version, unit.Now);
                await GrowAsync(unit, token);
                AuditEntry.Record(unit, actor, enabled ? "plugin.enable" : "plugin.disable", version is null ? id : $"{id} {version}");
            },
            cancellationToken);

    public Task ReportAsync(string id, string? runningVersion, PluginState state, string sentence, CancellationToken cancellationToken) =>
        store.WriteAsync(
            async (unit, token) => (await RowAsync(unit, id, token)).Report(runningVersion, state, sentence, unit.Now),
            cancellationToken);

    public Task InstallAsync(string id, string version, Actor actor, CancellationToken cancellationToken) =>
        store.WriteAsync(
            async (unit, token) =>
            {
                (await RowAsync(unit, id, token)).Install(unit.Now);
                AuditEntry.Record(unit, actor, "plugin.install", $"{id} {version}");
            },
            cancellationToken);

    public Task<long> FallBackAsync(string id, string runningVersion, string failedVersion, string sentence, CancellationToken cancellationToken) =>
        store.WriteAsync(
            async (unit, token) =>
            {
                (await RowAsync(unit, id, token)).FallBack(runningVersion, failedVersion, sentence);
                return await GrowAsync(unit, token);
            },
            cancellationToken);

    public Task RemoveAsync(string id, PluginRemoval removal, Actor actor, CancellationToken cancellationToken) =>
        store.WriteAsync(
            async (unit, token) =>
            {
                (await RowAsync(unit, id, token)).Remove(removal, await GrowAsync(unit, token), unit.Now);
                AuditEntry.Record(unit, actor, $"plugin.uninstall-{removal.ToString().ToLowerInvariant()}", id);
            },
            cancellationToken);

    public Task AdoptAsync(Contributions contributions, CancellationToken cancellationToken) =>
        store.WriteAsync(
            async (unit, token) =>
            {
                await TakeTurnAsync(unit, token);
                var wanted = await unit.Desk.Plugins.Where(plugin => plugin.Wanted).Select(plugin => plugin.Id).ToListAsync(token);
                await OfferAsync(unit, contributions, wanted, token);
                var running = contributions.Plugins.Select(plugin => plugin.PluginId).ToHashSet(StringComparer.Ordinal);
                var now = contributions.Receivers.Where(receiver => receiver.EventName is not null).ToDictionary(receiver => receiver.Key, StringComparer.Ordinal);
                foreach (var known in await unit.Desk.Subscriptions.ToListAsync(token))
                {
                    var isHeldForLater = known.PluginId is { } plugin && !running.Contains(plugin) && wanted.Contains(plugin, StringComparer.Ordinal);
                    if (now.TryGetValue(known.Receiver, out var receiver) && Same(known, receiver))
                    {
                        now.Remove(known.Receiver);
                    }
                    else if (!isHeldForLater)
                    {
                        unit.Desk.Subscriptions.Remove(known);
                    }
                }

                // What changed goes before it comes again: one key can't be removed and added in one go.
                await unit.Desk.SaveChangesAsync(token);
                unit.Desk.Subscriptions.AddRange(now.Values.Select(receiver =>
                    new Subscription(receiver.Key, receiver.PluginId, receiver.EventName!, receiver.Options.InTicketOrder)));
            },
            cancellationToken);

    /// <summary>Lets every server look at the wishes again.</summary>
    internal static async Task<long> GrowAsync(UnitOfWork unit, CancellationToken cancellationToken)
    {
        if (await Revision(unit.Desk).ExecuteUpdateAsync(set => set.SetProperty(mark => mark.Value, mark => mark.Value + 1), cancellationToken) == 0)
        {
            // The command line, before any server has started here.
            unit.Desk.Marks.Add(new Mark(Mark.PluginRevision, 1));
            await unit.Desk.SaveChangesAsync(cancellationToken);
        }

        return await Revision(unit.Desk).Select(mark => mark.Value).SingleAsync(cancellationToken);
    }

    /// <summary>Other servers that would add the same rows wait until this work is done; what follows reads what they left.</summary>
    private static Task<int> TakeTurnAsync(UnitOfWork unit, CancellationToken cancellationToken) =>
        Revision(unit.Desk).ExecuteUpdateAsync(set => set.SetProperty(mark => mark.Value, mark => mark.Value), cancellationToken);

    private static IQueryable<Mark> Revision(DeskTables tables) => tables.Marks.Where(mark => mark.Name == Mark.PluginRevision);

    /// <summary>A plugin that is wanted but does not run (safe mode, a failed start) goes on offering its types.</summary>
    private static async Task OfferAsync(UnitOfWork unit, Contributions contributions, List<string> wanted, CancellationToken cancellationToken)
    {
        var known = await unit.Desk.TicketTypes.ToDictionaryAsync(type => type.Key, StringComparer.Ordinal, cancellationToken);
        var running = contributions.Plugins.Select(plugin => plugin.PluginId).ToHashSet(StringComparer.Ordinal);
        foreach (var type in known.Values.Where(type => running.Contains(type.PluginId) || !wanted.Contains(type.PluginId, StringComparer.Ordinal)))
        {
            type.Withdraw();
        }

        foreach (var (pluginId, offer) in contributions.TicketTypes.DistinctBy(type => type.Type.Key, StringComparer.Ordinal))
        {
            if (!known.TryGetValue(offer.Key, out var type))
            {
                unit.Desk.TicketTypes.Add(type = new TicketType(offer.Key));
            }
            else if (type.IsOffered)
            {
                // Somebody else's, who only does not run at this moment.
                continue;
            }

            type.Offer(pluginId, offer);
        }
    }

    private static bool Same(Subscription known, Receiver receiver) =>
        known.EventName == receiver.EventName && known.InTicketOrder == receiver.Options.InTicketOrder;

    private static async Task<PluginRow> RowAsync(UnitOfWork unit, string id, CancellationToken cancellationToken)
    {
        if (await unit.Desk.Plugins.FindAsync([id], cancellationToken) is { } row)
        {
            return row;
        }

        await TakeTurnAsync(unit, cancellationToken);
        if (await unit.Desk.Plugins.FindAsync([id], cancellationToken) is { } another)
        {
            return another;
        }

        row = new PluginRow(id);
        unit.Desk.Plugins.Add(row);
        return row;
    }
}
