namespace Helpdesk.Engine.Pages;

/// <summary>
/// A piece of a page that a plugin contributes to a zone: a Razor view of the plugin with a model. A panel that throws,
/// hangs or has nothing to say is left out; the page never waits longer than the panel's budget.
/// </summary>
public interface IPanel
{
    /// <summary>Loads what the view shows.</summary>
    /// <param name="context">Where the panel appears and for whom.</param>
    /// <param name="cancellationToken">Cancelled when the budget is over or the reader has gone.</param>
    /// <returns>The view and its model, or null to show nothing.</returns>
    Task<PanelView?> LoadAsync(PanelContext context, CancellationToken cancellationToken);
}

/// <summary>A view of the plugin and what it shows.</summary>
/// <param name="Path">The view's full path below <c>/Plugins/&lt;Id&gt;/</c>.</param>
/// <param name="Model">The view's model.</param>
public sealed record PanelView(string Path, object? Model);

/// <summary>How a panel takes part in its zone.</summary>
public sealed record PanelOptions
{
    /// <summary>Panels stand from the lowest number down; equal numbers by plugin id. 0 unless told.</summary>
    public int Order { get; init; }

    /// <summary>The longest that loading may take; 300 ms unless told, 2 s at most.</summary>
    public TimeSpan Budget { get; init; } = TimeSpan.FromMilliseconds(300);
}
