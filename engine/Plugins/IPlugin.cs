namespace Helpdesk.Engine.Plugins;

/// <summary>
/// The one class by which a plugin makes itself known. The host creates it once for every generation
/// that the plugin is part of, with its parameterless constructor, and calls <see cref="Configure"/> once.
/// </summary>
public interface IPlugin
{
    /// <summary>
    /// States what the plugin adds. Runs before the generation serves anything: no database, no network,
    /// no thread may be touched here. What throws here keeps the generation from being built, and the
    /// administrator reads why.
    /// </summary>
    /// <param name="builder">Collects the contributions; of no use after the call.</param>
    void Configure(IPluginBuilder builder);
}
