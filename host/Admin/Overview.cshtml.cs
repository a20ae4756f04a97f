using Helpdesk.Engine.Outbox;
using Helpdesk.Engine.Plugins;
using Helpdesk.Engine.Plugins.Health;
using Helpdesk.Host.Account;
using Helpdesk.Host.Process;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.Host.Admin;

/// <summary>What an administrator can look after, and where something is wrong.</summary>
[Authorize(Policies.Administrator)]
internal sealed class OverviewModel(IPluginLedger ledger, OutboxQueue outbox, Troubles troubles) : PageModel
{
    public int Plugins { get; private set; }

    public int Enabled { get; private set; }

    public int Troubled { get; private set; }

    public int Waiting { get; private set; }

    public int Parked { get; private set; }

    public int Dead { get; private set; }

    public IReadOnlyList<HealthTrouble> Needs { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Needs = await troubles.ListAsync(cancellationToken);
        var plugins = await ledger.ListAsync(cancellationToken);
        Plugins = plugins.Count;
        Enabled = plugins.Count(plugin => plugin.State == PluginState.Enabled);
        Troubled = plugins.Count(plugin => plugin.IsTroubled);
        var rows = await outbox.CountAsync(cancellationToken);
        Waiting = rows.GetValueOrDefault(OutboxState.Waiting) + rows.GetValueOrDefault(OutboxState.Claimed);
        Parked = rows.GetValueOrDefault(OutboxState.Parked);
        Dead = rows.GetValueOrDefault(OutboxState.Dead);
    }
}
