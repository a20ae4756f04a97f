using Helpdesk.Engine.Pages;
using Helpdesk.Engine.Priorities;
using Helpdesk.Engine.Texts;
using Helpdesk.Host.Account;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Helpdesk.Host.Admin.Priorities;

/// <summary>One row of the classification table.</summary>
[Authorize(Policies.Administrator)]
internal sealed class ServiceLevelPageModel(PriorityReader reader, PriorityDesk desk, Words words) : ClassificationForm(reader)
{
    public Classification Row { get; private set; } = null!;

    public Task<IActionResult> OnGetAsync(long id, CancellationToken cancellationToken) => ShowAsync(id, isSent: false, cancellationToken);

    public async Task<IActionResult> OnPostAsync(long id, CancellationToken cancellationToken) => ModelState.IsValid
        ? await this.AnswerAsync(
            await desk.ChangeRowAsync(id, Setting, HttpContext.Actor(), cancellationToken), words, "/admin/settings/service-levels", "admin.people.saved", () => ShowAsync(id, isSent: true, cancellationToken))
        : await ShowAsync(id, isSent: true, cancellationToken);

    /// <param name="isSent">Whether the fields were sent, and are shown as they were typed.</param>
    private async Task<IActionResult> ShowAsync(long id, bool isSent, CancellationToken cancellationToken)
    {
        if (await Reader.FindRowAsync(id, cancellationToken) is not { } row)
        {
            return NotFound();
        }

        Row = row;
        if (!isSent)
        {
            Fill(row);
        }

        await ChoicesAsync(cancellationToken);
        return Page();
    }
}
