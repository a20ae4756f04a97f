namespace Helpdesk.Engine.Plugins.Settings;

/// <summary>What administrators have set for the plugin.</summary>
/// <typeparam name="TSettings">
/// The class that the plugin added by <see cref="IPluginBuilder.AddSettings{TSettings}"/>: a property for each setting of <c>plugin.json</c>, in
/// <c>PascalCase</c>: text, choices, addresses and secrets are strings, numbers <see cref="long"/> or <see cref="int"/>, switches <see cref="bool"/>.
/// </typeparam>
public interface ISettings<TSettings> where TSettings : class
{
    /// <summary>Reads what holds now. A setting that is neither set nor has a default leaves its property as the class made it.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<TSettings> ReadAsync(CancellationToken cancellationToken = default);
}
