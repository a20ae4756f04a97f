using Helpdesk.Engine.Hooks;
using Helpdesk.Engine.Plugins;

namespace Helpdesk.Fixtures.HookHangs;

/// <summary>Is asked about each change and never answers; the desk's patience is three seconds.</summary>
public sealed class Rogue : IPlugin
{
    /// <inheritdoc />
    public void Configure(IPluginBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddHook<Hook>("hangs", new HookOptions { Budget = TimeSpan.FromSeconds(3) });
    }
}

/// <summary>Blocks its thread for ever.</summary>
public sealed class Hook : ITicketHook
{
    /// <inheritdoc />
    public Task InspectAsync(ProposedChange change, CancellationToken cancellationToken)
    {
        using var never = new ManualResetEventSlim();
        never.Wait(CancellationToken.None);
        return Task.CompletedTask;
    }
}
