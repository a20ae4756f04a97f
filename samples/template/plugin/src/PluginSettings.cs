namespace MyPlugin;

/// <summary>What administrators set: a property for each setting that plugin.json declares.</summary>
public sealed class PluginSettings
{
    /// <summary>What the page begins with.</summary>
    public string Greeting { get; set; } = "";
}
