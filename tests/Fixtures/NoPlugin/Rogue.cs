using Helpdesk.Engine.Plugins;

namespace Helpdesk.Fixtures.NoPlugin;

/// <summary>Can't be found.</summary>
internal sealed class Rogue : IPlugin
{
    /// <inheritdoc />
    public void Configure(IPluginBuilder builder)
    {
    }
}
