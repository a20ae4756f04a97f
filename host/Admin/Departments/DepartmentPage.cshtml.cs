using System.Globalization;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Departments;
using Helpdesk.Engine.Pages;
using Helpdesk.Engine.People;
using Helpdesk.Engine.Texts;
using Helpdesk.Host.Account;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Helpdesk.Host.Admin.Departments;

/// <summary>One department: its names, who sees its tickets, and who answers them.</summary>
[Authorize(Policies.Administrator)]
internal sealed class DepartmentPageModel(DepartmentReader reader, DepartmentDesk desk, Words words) : DepartmentForm
{
    [BindProperty]
    public long Member { get; set; }

    public DepartmentView View { get; private set; } = null!;

    public Task<IActionResult> OnGetAsync(long id, CancellationToken cancellationToken) => ShowAsync(id, isSent: false, cancellationToken);

    public async Task<IActionResult> OnPostAsync(long id, CancellationToken cancellationToken) => ModelState.IsValid
        ? await AnswerAsync(id, await desk.ChangeAsync(id, Setting, HttpContext.Actor(), cancellationToken), "admin.people.saved", isSent: true, cancellationToken)
        : await ShowAsync(id, isSent: true, cancellationToken);

    public async Task<IActionResult> OnPostMemberAsync(long id, CancellationToken cancellationToken) =>
        await AnswerAsync(id, await desk.AddMemberAsync(id, Member, HttpContext.Actor(), cancellationToken), "admin.people.saved", isSent: false, cancellationToken);

    public async Task<IActionResult> OnPostRemoveMemberAsync(long id, CancellationToken cancellationToken) =>
        await AnswerAsync(id, await desk.RemoveMemberAsync(id, Member, HttpContext.Actor(), cancellationToken), "admin.removed", isSent: false, cancellationToken);

    private Task<IActionResult> AnswerAsync(long id, SetUpResult result, string notice, bool isSent, CancellationToken cancellationToken) =>
        this.AnswerAsync(result, words, $"/admin/departments/{id.ToString(CultureInfo.InvariantCulture)}", notice, () => ShowAsync(id, isSent, cancellationToken));

    /// <param name="isSent">Whether the fields were sent, and are shown as they were typed.</param>
    private async Task<IActionResult> ShowAsync(long id, bool isSent, CancellationToken cancellationToken)
    {
        if (await reader.FindAsync(id, cancellationToken) is not { } view)
        {
            return NotFound();
        }

        View = view;
        if (!isSent)
        {
            Fill(view.Department);
        }

        return Page();
    }
}
