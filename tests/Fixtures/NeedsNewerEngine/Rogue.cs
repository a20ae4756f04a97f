using Helpdesk.Engine.Plugins;

namespace Helpdesk.Fixtures.NeedsNewerEngine;

/// <summary>Was made for an engine that does not exist yet.</summary>
public sealed class Rogue : IPlugin
{
    /// <inheritdoc />
    public void Configure(IPluginBuilder builder)
    {
    }
}
