using System.Globalization;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Attachments;
using Helpdesk.Engine.Channels.Inbound;
using Helpdesk.Engine.Conversation;
using Helpdesk.Engine.Departments;
using Helpdesk.Engine.Fields;
using Helpdesk.Engine.Pages;
using Helpdesk.Engine.Priorities;
using Helpdesk.Engine.Texts;
using Helpdesk.Engine.Tickets;
using Helpdesk.Engine.Tickets.Acts;
using Helpdesk.Engine.Tickets.Sharing;
using Helpdesk.Engine.Workflow;
using Helpdesk.Host.Account;
using Helpdesk.Host.Attachments;
using Helpdesk.Host.Conversation;
using Helpdesk.Host.Face;
using Helpdesk.Host.Notices;
using Helpdesk.Host.Portal;
using Helpdesk.Host.Sharing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.Host.Agent;

/// <summary>
/// A ticket as staff see it. The button that is pressed says whether the text goes to the customer or stays in the house
/// (LU10), and a text written against an older version than the desk has is held until its author has read what is new (LU11).
/// </summary>
[Authorize(Policies.Staff)]
[RequestSizeLimit(MessageFiles.LargestForm)]
[RequestFormLimits(MultipartBodyLengthLimit = MessageFiles.LargestForm)]
internal sealed class TicketPageModel(
    TicketDesk desk, TicketReader tickets, TicketChoices choices, PriorityReader priorities, CustomerDesk customers, TicketPeople people, MessageFiles files, WritingForms forms, HistoryWords history, SeenNews news, Words words) : PageModel
{
    public const string ReplyKind = "reply";
    public const string CloseKind = "reply-close";
    public const string NoteKind = "note";

    [FromRoute]
    public string Number { get; set; } = "";

    [BindProperty]
    public string? RequestKey { get; set; }

    [BindProperty]
    public string? Kind { get; set; }

    [BindProperty]
    public string? Body { get; set; }

    [BindProperty]
    public string? Then { get; set; }

    /// <summary>The version of the ticket, and the last message, that the page showed when the form was opened.</summary>
    [BindProperty]
    public string? Version { get; set; }

    /// <inheritdoc cref="Version" />
    [BindProperty]
    public string? Seen { get; set; }

    [BindProperty]
    public List<string> Attachments { get; set; } = [];

    [BindProperty]
    public List<IFormFile> Files { get; set; } = [];

    [BindProperty]
    public TicketProperties Properties { get; set; } = new();

    [BindProperty]
    public string? Subject { get; set; }

    /// <summary>Whether whoever is mentioned and does not see the ticket is to see it (row B6).</summary>
    [BindProperty]
    public bool ShareMentioned { get; set; }

    /// <summary>By its name alone: otherwise all there is in the form would be a field when none is.</summary>
    [BindProperty(Name = nameof(Fields))]
    public Dictionary<string, string?> Fields { get; set; } = [];

    public TicketView View { get; private set; } = null!;

    public FormHead Head { get; private set; } = null!;

    public CustomerCard Customer { get; private set; } = null!;

    public IReadOnlyList<HistoryLine> History { get; private set; } = [];

    /// <summary>What came from somebody who may not write here, and waits for staff.</summary>
    public IReadOnlyList<HeldMessage> Held { get; private set; } = [];

    public IReadOnlyList<AttachmentView> Drafts { get; private set; } = [];

    public IReadOnlyList<Department> Departments { get; private set; } = [];

    public IReadOnlyList<TicketType> Types { get; private set; } = [];

    /// <summary>The rows by which a priority is decided on.</summary>
    public IReadOnlyList<ClassificationLine> Levels { get; private set; } = [];

    public IReadOnlyList<StaffMember> Staff { get; private set; } = [];

    public IReadOnlyList<FieldDefinition> OwnFields { get; private set; } = [];

    /// <summary>The one it is in, then those that the reader may set.</summary>
    public IEnumerable<StatusView> Statuses => View.Next.Prepend(new StatusView(View.Ticket.StatusKey, View.StatusName));

    public bool IsNote => Kind == NoteKind;

    /// <summary>Whether the form came back for a mention of somebody who does not see the ticket.</summary>
    public bool MayShareMentioned => FieldTagHelper.Error(ModelState, "Mentions") is not null;

    public PeopleCard People => new(View, HttpContext.Actor());

    public long? ReaderId => HttpContext.Actor().PersonId;

    public bool IsNew(MessageView message) => Id(Seen) is { } seen && message.Id > seen && !ModelState.IsValid && message.Author?.Id != ReaderId;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (await tickets.FindAsync(HttpContext.Actor(), Number, cancellationToken) is not { } view)
        {
            return NotFound();
        }

        if (view.Ticket.Number != Number)
        {
            return RedirectPermanent(UrlOf(view.Ticket.Number));
        }

        var held = await forms.HeldAsync(this, cancellationToken);
        if (held is not null)
        {
            RequestKey = held[nameof(RequestKey)];
            Kind = held[nameof(Kind)];
            Body = held[nameof(Body)];
            Then = held[nameof(Then)];
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

    public async Task<IActionResult> OnPostWriteAsync(CancellationToken cancellationToken)
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
        if (ModelState.IsValid && Acts(drafts) is { } acts)
        {
            var wanted = ShareMentioned ? await people.SharedFirstAsync(actor, view.Ticket, acts, cancellationToken) : acts;
            var result = await desk.DoAsync(view.Ticket.Id, wanted, actor, Id(Version), RequestKey, cancellationToken);
            if (result.IsDone)
            {
                return await WrittenAsync(view.Ticket.Number, result.MessageId, cancellationToken);
            }

            if (await RepeatAsync(cancellationToken) is { } other)
            {
                return other;
            }

            result.Refusals.AddTo(ModelState, words);
        }

        return await AgainAsync(view, drafts, cancellationToken);
    }

    /// <summary>Status, assignee, department, priority and type in one form.</summary>
    public async Task<IActionResult> OnPostChangeAsync(CancellationToken cancellationToken) =>
        await DoAsync(Properties.Acts, Id(Version), "agent.properties.done", cancellationToken);

    public Task<IActionResult> OnPostTakeAsync(CancellationToken cancellationToken) =>
        DoAsync(_ => [new Assign(ReaderId)], expectedVersion: null, "agent.properties.taken", cancellationToken);

    public Task<IActionResult> OnPostConfirmTypeAsync(CancellationToken cancellationToken) =>
        DoAsync(view => view.Ticket.TypeKey is { } type ? [new Retype(type)] : [], Id(Version), "agent.properties.confirmed", cancellationToken);

    /// <summary>A message that waits: its sender is let in, or known as the requester, or nobody wants it.</summary>
    public async Task<IActionResult> OnPostHeldAsync(long id, HeldChoice? pressed, CancellationToken cancellationToken)
    {
        var actor = HttpContext.Actor();
        var ticketId = await tickets.FindIdAsync(actor, Number, cancellationToken);
        var held = ticketId is { } known ? (await tickets.HeldAsync(actor, known, cancellationToken)).FirstOrDefault(one => one.Id == id) : null;
        return await DoAsync(
            _ => pressed switch
            {
                // No button says what to do: nothing is done.
                not { } => [],
                { } choice when !Enum.IsDefined(choice) => [],
                HeldChoice.LetIn when held is not null =>
                    [new AddCc([new CcAddress(held.Address, held.Name == held.Address ? "" : held.Name)]), new SettleHeld(id, HeldChoice.LetIn)],
                { } choice => [new SettleHeld(id, choice)],
            },
            expectedVersion: null,
            $"agent.held.{pressed?.ToString().ToLowerInvariant()}-done",
            cancellationToken);
    }

    /// <summary>Whether there is anything to let in: whoever is on the ticket is held for another reason, which stays.</summary>
    public bool MayBeLetIn(HeldMessage held) =>
        held.Address.Length > 0 && !View.Cc.Select(cc => cc.Address).Append(View.Requester.Address).Contains(held.Address, StringComparer.OrdinalIgnoreCase);

    public Task<IActionResult> OnPostRenameAsync(CancellationToken cancellationToken) =>
        DoAsync(_ => [new Rename(Subject ?? "")], expectedVersion: null, "agent.rename.done", cancellationToken);

    public Task<IActionResult> OnPostFieldsAsync(CancellationToken cancellationToken) =>
        DoAsync(
            _ => [new SetFields(Fields.ToDictionary(field => field.Key, field => field.Value ?? "", StringComparer.Ordinal))],
            expectedVersion: null,
            "agent.fields.done",
            cancellationToken);

    private async Task<IActionResult> DoAsync(Func<TicketView, IReadOnlyList<Act>> acts, long? expectedVersion, string notice, CancellationToken cancellationToken)
    {
        var actor = HttpContext.Actor();
        if (await tickets.FindAsync(actor, Number, cancellationToken) is not { } view)
        {
            return NotFound();
        }

        var wanted = acts(view);
        if (wanted.Count == 0)
        {
            return LocalRedirect(UrlOf(view.Ticket.Number));
        }

        var result = await desk.DoAsync(view.Ticket.Id, wanted, actor, expectedVersion, cancellationToken);
        if (!result.IsDone)
        {
            result.Refusals.AddTo(ModelState, words);
            return await AgainAsync(view, [], cancellationToken);
        }

        if (await tickets.FindIdAsync(actor, view.Ticket.Number, cancellationToken) is null)
        {
            // Moved or given to where she sees it no more: that is no error.
            TempData.Notify(words["agent.properties.gone", view.Ticket.Number]);
            return LocalRedirect("/agent");
        }

        TempData.Notify(words[notice]);
        return LocalRedirect(UrlOf(view.Ticket.Number));
    }

    /// <summary>Null when no button says which of the two it is: what can't be told apart is not sent.</summary>
    private IReadOnlyList<Act>? Acts(IReadOnlyList<long> drafts)
    {
        Act? message = Kind switch
        {
            ReplyKind or CloseKind => new Reply(Body ?? "", drafts) { Format = MessageFormat.Markdown },
            NoteKind => new Note(Body ?? "", drafts) { Format = MessageFormat.Markdown },
            _ => null,
        };
        if (message is null)
        {
            ModelState.AddModelError(nameof(Body), words["agent.write.kind-missing"]);
            return null;
        }

        var then = Kind == CloseKind ? Status.Closed : Then;
        return string.IsNullOrEmpty(then) ? [message] : [message, new SetStatus(then)];
    }

    /// <summary>The way to the message, if this form has written it before (LU8); a form that says something else now is sent as another.</summary>
    private async Task<IActionResult?> RepeatAsync(CancellationToken cancellationToken)
    {
        if (await forms.SaidAsync(this, RequestKey, Number, IsNote ? MessageKind.Note : MessageKind.Reply, Body, cancellationToken) is not { } sent)
        {
            return null;
        }

        if (sent.IsSame)
        {
            return await WrittenAsync(sent.Number, sent.MessageId, cancellationToken);
        }

        ModelState.Remove(nameof(RequestKey));
        RequestKey = SentForms.NewKey();
        return null;
    }

    private async Task<IActionResult> WrittenAsync(string number, long? messageId, CancellationToken cancellationToken)
    {
        await forms.TakenAsync(this, RequestKey, cancellationToken);
        TempData.Notify(words[Kind switch { NoteKind => "agent.write.note-done", CloseKind => "agent.write.close-done", _ => "agent.write.reply-done" }]);
        return LocalRedirect($"{UrlOf(number)}#message-{messageId}");
    }

    /// <summary>The page once more, with what is new and all that was typed.</summary>
    private async Task<IActionResult> AgainAsync(TicketView before, IReadOnlyList<long> drafts, CancellationToken cancellationToken)
    {
        var view = await tickets.FindAsync(HttpContext.Actor(), Number, cancellationToken) ?? before;
        await ShowAsync(view, drafts, isHeld: false, cancellationToken);
        return Page();
    }

    private async Task ShowAsync(TicketView view, IReadOnlyList<long> drafts, bool isHeld, CancellationToken cancellationToken)
    {
        var actor = HttpContext.Actor();
        View = view;
        if (Properties.Department is null)
        {
            Properties = TicketProperties.Of(view);
        }

        Subject ??= view.Ticket.Subject;
        Head = forms.Head(this, $"write-{view.Ticket.Number}", RequestKey, isHeld, UrlOf(view.Ticket.Number) + "?handler=discard");
        Drafts = await files.ShowAsync(drafts, actor, cancellationToken);
        Customer = await customers.FindAsync(actor, view, cancellationToken);
        History = await history.SayAsync(view, cancellationToken);
        Held = await tickets.HeldAsync(actor, view.Ticket.Id, cancellationToken);
        Departments = await choices.DepartmentsAsync(cancellationToken);
        Types = await choices.TypesAsync(cancellationToken);
        Levels = await priorities.TableAsync(cancellationToken);
        Staff = await choices.StaffAsync(cancellationToken);
        OwnFields = await choices.FieldsAsync(actor, cancellationToken);
        foreach (var field in OwnFields)
        {
            Fields.TryAdd(field.Key, view.Fields.FirstOrDefault(value => value.Key == field.Key)?.Value);
        }
    }

    private static long? Id(string? id) => long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static string UrlOf(string number) => $"/agent/tickets/{Uri.EscapeDataString(number)}";
}
