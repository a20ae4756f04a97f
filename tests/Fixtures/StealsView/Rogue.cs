using Helpdesk.Engine.Plugins;

namespace Helpdesk.Fixtures.StealsView;

/// <summary>Has a view with the path of the sample's.</summary>
public sealed class Rogue : IPlugin
{
    /// <inheritdoc />
    public void Configure(IPluginBuilder builder)
    {
    }
}
