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
using Semver;

namespace Helpdesk.Host.Admin.Plugins;

/// <summary>From the version that runs to another, upwards or back: what differs and whether it can run, before the button (LP2).</summary>
[Authorize(Policies.Administrator)]
internal sealed class PluginVersionModel(IPluginLedger ledger, PluginCatalogue catalogue, PluginNudge nudge, Words words) : PageModel
{
    public PluginPackage Package { get; private set; } = null!;

    /// <summary>What runs; null when nothing does.</summary>
    public PluginManifest? Running { get; private set; }

    public IReadOnlyList<PluginDifference> Differences { get; private set; } = [];

    public PluginManifest Manifest => Package.Manifest!;

    /// <summary>Names the phrases of title and button.</summary>
    public string Way => Running is null ? "enable" : IsBack ? "back" : "upgrade";

    public bool IsBack => Running is not null && SemVersion.SortOrderComparer.Compare(Package.Version, SemVersion.Parse(Running.Version, SemVersionStyles.Strict)) < 0;

    public async Task<IActionResult> OnGetAsync(string id, string version, CancellationToken cancellationToken) =>
        await FindAsync(id, version, cancellationToken) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string id, string version, CancellationToken cancellationToken)
    {
        if (!await FindAsync(id, version, cancellationToken))
        {
            return NotFound();
        }

        if (!Package.Verdict.IsCompatible)
        {
            return Page();
        }

        await ledger.WishAsync(id, enabled: true, version, HttpContext.Actor(), cancellationToken);
        await nudge.RaiseAsync(cancellationToken);
        var now = (await ledger.ListAsync(cancellationToken)).First(record => record.Id == id);
        // Where it did not come to that, the plugin's page says why.
        if (now is { State: PluginState.Enabled, Failure: null })
        {
            TempData.Notify(words["admin.plugin.version-runs", Manifest.Name, version]);
        }

        return LocalRedirect($"/admin/plugins/{id}");
    }

    private async Task<bool> FindAsync(string id, string version, CancellationToken cancellationToken)
    {
        var versions = catalogue.Scan().Where(package => package.Manifest?.Id == id).ToList();
        if (versions.Find(package => package.Manifest!.Version == version) is not { } package)
        {
            return false;
        }

        var running = (await ledger.ListAsync(cancellationToken)).FirstOrDefault(record => record.Id == id)?.RunningVersion;
        Package = package;
        Running = versions.Find(other => other.Manifest!.Version == running)?.Manifest;
        Differences = PluginDifference.Between(Running, Manifest);
        return true;
    }
}
