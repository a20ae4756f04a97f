using Helpdesk.Engine.Pages;
using Helpdesk.Engine.Plugins;
using Helpdesk.Engine.Texts;
using Helpdesk.Host.Account;
using Helpdesk.Host.Generations;
using Helpdesk.Host.Loading;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.Host.Admin.Plugins;

/// <summary>LP5: what becomes of a plugin's data is asked; to delete it, its id is typed.</summary>
[Authorize(Policies.Administrator)]
internal sealed class UninstallModel(IPluginLedger ledger, PluginCatalogue catalogue, PluginNudge nudge, Words words) : PageModel
{
    [BindProperty]
    public PluginRemoval? Data { get; set; }

    /// <summary>The id, typed to be sure.</summary>
    [BindProperty]
    public string? Typed { get; set; }

    public PluginRecord Record { get; private set; } = null!;

    public string Name { get; private set; } = "";

    /// <summary>It came with the desk: only its data can go.</summary>
    public bool IsBundled { get; private set; }

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken cancellationToken) => await FindAsync(id, cancellationToken) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string id, CancellationToken cancellationToken)
    {
        if (!await FindAsync(id, cancellationToken))
        {
            return NotFound();
        }

        if (Data is not { } removal || (IsBundled && removal == PluginRemoval.Keep))
        {
            ModelState.AddModelError(nameof(Data), words["admin.uninstall.choose"]);
        }
        else if (removal != PluginRemoval.Keep && Typed?.Trim() != Record.Id)
        {
            ModelState.AddModelError(nameof(Typed), words["admin.uninstall.type-id", Record.Id]);
        }
        else
        {
            await ledger.RemoveAsync(Record.Id, removal, HttpContext.Actor(), cancellationToken);
            // It stops at once. The rest waits until nobody uses it any more, this request among them.
            await nudge.RaiseAsync(cancellationToken);
            TempData.Notify(words[$"admin.uninstall.begun-{removal.ToString().ToLowerInvariant()}", Name]);
            return LocalRedirect("/admin/plugins");
        }

        return Page();
    }

    private async Task<bool> FindAsync(string id, CancellationToken cancellationToken)
    {
        if ((await ledger.ListAsync(cancellationToken)).FirstOrDefault(record => record.Id == id) is not { } record)
        {
            return false;
        }

        var packages = catalogue.Scan().Where(package => package.Manifest?.Id == id).ToList();
        Record = record;
        Name = packages.FirstOrDefault()?.Manifest!.Name ?? id;
        IsBundled = packages.Count > 0 && packages.TrueForAll(package => package.IsBundled);
        return true;
    }
}
