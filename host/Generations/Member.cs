using Helpdesk.Engine.Plugins;
using Helpdesk.Host.Loading;

namespace Helpdesk.Host.Generations;

/// <summary>A plugin as it takes part in one generation.</summary>
internal sealed record Member(LoadedPlugin Plugin, PluginContributions Contributions)
{
    public string Id => Plugin.Manifest.Id;

    public string Version => Plugin.Manifest.Version;
}

/// <summary>A plugin keeps a generation from being built. The message is a sentence for the administrator.</summary>
internal sealed class PluginFaultException(string pluginId, string sentence, Exception? inner = null) : Exception(sentence, inner)
{
    public string PluginId { get; } = pluginId;
}
