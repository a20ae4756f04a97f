using Helpdesk.Engine.Access;
using Helpdesk.Engine.Pages;
using Helpdesk.Engine.Priorities;
using Helpdesk.Engine.Texts;
using Helpdesk.Host.Account;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Helpdesk.Host.Admin.Priorities;

/// <summary>One priority.</summary>
[Authorize(Policies.Administrator)]
internal sealed class PriorityPageModel(PriorityReader reader, PriorityDesk desk, Words words) : PriorityForm
{
    private const string List = "/admin/settings/priorities";

    public Priority Priority { get; private set; } = null!;

    public Task<IActionResult> OnGetAsync(long id, CancellationToken cancellationToken) => ShowAsync(id, isSent: false, cancellationToken);

    public async Task<IActionResult> OnPostAsync(long id, CancellationToken cancellationToken) => ModelState.IsValid
        ? await AnswerAsync(id, await desk.ChangeAsync(id, Setting, HttpContext.Actor(), cancellationToken), "admin.people.saved", isSent: true, cancellationToken)
        : await ShowAsync(id, isSent: true, cancellationToken);

    public async Task<IActionResult> OnPostRemoveAsync(long id, CancellationToken cancellationToken) =>
        await AnswerAsync(id, await desk.RemoveAsync(id, HttpContext.Actor(), cancellationToken), "admin.removed", isSent: false, cancellationToken);

    private Task<IActionResult> AnswerAsync(long id, SetUpResult result, string notice, bool isSent, CancellationToken cancellationToken) =>
        this.AnswerAsync(result, words, List, notice, () => ShowAsync(id, isSent, cancellationToken));

    /// <param name="isSent">Whether the fields were sent, and are shown as they were typed.</param>
    private async Task<IActionResult> ShowAsync(long id, bool isSent, CancellationToken cancellationToken)
    {
        if (await reader.FindAsync(id, cancellationToken) is not { } priority)
        {
            return NotFound();
        }

        Priority = priority;
        if (!isSent)
        {
            Fill(priority);
        }

        return Page();
    }
}
