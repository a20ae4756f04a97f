using Helpdesk.Engine.Pages;
using Helpdesk.Engine.Plugins.Settings;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MyPlugin.Pages;

/// <summary>A page of the plugin, for members of staff.</summary>
public sealed class IndexModel(ISettings<PluginSettings> settings) : PageModel
{
    /// <summary>What it begins with.</summary>
    public string Greeting { get; private set; } = "";

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!HttpContext.Actor().IsStaff)
        {
            return NotFound();
        }

        Greeting = (await settings.ReadAsync(cancellationToken)).Greeting;
        return Page();
    }
}
