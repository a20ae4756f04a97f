using Helpdesk.Engine.Pages;
using Helpdesk.Engine.Plugins.Settings;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.Fixtures.Greets.Pages;

/// <summary>For those who may edit greetings.</summary>
[RequirePermission("greets.edit")]
public sealed class GreetsModel(ISettings<GreetsSettings> settings) : PageModel
{
    /// <summary>What holds.</summary>
    public GreetsSettings Settings { get; private set; } = new();

    /// <summary>Shows it.</summary>
    public async Task OnGetAsync(CancellationToken cancellationToken) => Settings = await settings.ReadAsync(cancellationToken);
}
