using Helpdesk.Engine.Attachments;
using Helpdesk.Engine.Pages;
using Helpdesk.Engine.Texts;
using Helpdesk.Engine.Tickets;
using Helpdesk.Engine.Tickets.Acts;
using Helpdesk.Engine.Workflow;
using Helpdesk.Host.Attachments;
using Helpdesk.Host.Face;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.Host.Portal;

/// <summary>Row E3: a ticket as its people see it. A foreign one is not found, as one that does not exist (LX3).</summary>
[RequestSizeLimit(MessageFiles.LargestForm)]
[RequestFormLimits(MultipartBodyLengthLimit = MessageFiles.LargestForm)]
internal sealed class TicketPageModel(TicketDesk desk, TicketReader tickets, MessageFiles files, Words words) : PageModel
{
    [FromRoute]
    public string Number { get; set; } = "";

    [BindProperty]
    public string? Body { get; set; }

    [BindProperty]
    public List<long> Attachments { get; set; } = [];

    [BindProperty]
    public List<IFormFile> Files { get; set; } = [];

    public TicketView View { get; private set; } = null!;

    public IReadOnlyList<AttachmentView> Drafts { get; private set; } = [];

    public long? ReaderId => HttpContext.Actor().PersonId;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (await tickets.FindAsync(HttpContext.Actor(), Number, cancellationToken) is not { } view)
        {
            return NotFound();
        }

        View = view;
        // A former number leads to today's address.
        return view.Ticket.Number == Number ? Page() : RedirectPermanent(Address(view.Ticket.Number));
    }

    public async Task<IActionResult> OnPostReplyAsync(CancellationToken cancellationToken)
    {
        var actor = HttpContext.Actor();
        if (await tickets.FindAsync(actor, Number, cancellationToken) is not { } view)
        {
            return NotFound();
        }

        var drafts = await files.TakeAsync(Attachments, Files, actor, ModelState, cancellationToken);
        if (ModelState.IsValid)
        {
            var result = await desk.DoAsync(view.Ticket.Id, [new Reply(Body ?? "", drafts)], actor, expectedVersion: null, cancellationToken);
            if (result.IsDone)
            {
                TempData.Notify(words["portal.ticket.sent"]);
                return LocalRedirect($"{Address(view.Ticket.Number)}#message-{result.MessageId}");
            }

            result.Refusals.AddTo(ModelState, words);
        }

        View = view;
        Drafts = await files.ShowAsync(drafts, actor, cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostCloseAsync(CancellationToken cancellationToken)
    {
        var actor = HttpContext.Actor();
        if (await tickets.FindAsync(actor, Number, cancellationToken) is not { } view)
        {
            return NotFound();
        }

        var result = await desk.DoAsync(view.Ticket.Id, [new SetStatus(Status.Closed)], actor, expectedVersion: null, cancellationToken);
        if (result.IsDone)
        {
            TempData.Notify(words["portal.ticket.closed"]);
            return LocalRedirect(Address(view.Ticket.Number));
        }

        result.Refusals.AddTo(ModelState, words);
        View = view;
        return Page();
    }

    private static string Address(string number) => $"/tickets/{Uri.EscapeDataString(number)}";
}
