using Helpdesk.Engine.Plugins;

namespace Helpdesk.Fixtures.ThrowsInConstructor;

/// <summary>Can't be created.</summary>
public sealed class Rogue : IPlugin
{
    /// <summary>Throws.</summary>
    public Rogue() => throw new InvalidOperationException("The constructor of the rogue was called.");

    /// <inheritdoc />
    public void Configure(IPluginBuilder builder)
    {
    }
}
