using Helpdesk.Engine.Pages;
using Helpdesk.Engine.Plugins;

namespace Helpdesk.Fixtures.RoguePanels;

/// <summary>Panels that fail in every way there is, in each zone.</summary>
public sealed class Rogue : IPlugin
{
    /// <inheritdoc />
    public void Configure(IPluginBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        foreach (var zone in Zones.All)
        {
            builder.AddPanel<Throws>($"throws-{zone}", zone);
            builder.AddPanel<Hangs>($"hangs-{zone}", zone);
            builder.AddPanel<ThrowsInView>($"view-{zone}", zone);
        }
    }
}

/// <summary>Throws.</summary>
public sealed class Throws : IPanel
{
    /// <inheritdoc />
    public Task<PanelView?> LoadAsync(PanelContext context, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("The panel of the rogue was called.");
}

/// <summary>Blocks its thread for ever.</summary>
public sealed class Hangs : IPanel
{
    /// <inheritdoc />
    public Task<PanelView?> LoadAsync(PanelContext context, CancellationToken cancellationToken)
    {
        using var never = new ManualResetEventSlim();
        never.Wait(CancellationToken.None);
        return Task.FromResult<PanelView?>(null);
    }
}

/// <summary>Has a view that throws in the middle of its sentence.</summary>
public sealed class ThrowsInView : IPanel
{
    /// <inheritdoc />
    public Task<PanelView?> LoadAsync(PanelContext context, CancellationToken cancellationToken) =>
        Task.FromResult<PanelView?>(new PanelView("/Plugins/rogue-panels/Throws.cshtml", null));
}
