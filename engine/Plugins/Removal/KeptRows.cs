using Helpdesk.Engine.Search;
using Helpdesk.Engine.Storage;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Plugins.Removal;

/// <summary>What administrators set for the plugin, its secrets among it.</summary>
internal sealed class KeptSettings : IPluginRemains
{
    public Task DeleteAsync(UnitOfWork unit, string pluginId, CancellationToken cancellationToken) =>
        unit.Desk.PluginSettings.Where(setting => setting.PluginId == pluginId).ExecuteDeleteAsync(cancellationToken);
}

/// <summary>Who was allowed what the plugin declared.</summary>
internal sealed class GivenPermissions : IPluginRemains
{
    public Task DeleteAsync(UnitOfWork unit, string pluginId, CancellationToken cancellationToken)
    {
        var prefix = pluginId + ".";
        return unit.Desk.PermissionGrants.Where(grant => grant.Permission.StartsWith(prefix)).ExecuteDeleteAsync(cancellationToken);
    }
}

/// <summary>Rows that wait for the plugin, what it wants to hear of, and when its jobs are due.</summary>
internal sealed class WaitingRows : IPluginRemains
{
    public async Task DeleteAsync(UnitOfWork unit, string pluginId, CancellationToken cancellationToken)
    {
        await unit.Desk.Outbox.Where(row => row.PluginId == pluginId).ExecuteDeleteAsync(cancellationToken);
        await unit.Desk.Subscriptions.Where(subscription => subscription.PluginId == pluginId).ExecuteDeleteAsync(cancellationToken);
        await unit.Desk.Crons.Where(cron => cron.PluginId == pluginId).ExecuteDeleteAsync(cancellationToken);
    }
}

/// <summary>What the plugin has put into the search index.</summary>
internal sealed class FoundThings : IPluginRemains
{
    public Task DeleteAsync(UnitOfWork unit, string pluginId, CancellationToken cancellationToken) => SearchIndex.RemoveAllOfAsync(unit, pluginId, cancellationToken);
}
