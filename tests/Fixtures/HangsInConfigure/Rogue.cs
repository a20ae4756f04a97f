using Helpdesk.Engine.Plugins;

namespace Helpdesk.Fixtures.HangsInConfigure;

/// <summary>Never says what it contributes.</summary>
public sealed class Rogue : IPlugin
{
    /// <inheritdoc />
    public void Configure(IPluginBuilder builder)
    {
        using var never = new ManualResetEventSlim();
        never.Wait();
    }
}
