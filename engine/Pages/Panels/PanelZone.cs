using System.Collections.Concurrent;
using Helpdesk.Engine.Plugins;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Helpdesk.Engine.Pages.Panels;

/// <summary>
/// The panels of a zone: all at once, each with its own scope, budget and circuit. One that throws, hangs or makes
/// garbage is absent and logged with its plugin's name; the page never hears of it (LP1, LF11).
/// </summary>
internal sealed partial class PanelZone(
    Contributions contributions,
    IServiceScopeFactory scopes,
    Circuits circuits,
    TimeProvider time,
    IRazorViewEngine views,
    IModelMetadataProvider metadata,
    ITempDataDictionaryFactory tempData,
    IAntiforgery antiforgery,
    IOptions<AntiforgeryOptions> antiforgeryOptions,
    ILogger<PanelZone> logger)
{
    /// <summary>For making HTML of what was loaded; views are not supposed to wait for anything.</summary>
    public static readonly TimeSpan MarkupBudget = TimeSpan.FromMilliseconds(500);

    /// <summary>The first time in a generation code is compiled and models are built, which is not the panel's fault.</summary>
    public static readonly TimeSpan FirstTime = TimeSpan.FromSeconds(2);

    private readonly PanelMarkup _markup = new(views, metadata, tempData);
    private readonly ConcurrentDictionary<string, bool> _tried = new(StringComparer.Ordinal);

    /// <summary>The HTML of each panel that has something to show, in order.</summary>
    public async Task<IReadOnlyList<PanelHtml>> RenderAsync(PanelContext context, HttpContext page)
    {
        var panels = contributions.Panels.Where(panel => panel.Zone == context.Zone && !circuits.IsOpen(panel.Key)).ToList();
        if (panels.Count == 0)
        {
            return [];
        }

        var request = new PanelRequest(page, antiforgery, antiforgeryOptions.Value);
        var rendered = await Task.WhenAll(panels.Select(panel => TryAsync(panel, context, request, page.RequestAborted)));
        return [.. rendered.OfType<PanelHtml>()];
    }

    private async Task<PanelHtml?> TryAsync(PanelContribution panel, PanelContext context, PanelRequest page, CancellationToken cancellationToken)
    {
        using var scope = logger.BeginScope(new Dictionary<string, object?>(StringComparer.Ordinal) { ["Plugin"] = panel.PluginId, ["Panel"] = panel.Name });
        var began = time.GetTimestamp();
        try
        {
            var html = await RenderAsync(panel, context, page, cancellationToken);
            circuits.Succeeded(panel.Key);
            return html is null ? null : new PanelHtml(panel.PluginId, panel.Name, html);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception fault)
        {
            circuits.Failed(panel.Key, fault);
            LogFailed(fault, panel.Name, panel.PluginId);
            return null;
        }
        finally
        {
            circuits.Took(panel.Key, time.GetElapsedTime(began));
        }
    }

    private async Task<string?> RenderAsync(PanelContribution panel, PanelContext context, PanelRequest page, CancellationToken cancellationToken)
    {
        var grace = _tried.TryAdd(panel.Key, true) ? FirstTime : TimeSpan.Zero;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var token = limit.Token;
        var own = scopes.CreateAsyncScope();
        Task running = Task.CompletedTask;
        try
        {
            // On the pool: a panel that blocks its thread, or ignores its cancellation, is left behind.
            var loading = Task.Run(() => ((IPanel)own.ServiceProvider.GetRequiredService(panel.PanelType)).LoadAsync(context, token), token);
            running = loading;
            if (await Patiently(loading, panel.Options.Budget + grace, limit, cancellationToken) is not { } view)
            {
                return null;
            }

            var writing = Task.Run(() => _markup.RenderAsync(panel.PluginId, view, page, own.ServiceProvider, token), token);
            running = writing;
            return await Patiently(writing, MarkupBudget + grace, limit, cancellationToken);
        }
        finally
        {
            var ended = EndAsync(own, running, panel);
            if (running.IsCompleted)
            {
                await ended;
            }
            else
            {
                circuits.LeftBehind(panel.Key, running);
            }
        }
    }

    private async Task<T> Patiently<T>(Task<T> running, TimeSpan budget, CancellationTokenSource limit, CancellationToken cancellationToken)
    {
        try
        {
            return await running.WaitAsync(budget, time, cancellationToken);
        }
        catch (TimeoutException patience) when (!running.IsCompleted)
        {
            await limit.CancelAsync();
            throw new TimeoutException($"It took longer than its budget of {budget.TotalSeconds:0.###} s.", patience);
        }
    }

    /// <summary>The scope ends with the panel and not with our patience.</summary>
    private async Task EndAsync(AsyncServiceScope own, Task running, PanelContribution panel)
    {
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        try
        {
            await own.DisposeAsync();
        }
        catch (Exception fault)
        {
            LogFailed(fault, panel.Name, panel.PluginId);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Panel {Panel} of plugin {Plugin} is left out")]
    private partial void LogFailed(Exception fault, string panel, string plugin);
}

/// <summary>What one panel shows.</summary>
internal sealed record PanelHtml(string PluginId, string Name, string Html);
