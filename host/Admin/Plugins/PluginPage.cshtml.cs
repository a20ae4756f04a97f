using Helpdesk.Engine.Plugins;
using Helpdesk.Host.Account;
using Helpdesk.Host.Loading;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.Host.Admin.Plugins;

/// <summary>Row F1: one plugin, with what it adds, asks for and costs, and its last errors.</summary>
[Authorize(Policies.Administrator)]
internal sealed class PluginPageModel(IPluginLedger ledger, PluginCatalogue catalogue, Circuits circuits, Contributions contributions) : PageModel
{
    public PluginOverview Plugin { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken cancellationToken)
    {
        if ((await ledger.ListAsync(cancellationToken)).FirstOrDefault(plugin => plugin.Id == id) is not { } record)
        {
            return NotFound();
        }

        Plugin = PluginOverview.Of(record, catalogue.Scan(), contributions, circuits.Report());
        return Page();
    }
}
