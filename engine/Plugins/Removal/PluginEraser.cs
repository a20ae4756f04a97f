using Helpdesk.Engine.Access;
using Helpdesk.Engine.Audit;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Storage.Schema;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Plugins.Removal;

/// <summary>
/// The end of a removal, in one transaction: nothing of the plugin runs anywhere, and its package is gone. Done a second time,
/// or by two servers at once, it does nothing.
/// </summary>
internal sealed class PluginEraser(DeskStore store, IEnumerable<IPluginRemains> remains)
{
    /// <returns>Whether there was anything to be done.</returns>
    public Task<bool> FinishAsync(string pluginId, CancellationToken cancellationToken) =>
        store.WriteAsync(
            async (unit, token) =>
            {
                // Whoever comes second waits here, and then finds no removal any more.
                await unit.Desk.Plugins.Where(plugin => plugin.Id == pluginId && plugin.Removal != null)
                    .ExecuteUpdateAsync(set => set.SetProperty(plugin => plugin.RunningVersion, (string?)null), token);
                if (await unit.Desk.Plugins.SingleOrDefaultAsync(plugin => plugin.Id == pluginId, token) is not { Removal: { } removal } row)
                {
                    return false;
                }

                if (removal == PluginRemoval.Keep)
                {
                    row.Removed(unit.Now);
                }
                else
                {
                    await EraseAsync(unit, row, token);
                }

                await PluginLedger.GrowAsync(unit, token);
                AuditEntry.Record(unit, Actor.System, removal == PluginRemoval.Keep ? "plugin.uninstalled" : "plugin.data-deleted", pluginId);
                return true;
            },
            cancellationToken);

    private async Task EraseAsync(UnitOfWork unit, PluginRow row, CancellationToken cancellationToken)
    {
        foreach (var kept in remains)
        {
            await kept.DeleteAsync(unit, row.Id, cancellationToken);
        }

        await new OwnedTables(unit.Desk, store.Database).DropAsync(row.Id, cancellationToken);
        unit.Desk.Plugins.Remove(row);
    }
}
