using System.Globalization;
using System.Security.Claims;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Attachments;
using Helpdesk.Engine.Conversation;
using Helpdesk.Engine.Pages;
using Helpdesk.Engine.Texts;
using Helpdesk.Engine.Tickets;
using Helpdesk.Engine.Tickets.Acts;
using Helpdesk.Engine.Tickets.Sharing;
using Helpdesk.Engine.Workflow;
using Helpdesk.Host.Attachments;
using Helpdesk.Host.Conversation;
using Helpdesk.Host.Face;
using Helpdesk.Host.Guests;
using Helpdesk.Host.Notices;
using Helpdesk.Host.Sharing;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.Host.Portal;

/// <summary>
/// Row E3: a ticket as its people see it. A foreign one is not found, as one that does not exist (LX3). A reply to a
/// conversation that has gone on meanwhile is held until its author has seen how (LU11).
/// </summary>
[ForGuests]
[RequestSizeLimit(MessageFiles.LargestForm)]
[RequestFormLimits(MultipartBodyLengthLimit = MessageFiles.LargestForm)]
internal sealed class TicketPageModel(TicketDesk desk, TicketReader tickets, TicketPeople people, MessageFiles files, WritingForms forms, HistoryWords history, SeenNews news, Words words) : PageModel
{
    /// <summary>Tells the page that the reader has just opened this ticket.</summary>
    public const string OpenedKey = "opened";

    private long? _seen;

    [FromRoute]
    public string Number { get; set; } = "";

    [BindProperty]
    public string? RequestKey { get; set; }

    /// <summary>The last message that the page showed when the form was opened.</summary>
    [BindProperty]
    public string? Seen { get; set; }

    [BindProperty]
    public string? Body { get; set; }

    /// <summary>Whether whoever is mentioned and does not see the ticket is to see it (row B6).</summary>
    [BindProperty]
    public bool ShareMentioned { get; set; }

    [BindProperty]
    public List<string> Attachments { get; set; } = [];

    [BindProperty]
    public List<IFormFile> Files { get; set; } = [];

    public TicketView View { get; private set; } = null!;

    public FormHead Head { get; private set; } = null!;

    public IReadOnlyList<HistoryLine> History { get; private set; } = [];

    public IReadOnlyList<AttachmentView> Drafts { get; private set; } = [];

    /// <summary>Whether the form came back for a mention of somebody who does not see the ticket.</summary>
    public bool MayShareMentioned => FieldTagHelper.Error(ModelState, "Mentions") is not null;

    /// <summary>Whether she has no account and sees this ticket alone (row E9): nothing leads elsewhere.</summary>
    public bool IsGuest => HttpContext.Actor().OnlyTicket is not null;

    public PeopleCard People => new(View, HttpContext.Actor());

    public long? ReaderId => HttpContext.Actor().PersonId;

    public string Address => User.FindFirstValue(DeskPrincipal.Address) ?? "";

    public StatusView? CloseStatus => View.Next.FirstOrDefault(status => status.Key == Status.Closed);

    public StatusView? ReopenStatus => View.Next.FirstOrDefault(status => status.Key == Status.Open);

    public bool IsNew(MessageView message) => _seen is { } seen && message.Id > seen && message.Author?.Id != ReaderId;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (await tickets.FindAsync(HttpContext.Actor(), Number, cancellationToken) is not { } view)
        {
            return NotFound();
        }

        // A former number leads to today's address.
        if (view.Ticket.Number != Number)
        {
            return RedirectPermanent(UrlOf(view.Ticket.Number));
        }

        var held = await forms.HeldAsync(this, cancellationToken);
        if (held is not null)
        {
            RequestKey = held[nameof(RequestKey)];
            Body = held[nameof(Body)];
            Attachments = held.All(nameof(Attachments));
        }

        await news.SeenAsync(HttpContext, view.Ticket.Id);
        await ShowAsync(view, MessageFiles.Ids(Attachments), held is not null, cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnGetDiscardAsync(CancellationToken cancellationToken)
    {
        await forms.ForgetAsync(this, cancellationToken);
        return LocalRedirect(UrlOf(Number));
    }

    public async Task<IActionResult> OnPostReplyAsync(CancellationToken cancellationToken)
    {
        var actor = HttpContext.Actor();
        if (await tickets.FindAsync(actor, Number, cancellationToken) is not { } view)
        {
            return NotFound();
        }

        if (await RepeatAsync(cancellationToken) is { } repeat)
        {
            return repeat;
        }

        var drafts = await files.TakeAsync(Attachments, Files, actor, ModelState, cancellationToken);
        if (IsOvertaken(view))
        {
            ModelState.AddModelError("", words["portal.ticket.overtaken"]);
        }

        if (ModelState.IsValid)
        {
            IReadOnlyList<Act> acts = [new Reply(Body ?? "", drafts) { Format = MessageFormat.Markdown }];
            acts = ShareMentioned ? await people.SharedFirstAsync(actor, view.Ticket, acts, cancellationToken) : acts;
            var result = await desk.DoAsync(view.Ticket.Id, acts, actor, expectedVersion: null, RequestKey, cancellationToken);
            if (result.IsDone)
            {
                return await TakenAsync(view.Ticket.Number, result.MessageId, cancellationToken);
            }

            if (await RepeatAsync(cancellationToken) is { } other)
            {
                return other;
            }

            result.Refusals.AddTo(ModelState, words);
        }

        await ShowAsync(view, drafts, isHeld: false, cancellationToken);
        return Page();
    }

    public Task<IActionResult> OnPostCloseAsync(CancellationToken cancellationToken) =>
        DoAsync(new SetStatus(Status.Closed), "portal.ticket.closed", cancellationToken);

    public Task<IActionResult> OnPostReopenAsync(CancellationToken cancellationToken) =>
        DoAsync(new SetStatus(Status.Open), "portal.ticket.reopened", cancellationToken);

    private async Task<IActionResult> DoAsync(Act act, string notice, CancellationToken cancellationToken)
    {
        var actor = HttpContext.Actor();
        if (await tickets.FindAsync(actor, Number, cancellationToken) is not { } view)
        {
            return NotFound();
        }

        var result = await desk.DoAsync(view.Ticket.Id, [act], actor, expectedVersion: null, cancellationToken);
        if (result.IsDone)
        {
            TempData.Notify(words[notice]);
            return LocalRedirect(UrlOf(view.Ticket.Number));
        }

        result.Refusals.AddTo(ModelState, words);
        await ShowAsync(view, [], isHeld: false, cancellationToken);
        return Page();
    }

    /// <summary>The way to the message, if this form has written it before (LU8); a form that says something else now is sent as another.</summary>
    private async Task<IActionResult?> RepeatAsync(CancellationToken cancellationToken)
    {
        if (await forms.SaidAsync(this, RequestKey, Number, MessageKind.Reply, Body, cancellationToken) is not { } sent)
        {
            return null;
        }

        if (sent.IsSame)
        {
            return await TakenAsync(sent.Number, sent.MessageId, cancellationToken);
        }

        ModelState.Remove(nameof(RequestKey));
        RequestKey = SentForms.NewKey();
        return null;
    }

    private async Task<IActionResult> TakenAsync(string number, long? messageId, CancellationToken cancellationToken)
    {
        await forms.TakenAsync(this, RequestKey, cancellationToken);
        TempData.Notify(words["portal.ticket.sent"]);
        return LocalRedirect($"{UrlOf(number)}#message-{messageId}");
    }

    private bool IsOvertaken(TicketView view)
    {
        _seen = long.TryParse(Seen, NumberStyles.None, CultureInfo.InvariantCulture, out var seen) ? seen : null;
        return view.Messages.Any(IsNew);
    }

    private async Task ShowAsync(TicketView view, IReadOnlyList<long> drafts, bool isHeld, CancellationToken cancellationToken)
    {
        View = view;
        History = await history.SayAsync(view, cancellationToken);
        Drafts = await files.ShowAsync(drafts, HttpContext.Actor(), cancellationToken);
        Head = forms.Head(this, $"reply-{view.Ticket.Number}", RequestKey, isHeld, UrlOf(view.Ticket.Number) + "?handler=discard");
    }

    public static string UrlOf(string number) => $"/tickets/{Uri.EscapeDataString(number)}";
}
