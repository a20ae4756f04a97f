namespace Helpdesk.Engine.Plugins.Settings;

/// <summary>The value of one setting. It outlives upgrades, and the plugin being off (LP4).</summary>
internal sealed class PluginSetting
{
    private PluginSetting()
    {
    }

    public PluginSetting(string pluginId, string key, string value)
    {
        PluginId = pluginId;
        Key = key;
        Value = value;
    }

    public string PluginId { get; private set; } = "";

    public string Key { get; private set; } = "";

    /// <summary>As <see cref="SettingRules"/> writes it; a secret is encrypted.</summary>
    public string Value { get; private set; } = "";

    public void Set(string value) => Value = value;
}
