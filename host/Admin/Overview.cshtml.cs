using Helpdesk.Engine.Outbox;
using Helpdesk.Engine.Plugins;
using Helpdesk.Host.Account;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.Host.Admin;

/// <summary>What an administrator can look after, and where something is wrong.</summary>
[Authorize(Policies.Administrator)]
internal sealed class OverviewModel(IPluginLedger ledger, OutboxQueue outbox) : PageModel
{
    public int Plugins { get; private set; }

    public int Enabled { get; private set; }

    public int Troubled { get; private set; }

    public int Waiting { get; private set; }

    public int Parked { get; private set; }

    public int Dead { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var plugins = await ledger.ListAsync(cancellationToken);
        Plugins = plugins.Count;
        Enabled = plugins.Count(plugin => plugin.State == PluginState.Enabled);
        Troubled = plugins.Count(plugin => plugin is { Wanted: true, State: PluginState.Failed or PluginState.Incompatible });
        var rows = await outbox.CountAsync(cancellationToken);
        Waiting = rows.GetValueOrDefault(OutboxState.Waiting) + rows.GetValueOrDefault(OutboxState.Claimed);
        Parked = rows.GetValueOrDefault(OutboxState.Parked);
        Dead = rows.GetValueOrDefault(OutboxState.Dead);
    }
}
