using Helpdesk.Engine.Outbox;
using Helpdesk.Engine.Pages;
using Helpdesk.Engine.Texts;
using Helpdesk.Host.Account;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.Host.Admin;

/// <summary>Deliveries that were given up or wait for their plugin.</summary>
[Authorize(Policies.Administrator)]
internal sealed class OutboxModel(OutboxQueue outbox, Words words) : PageModel
{
    private const int Most = 100;

    public IReadOnlyList<OutboxRow> Dead { get; private set; } = [];

    public IReadOnlyList<OutboxRow> Parked { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Dead = await outbox.ListAsync(OutboxState.Dead, Most, cancellationToken);
        Parked = await outbox.ListAsync(OutboxState.Parked, Most, cancellationToken);
    }

    public async Task<IActionResult> OnPostRetryAsync(long id, CancellationToken cancellationToken) =>
        Done(await outbox.RetryAsync(id, HttpContext.Actor(), cancellationToken), "admin.outbox.retried");

    public async Task<IActionResult> OnPostDropAsync(long id, CancellationToken cancellationToken) =>
        Done(await outbox.DropAsync(id, HttpContext.Actor(), cancellationToken), "admin.outbox.dropped");

    private LocalRedirectResult Done(bool found, string key)
    {
        TempData.Notify(words[found ? key : "admin.outbox.gone"]);
        return LocalRedirect("/admin/outbox");
    }
}
