using Helpdesk.Engine.Pages;
using Helpdesk.Engine.Plugins;
using Helpdesk.Engine.Texts;
using Helpdesk.Host.Account;
using Helpdesk.Host.Generations;
using Helpdesk.Host.Loading;
using Helpdesk.Host.Packages;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.Host.Admin.Plugins;

/// <summary>
/// Row F1: plugins with their state, and why. This page shows what the ledger says and never asks a plugin anything, so it
/// works whatever they do (LP1).
/// </summary>
[Authorize(Policies.Administrator)]
internal sealed class PluginsModel(IPluginLedger ledger, PluginCatalogue catalogue, Circuits circuits, Contributions contributions, PluginNudge nudge, ExportFiles exports, Words words) : PageModel
{
    /// <summary>The plugin whose own page the form was on.</summary>
    [BindProperty]
    public string? From { get; set; }

    public IReadOnlyList<PluginOverview> Plugins { get; private set; } = [];

    /// <summary>Every hook of the desk, in the order in which it is asked (LP6).</summary>
    public IReadOnlyList<HookContribution> Hooks => contributions.Hooks;

    /// <summary>What lies in the folder and can't even be read as a plugin.</summary>
    public IReadOnlyList<PluginPackage> Broken { get; private set; } = [];

    /// <summary>What removed plugins left on this server.</summary>
    public IReadOnlyList<FileInfo> Exports => exports.List();

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var packages = catalogue.Scan();
        var reports = circuits.Report();
        Plugins = [.. (await ledger.ListAsync(cancellationToken))
            .OrderBy(plugin => plugin.Id, StringComparer.Ordinal)
            .Select(plugin => PluginOverview.Of(plugin, packages, contributions, reports))];
        Broken = [.. packages.Where(package => package.Manifest is null)];
    }

    public Task<IActionResult> OnPostEnableAsync(string? id, CancellationToken cancellationToken) => WishAsync(id, enabled: true, cancellationToken);

    public Task<IActionResult> OnPostDisableAsync(string? id, CancellationToken cancellationToken) => WishAsync(id, enabled: false, cancellationToken);

    private async Task<IActionResult> WishAsync(string? id, bool enabled, CancellationToken cancellationToken)
    {
        if ((await ledger.ListAsync(cancellationToken)).FirstOrDefault(plugin => plugin.Id == id && plugin.Removal is null) is not { } plugin)
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

        return LocalRedirect(From == plugin.Id ? $"/admin/plugins/{plugin.Id}" : "/admin/plugins");
    }
}
