namespace Helpdesk.Engine.Plugins.Settings;

/// <summary>The value of one setting. It outlives upgrades, and the plugin being off (LP4).</summary>
internal sealed class PluginSetting
{
    private PluginSetting()
    {
    }

    public PluginSetting(string pluginId, string key, string value, bool isSecret)
    {
        PluginId = pluginId;
        Key = key;
        Set(value, isSecret);
    }

    public string PluginId { get; private set; } = "";

    public string Key { get; private set; } = "";

    /// <summary>As <see cref="SettingRules"/> writes it; a secret is encrypted.</summary>
    public string Value { get; private set; } = "";

    /// <summary>Whether the value is encrypted, by what the version that it was typed for declared: known also when that version is gone.</summary>
    public bool IsSecret { get; private set; }

    public void Set(string value, bool isSecret)
    {
        Value = value;
        IsSecret = isSecret;
    }
}
