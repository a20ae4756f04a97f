using Helpdesk.Engine.Plugins;

namespace Helpdesk.Fixtures.ShipsEngine;

/// <summary>Implements IPlugin of the engine that lies beside it.</summary>
public sealed class Rogue : IPlugin
{
    /// <inheritdoc />
    public void Configure(IPluginBuilder builder)
    {
    }
}
