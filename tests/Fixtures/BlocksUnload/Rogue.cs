using Helpdesk.Engine.Plugins;

namespace Helpdesk.Fixtures.BlocksUnload;

/// <summary>Subscribes to an event of the process and never lets go: its load context stays in memory.</summary>
public sealed class Rogue : IPlugin
{
    /// <inheritdoc />
    public void Configure(IPluginBuilder builder) => AppDomain.CurrentDomain.ProcessExit += OnExit;

    private static void OnExit(object? sender, EventArgs e)
    {
    }
}
