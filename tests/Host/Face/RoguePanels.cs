using Helpdesk.Engine.Pages;
using Helpdesk.Host.Tests.Face;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.AspNetCore.Razor.Hosting;

// What the Razor compiler writes for a view of a plugin, written by hand.
[assembly: ProvideApplicationPartFactory("Microsoft.AspNetCore.Mvc.ApplicationParts.ConsolidatedAssemblyApplicationPartFactory, Microsoft.AspNetCore.Mvc.Razor")]
[assembly: RazorCompiledItem(typeof(GoodView), "mvc.1.0.view", "/Plugins/good/Good.cshtml")]
[assembly: RazorCompiledItem(typeof(FormView), "mvc.1.0.view", "/Plugins/good/Form.cshtml")]
[assembly: RazorCompiledItem(typeof(ThrowingView), "mvc.1.0.view", "/Plugins/rogue/Throws.cshtml")]
[assembly: RazorCompiledItem(typeof(HangingView), "mvc.1.0.view", "/Plugins/rogue/Hangs.cshtml")]
[assembly: RazorCompiledItem(typeof(HugeView), "mvc.1.0.view", "/Plugins/rogue/Huge.cshtml")]
[assembly: RazorCompiledItem(typeof(UnbalancedView), "mvc.1.0.view", "/Plugins/rogue/Unbalanced.cshtml")]
[assembly: RazorCompiledItem(typeof(ModelView), "mvc.1.0.view", "/Plugins/rogue/Model.cshtml")]

namespace Helpdesk.Host.Tests.Face;

/// <summary>Shows one view, as the plugins of the tests ask.</summary>
internal abstract class OneView(string path, object? model = null) : IPanel
{
    public virtual Task<PanelView?> LoadAsync(PanelContext context, CancellationToken cancellationToken) =>
        Task.FromResult<PanelView?>(new PanelView(path, model));
}

internal sealed class GoodPanel() : OneView("/Plugins/good/Good.cshtml");

internal sealed class FormPanel() : OneView("/Plugins/good/Form.cshtml");

internal sealed class ThrowingViewPanel() : OneView("/Plugins/rogue/Throws.cshtml");

internal sealed class HangingViewPanel() : OneView("/Plugins/rogue/Hangs.cshtml");

internal sealed class HugePanel() : OneView("/Plugins/rogue/Huge.cshtml");

internal sealed class UnbalancedPanel() : OneView("/Plugins/rogue/Unbalanced.cshtml");

internal sealed class WrongModelPanel() : OneView("/Plugins/rogue/Model.cshtml", "not a number");

internal sealed class MissingViewPanel() : OneView("/Plugins/rogue/Nowhere.cshtml");

internal sealed class NullPathPanel() : OneView(null!);

/// <summary>Another plugin's view, and a page of the desk.</summary>
internal sealed class ForeignViewPanel() : OneView("/Plugins/good/Good.cshtml");

internal sealed class DeskViewPanel() : OneView("/Face/Error.cshtml");

internal sealed class ThrowingPanel : IPanel
{
    public Task<PanelView?> LoadAsync(PanelContext context, CancellationToken cancellationToken) => throw new InvalidOperationException("The panel throws.");
}

internal sealed class ThrowingConstructorPanel : IPanel
{
    public ThrowingConstructorPanel() => throw new InvalidOperationException("The constructor throws.");

    public Task<PanelView?> LoadAsync(PanelContext context, CancellationToken cancellationToken) => Task.FromResult<PanelView?>(null);
}

internal sealed class NullTaskPanel : IPanel
{
#pragma warning disable MA0022 // Just this is what the test is about.
    public Task<PanelView?> LoadAsync(PanelContext context, CancellationToken cancellationToken) => null!;
#pragma warning restore MA0022
}

internal sealed class SilentPanel : IPanel
{
    public Task<PanelView?> LoadAsync(PanelContext context, CancellationToken cancellationToken) => Task.FromResult<PanelView?>(null);
}

/// <summary>Ignores its cancellation, as rogues do.</summary>
internal sealed class HangingPanel : IPanel
{
    public Task<PanelView?> LoadAsync(PanelContext context, CancellationToken cancellationToken) => new TaskCompletionSource<PanelView?>().Task;
}

internal sealed class GoodView : RazorPage<object?>
{
    public override Task ExecuteAsync()
    {
        WriteLiteral("<p id=\"good\">All is well");
        return Task.CompletedTask;
    }
}

internal sealed class FormView : RazorPage<object?>
{
    public override Task ExecuteAsync()
    {
        var antiforgery = (Microsoft.AspNetCore.Antiforgery.IAntiforgery)Context.RequestServices.GetService(typeof(Microsoft.AspNetCore.Antiforgery.IAntiforgery))!;
        WriteLiteral($"<form method=\"post\" action=\"/theme\"><input id=\"panel-token\" value=\"{antiforgery.GetAndStoreTokens(Context).RequestToken}\"></form>");
        return Task.CompletedTask;
    }
}

internal sealed class ThrowingView : RazorPage<object?>
{
    public override Task ExecuteAsync()
    {
        WriteLiteral("<p>half of a panel");
        throw new InvalidOperationException("The view throws.");
    }
}

internal sealed class HangingView : RazorPage<object?>
{
    public override Task ExecuteAsync() => new TaskCompletionSource().Task;
}

internal sealed class HugeView : RazorPage<object?>
{
    public override Task ExecuteAsync()
    {
        WriteLiteral(new string('x', 300 * 1024));
        return Task.CompletedTask;
    }
}

internal sealed class UnbalancedView : RazorPage<object?>
{
    public override Task ExecuteAsync()
    {
        WriteLiteral("</div></main><table><tr><td>mine now");
        return Task.CompletedTask;
    }
}

internal sealed class ModelView : RazorPage<int>
{
    public override Task ExecuteAsync()
    {
        WriteLiteral($"<p>{Model + 1}</p>");
        return Task.CompletedTask;
    }
}
