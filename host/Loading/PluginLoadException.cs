namespace Helpdesk.Host.Loading;

/// <summary>A plugin could not be loaded or set up. The message is a sentence for the administrator.</summary>
internal sealed class PluginLoadException(string pluginId, string sentence, Exception? inner = null) : Exception(sentence, inner)
{
    public string PluginId { get; } = pluginId;
}
