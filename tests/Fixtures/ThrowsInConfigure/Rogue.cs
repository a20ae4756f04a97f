using Helpdesk.Engine.Plugins;

namespace Helpdesk.Fixtures.ThrowsInConfigure;

/// <summary>Can't say what it contributes.</summary>
public sealed class Rogue : IPlugin
{
    /// <inheritdoc />
    public void Configure(IPluginBuilder builder) => throw new InvalidOperationException("Configure of the rogue was called.");
}
