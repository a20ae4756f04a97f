using Helpdesk.Engine.Storage;

namespace Helpdesk.Engine.Plugins.Removal;

/// <summary>
/// Something that the engine keeps for plugins, beside their own tables, and that goes when a plugin's data is deleted. Who
/// keeps a new kind of thing adds a class to <see cref="RemovalServices"/>.
/// </summary>
internal interface IPluginRemains
{
    /// <summary>Deletes what is there of the plugin, in the transaction that drops its tables. Nothing of the plugin runs any more.</summary>
    Task DeleteAsync(UnitOfWork unit, string pluginId, CancellationToken cancellationToken);
}
