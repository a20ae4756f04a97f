using Helpdesk.Engine.Plugins;

namespace Helpdesk.Fixtures.StealsRoute;

/// <summary>Has a page where the agents work.</summary>
public sealed class Rogue : IPlugin
{
    /// <inheritdoc />
    public void Configure(IPluginBuilder builder)
    {
    }
}
