namespace Helpdesk.Engine.Plugins;

/// <summary>A contribution was refused. The message is a sentence for the administrator who enables the plugin.</summary>
public sealed class PluginContributionException(string pluginId, string sentence) : Exception(sentence)
{
    /// <summary>The plugin whose contribution was refused.</summary>
    public string PluginId { get; } = pluginId;
}
