using Helpdesk.Engine.Plugins;

namespace Helpdesk.Fixtures.StealsRouteByController;

/// <summary>Has a controller where the agents work.</summary>
public sealed class Rogue : IPlugin
{
    /// <inheritdoc />
    public void Configure(IPluginBuilder builder)
    {
    }
}
