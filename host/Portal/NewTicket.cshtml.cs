using System.Security.Claims;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Attachments;
using Helpdesk.Engine.Departments;
using Helpdesk.Engine.Pages;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Texts;
using Helpdesk.Engine.Tickets;
using Helpdesk.Engine.Tickets.Acts;
using Helpdesk.Host.Attachments;
using Helpdesk.Host.Face;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Host.Portal;

/// <summary>Row E8: opens a ticket.</summary>
[RequestSizeLimit(MessageFiles.LargestForm)]
[RequestFormLimits(MultipartBodyLengthLimit = MessageFiles.LargestForm)]
internal sealed class NewTicketModel(TicketDesk desk, DeskStore store, MessageFiles files, Words words) : PageModel
{
    [BindProperty]
    public string? Department { get; set; }

    [BindProperty]
    public string? Subject { get; set; }

    [BindProperty]
    public string? Body { get; set; }

    [BindProperty]
    public List<long> Attachments { get; set; } = [];

    [BindProperty]
    public List<IFormFile> Files { get; set; } = [];

    public string Name => User.FindFirstValue(DeskPrincipal.Name) ?? "";

    public string Address => User.FindFirstValue(DeskPrincipal.Address) ?? "";

    public IReadOnlyList<Department> Departments { get; private set; } = [];

    public IReadOnlyList<AttachmentView> Drafts { get; private set; } = [];

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync([], cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var actor = HttpContext.Actor();
        var drafts = await files.TakeAsync(Attachments, Files, actor, ModelState, cancellationToken);
        if (ModelState.IsValid)
        {
            var result = await desk.OpenAsync(new Open(Subject ?? "", Department ?? "", Body ?? "", drafts), actor, cancellationToken);
            if (result.IsDone)
            {
                TempData.Notify(words["portal.new.done", result.Ticket!.Number]);
                return LocalRedirect($"/tickets/{Uri.EscapeDataString(result.Ticket.Number)}");
            }

            result.Refusals.AddTo(ModelState, words);
        }

        await ShowAsync(drafts, cancellationToken);
        return Page();
    }

    private async Task ShowAsync(IReadOnlyList<long> drafts, CancellationToken cancellationToken)
    {
        Drafts = await files.ShowAsync(drafts, HttpContext.Actor(), cancellationToken);
        await using var tables = store.Read();
        Departments = await tables.Departments.OrderBy(department => department.Order).ToListAsync(cancellationToken);
    }
}
