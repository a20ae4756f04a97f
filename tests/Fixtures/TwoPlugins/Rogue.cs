using Helpdesk.Engine.Plugins;

namespace Helpdesk.Fixtures.TwoPlugins;

/// <summary>One.</summary>
public sealed class Rogue : IPlugin
{
    /// <inheritdoc />
    public void Configure(IPluginBuilder builder)
    {
    }
}

/// <summary>And another.</summary>
public sealed class AnotherRogue : IPlugin
{
    /// <inheritdoc />
    public void Configure(IPluginBuilder builder)
    {
    }
}
