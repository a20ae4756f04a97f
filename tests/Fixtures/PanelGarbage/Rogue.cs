using Helpdesk.Engine.Pages;
using Helpdesk.Engine.Plugins;

namespace Helpdesk.Fixtures.PanelGarbage;

/// <summary>Panels that come back, but with rubbish.</summary>
public sealed class Rogue : IPlugin
{
    /// <inheritdoc />
    public void Configure(IPluginBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        foreach (var zone in Zones.All)
        {
            builder.AddPanel<Nothing>($"nothing-{zone}", zone);
            builder.AddPanel<NoTask>($"no-task-{zone}", zone);
            builder.AddPanel<NoView>($"no-view-{zone}", zone);
            builder.AddPanel<Huge>($"huge-{zone}", zone);
            builder.AddPanel<Foreign>($"foreign-{zone}", zone);
        }
    }
}

/// <summary>Shows nothing, as it may.</summary>
public sealed class Nothing : IPanel
{
    /// <inheritdoc />
    public Task<PanelView?> LoadAsync(PanelContext context, CancellationToken cancellationToken) => Task.FromResult<PanelView?>(null);
}

/// <summary>Gives null where a task is due.</summary>
public sealed class NoTask : IPanel
{
    /// <inheritdoc />
#pragma warning disable MA0022 // Null where a task is due is what this panel is for.
    public Task<PanelView?> LoadAsync(PanelContext context, CancellationToken cancellationToken) => null!;
#pragma warning restore MA0022
}

/// <summary>Names a view that does not exist.</summary>
public sealed class NoView : IPanel
{
    /// <inheritdoc />
    public Task<PanelView?> LoadAsync(PanelContext context, CancellationToken cancellationToken) =>
        Task.FromResult<PanelView?>(new PanelView("/Plugins/panel-garbage/Nowhere.cshtml", null));
}

/// <summary>Shows 64 MB.</summary>
public sealed class Huge : IPanel
{
    /// <inheritdoc />
    public Task<PanelView?> LoadAsync(PanelContext context, CancellationToken cancellationToken) =>
        Task.FromResult<PanelView?>(new PanelView("/Plugins/panel-garbage/Huge.cshtml", null));
}

/// <summary>Names a view of the desk with a model that is not the view's.</summary>
public sealed class Foreign : IPanel
{
    /// <inheritdoc />
    public Task<PanelView?> LoadAsync(PanelContext context, CancellationToken cancellationToken) =>
        Task.FromResult<PanelView?>(new PanelView("/Plugins/sample/Panels/Count.cshtml", "not what it takes"));
}
