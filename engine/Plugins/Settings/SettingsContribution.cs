namespace Helpdesk.Engine.Plugins.Settings;

/// <summary>The class that a plugin's settings are read into, and how they are tried out.</summary>
/// <param name="Declarations">What the manifest declares.</param>
/// <param name="TestType">What tries them out; null where nothing does.</param>
internal sealed record SettingsContribution(
    string PluginId, Type SettingsType, IReadOnlyList<SettingDeclaration> Declarations, Type? TestType, Func<object, object, CancellationToken, Task<SettingsVerdict>>? Test);
