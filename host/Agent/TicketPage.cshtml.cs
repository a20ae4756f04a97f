using Helpdesk.Engine.Access;
using Helpdesk.Engine.Attachments;
using Helpdesk.Engine.Pages;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Texts;
using Helpdesk.Engine.Tickets;
using Helpdesk.Engine.Tickets.Acts;
using Helpdesk.Engine.Workflow;
using Helpdesk.Host.Account;
using Helpdesk.Host.Attachments;
using Helpdesk.Host.Face;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Host.Agent;

/// <summary>
/// A ticket as staff see it. The button that is pressed says whether the text goes to the customer or stays in the house
/// (LU10), and a text written against an older version than the desk has is held until its author has read what is new (LU11).
/// </summary>
[Authorize(Policies.Staff)]
[RequestSizeLimit(MessageFiles.LargestForm)]
[RequestFormLimits(MultipartBodyLengthLimit = MessageFiles.LargestForm)]
internal sealed class TicketPageModel(TicketDesk desk, TicketReader tickets, DeskStore store, MessageFiles files, Words words) : PageModel
{
    public const string ReplyKind = "reply";
    public const string NoteKind = "note";

    private const int MostOthers = 5;

    [FromRoute]
    public string Number { get; set; } = "";

    [BindProperty]
    public string? Kind { get; set; }

    [BindProperty]
    public string? Body { get; set; }

    [BindProperty]
    public string? Then { get; set; }

    [BindProperty]
    public long? Version { get; set; }

    [BindProperty]
    public List<long> Attachments { get; set; } = [];

    [BindProperty]
    public List<IFormFile> Files { get; set; } = [];

    public TicketView View { get; private set; } = null!;

    public IReadOnlyList<AttachmentView> Drafts { get; private set; } = [];

    public IReadOnlyList<Status> Statuses { get; private set; } = [];

    public IReadOnlyList<string> Organisations { get; private set; } = [];

    public IReadOnlyList<OtherTicket> Others { get; private set; } = [];

    public bool IsNote => Kind == NoteKind;

    public long? ReaderId => HttpContext.Actor().PersonId;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!await LoadAsync([], cancellationToken))
        {
            return NotFound();
        }

        return View.Ticket.Number == Number ? Page() : RedirectPermanent(Address(View.Ticket.Number));
    }

    public async Task<IActionResult> OnPostWriteAsync(CancellationToken cancellationToken)
    {
        var actor = HttpContext.Actor();
        if (await tickets.FindAsync(actor, Number, cancellationToken) is not { } view)
        {
            return NotFound();
        }

        var drafts = await files.TakeAsync(Attachments, Files, actor, ModelState, cancellationToken);
        if (ModelState.IsValid && Acts(drafts) is { } acts)
        {
            var result = await desk.DoAsync(view.Ticket.Id, acts, actor, Version, cancellationToken);
            if (result.IsDone)
            {
                TempData.Notify(words[IsNote ? "agent.write.note-done" : "agent.write.reply-done"]);
                return LocalRedirect($"{Address(view.Ticket.Number)}#message-{result.MessageId}");
            }

            result.Refusals.AddTo(ModelState, words);
        }

        await LoadAsync(drafts, cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostStatusAsync(string? status, CancellationToken cancellationToken)
    {
        var actor = HttpContext.Actor();
        if (await tickets.FindAsync(actor, Number, cancellationToken) is not { } view)
        {
            return NotFound();
        }

        var result = await desk.DoAsync(view.Ticket.Id, [new SetStatus(status ?? "")], actor, expectedVersion: null, cancellationToken);
        if (result.IsDone)
        {
            return LocalRedirect(Address(view.Ticket.Number));
        }

        result.Refusals.AddTo(ModelState, words);
        await LoadAsync([], cancellationToken);
        return Page();
    }

    private static string Address(string number) => $"/agent/tickets/{Uri.EscapeDataString(number)}";

    /// <summary>Null when no button says which of the two it is: what can't be told apart is not sent.</summary>
    private List<Act>? Acts(IReadOnlyList<long> drafts)
    {
        Act? message = Kind switch
        {
            ReplyKind => new Reply(Body ?? "", drafts),
            NoteKind => new Note(Body ?? "", drafts),
            _ => null,
        };
        if (message is null)
        {
            ModelState.AddModelError(nameof(Body), words["agent.write.kind-missing"]);
            return null;
        }

        return string.IsNullOrEmpty(Then) ? [message] : [message, new SetStatus(Then)];
    }

    private async Task<bool> LoadAsync(IReadOnlyList<long> drafts, CancellationToken cancellationToken)
    {
        var actor = HttpContext.Actor();
        if (await tickets.FindAsync(actor, Number, cancellationToken) is not { } view)
        {
            return false;
        }

        View = view;
        Drafts = await files.ShowAsync(drafts, actor, cancellationToken);
        await using var tables = store.Read();
        Statuses = await tables.Statuses.OrderBy(status => status.Order).ToListAsync(cancellationToken);
        Organisations = await tables.Memberships.Where(member => member.PersonId == view.Requester.Id)
            .Join(tables.Organisations, member => member.OrganisationId, organisation => organisation.Id, (_, organisation) => organisation.Name)
            .OrderBy(name => name).ToListAsync(cancellationToken);
        Others = await Sight.Of(actor).Tickets(tables)
            .Where(ticket => ticket.RequesterId == view.Requester.Id && ticket.Id != view.Ticket.Id)
            .OrderByDescending(ticket => ticket.UpdatedAt).Take(MostOthers)
            .Select(ticket => new OtherTicket(ticket.Number, ticket.Subject)).ToListAsync(cancellationToken);
        return true;
    }
}

/// <summary>Another ticket of the same person.</summary>
internal sealed record OtherTicket(string Number, string Subject);
