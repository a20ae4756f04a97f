using Helpdesk.Engine.Pages;
using Helpdesk.Engine.Plugins;
using Helpdesk.Engine.Texts;
using Helpdesk.Host.Account;
using Helpdesk.Host.Generations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.Host.Admin;

/// <summary>
/// Row F1: plugins with their state, and why. This page shows what the ledger says and never asks a plugin anything, so it
/// works whatever they do (LP1).
/// </summary>
[Authorize(Policies.Administrator)]
internal sealed class PluginsModel(IPluginLedger ledger, Circuits circuits, PluginNudge nudge, Words words) : PageModel
{
    public IReadOnlyList<(PluginRecord Plugin, PluginHealth Health)> Plugins { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var reports = circuits.Report();
        Plugins = [.. (await ledger.ListAsync(cancellationToken))
            .OrderBy(plugin => plugin.Id, StringComparer.Ordinal)
            .Select(plugin => (plugin, PluginHealth.Of(plugin.Id, reports)))];
    }

    public Task<IActionResult> OnPostEnableAsync(string? id, CancellationToken cancellationToken) => WishAsync(id, enabled: true, cancellationToken);

    public Task<IActionResult> OnPostDisableAsync(string? id, CancellationToken cancellationToken) => WishAsync(id, enabled: false, cancellationToken);

    private async Task<IActionResult> WishAsync(string? id, bool enabled, CancellationToken cancellationToken)
    {
        if ((await ledger.ListAsync(cancellationToken)).FirstOrDefault(plugin => plugin.Id == id) is not { } plugin)
        {
            return NotFound();
        }

        await ledger.WishAsync(plugin.Id, enabled, plugin.WantedVersion, HttpContext.Actor(), cancellationToken);
        await nudge.RaiseAsync(cancellationToken);
        var now = (await ledger.ListAsync(cancellationToken)).FirstOrDefault(record => record.Id == plugin.Id);
        // Where it did not come to that, the plugin's own row says why.
        if (now?.State == (enabled ? PluginState.Enabled : PluginState.Disabled))
        {
            TempData.Notify(words[enabled ? "admin.plugin.is-enabled" : "admin.plugin.is-disabled", plugin.Id]);
        }

        return LocalRedirect("/admin/plugins");
    }
}

/// <summary>What a plugin's contributions have done since the desk started.</summary>
/// <param name="LeftOut">The contributions that failed too often and are left out for a while.</param>
internal sealed record PluginHealth(long Calls, long Failures, IReadOnlyList<string> LeftOut, string? LastError, DateTimeOffset? LastErrorAt)
{
    public static PluginHealth Of(string pluginId, IReadOnlyDictionary<string, CircuitReport> reports)
    {
        var prefix = $"plugin:{pluginId}:";
        var own = reports.Where(report => report.Key.StartsWith(prefix, StringComparison.Ordinal)).ToList();
        var last = own.Select(report => report.Value).Where(report => report.LastErrorAt is not null).MaxBy(report => report.LastErrorAt);
        return new PluginHealth(
            own.Sum(report => report.Value.Calls),
            own.Sum(report => report.Value.Failures),
            [.. own.Where(report => report.Value.IsOpen).Select(report => report.Key[prefix.Length..]).Order(StringComparer.Ordinal)],
            last?.LastError,
            last?.LastErrorAt);
    }
}
