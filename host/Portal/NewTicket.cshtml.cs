using System.Globalization;
using System.Security.Claims;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Attachments;
using Helpdesk.Engine.Conversation;
using Helpdesk.Engine.Departments;
using Helpdesk.Engine.Fields;
using Helpdesk.Engine.Pages;
using Helpdesk.Engine.People;
using Helpdesk.Engine.Search.Suggestions;
using Helpdesk.Engine.Texts;
using Helpdesk.Engine.Tickets;
using Helpdesk.Engine.Tickets.Acts;
using Helpdesk.Host.Attachments;
using Helpdesk.Host.Conversation;
using Helpdesk.Host.Face;
using Helpdesk.Host.Sharing;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.Host.Portal;

/// <summary>Row E8: opens a ticket. One form opens one, however often it comes (LU8), and nothing typed is lost (LU5).</summary>
[RequestSizeLimit(MessageFiles.LargestForm)]
[RequestFormLimits(MultipartBodyLengthLimit = MessageFiles.LargestForm)]
internal sealed class NewTicketModel(TicketDesk desk, TicketChoices choices, MessageFiles files, WritingForms forms, SuggestionDesk suggestions, AccountLeads leads, Words words) : PageModel
{
    private const string Path = "/tickets/new";

    [BindProperty]
    public string? RequestKey { get; set; }

    [BindProperty]
    public string? Department { get; set; }

    [BindProperty]
    public string? Type { get; set; }

    [BindProperty]
    public string? Service { get; set; }

    [BindProperty]
    public string? Urgency { get; set; }

    [BindProperty]
    public string? Cc { get; set; }

    /// <summary>Row B10: which of <see cref="Leads"/> are told of it; all, unless she says otherwise.</summary>
    [BindProperty]
    public List<long> Tell { get; set; } = [];

    /// <summary>Whether the form had asked.</summary>
    [BindProperty]
    public bool WasAsked { get; set; }

    /// <summary>By its name alone: otherwise all there is in the form would be a field when none is.</summary>
    [BindProperty(Name = nameof(Fields))]
    public Dictionary<string, string?> Fields { get; set; } = [];

    [BindProperty]
    public string? Subject { get; set; }

    [BindProperty]
    public string? Body { get; set; }

    [BindProperty]
    public List<string> Attachments { get; set; } = [];

    [BindProperty]
    public List<IFormFile> Files { get; set; } = [];

    /// <summary>Whether to show what may help before the ticket is opened: she has no script that showed it while she wrote.</summary>
    [BindProperty]
    public bool AskFirst { get; set; }

    public bool HasSuggestions => suggestions.HasSources;

    /// <summary>What she is asked to look at first.</summary>
    public IReadOnlyList<(SuggestionOffer Offer, SuggestedText Text)> Offers { get; private set; } = [];

    public FormHead Head { get; private set; } = null!;

    public string Name => User.FindFirstValue(DeskPrincipal.Name) ?? "";

    public string Address => User.FindFirstValue(DeskPrincipal.Address) ?? "";

    public IReadOnlyList<Department> Departments { get; private set; } = [];

    public IReadOnlyList<TicketType> Types { get; private set; } = [];

    public IReadOnlyList<Service> Services { get; private set; } = [];

    public IReadOnlyList<FieldDefinition> OwnFields { get; private set; } = [];

    public IReadOnlyList<AttachmentView> Drafts { get; private set; } = [];

    public IReadOnlyList<AccountLead> Leads { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var held = await forms.HeldAsync(this, cancellationToken);
        if (held is not null)
        {
            Restore(held);
        }

        await ShowAsync(MessageFiles.Ids(Attachments), held is not null, cancellationToken);
    }

    public async Task<IActionResult> OnGetDiscardAsync(CancellationToken cancellationToken)
    {
        await forms.ForgetAsync(this, cancellationToken);
        return LocalRedirect(Path);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await RepeatAsync(cancellationToken) is { } ticket)
        {
            return ticket;
        }

        var actor = HttpContext.Actor();
        var drafts = await files.TakeAsync(Attachments, Files, actor, ModelState, cancellationToken);
        if (ModelState.IsValid && AskFirst)
        {
            Offers = await OffersAsync(actor, cancellationToken);
        }

        if (ModelState.IsValid && Offers.Count == 0)
        {
            var result = await desk.OpenAsync(Open(drafts), actor, RequestKey, cancellationToken);
            if (result.IsDone)
            {
                return await TakenAsync(result.Ticket!.Number, cancellationToken);
            }

            // Two at once: the other one was faster, and brought its files again.
            if (await RepeatAsync(cancellationToken) is { } other)
            {
                return other;
            }

            result.Refusals.AddTo(ModelState, words);
        }

        await ShowAsync(drafts, isHeld: false, cancellationToken);
        return Page();
    }

    private async Task<IReadOnlyList<(SuggestionOffer, SuggestedText)>> OffersAsync(Actor actor, CancellationToken cancellationToken)
    {
        var read = new List<(SuggestionOffer, SuggestedText)>();
        foreach (var offer in await suggestions.SuggestAsync(actor, Subject, Body, cancellationToken))
        {
            if (await suggestions.OpenAsync(offer.Key, actor, cancellationToken) is { } text)
            {
                read.Add((offer, text));
            }
        }

        return read;
    }

    /// <summary>The way to the ticket, if this form has opened it before.</summary>
    private async Task<IActionResult?> RepeatAsync(CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid || await forms.OpenedAsync(this, RequestKey, Department, Subject, Body, cancellationToken) is not { } sent)
        {
            return null;
        }

        if (sent.IsSame)
        {
            return await TakenAsync(sent.Number, cancellationToken);
        }

        // Somebody went back and wrote something else: she decides whether that is another ticket.
        ModelState.AddModelError("", words["portal.new.sent-before", sent.Number]);
        ModelState.Remove(nameof(RequestKey));
        RequestKey = null;
        await ShowAsync(await files.TakeAsync(Attachments, Files, HttpContext.Actor(), ModelState, cancellationToken), isHeld: false, cancellationToken);
        return Page();
    }

    private async Task<IActionResult> TakenAsync(string number, CancellationToken cancellationToken)
    {
        await forms.TakenAsync(this, RequestKey, cancellationToken);
        TempData[TicketPageModel.OpenedKey] = number;
        return LocalRedirect($"/tickets/{Uri.EscapeDataString(number)}");
    }

    private Open Open(IReadOnlyList<long> drafts) => new(Subject ?? "", Department ?? "", Body ?? "", drafts)
    {
        Format = MessageFormat.Markdown,
        Type = Type,
        ServiceId = string.IsNullOrEmpty(Service) ? null : long.TryParse(Service, NumberStyles.None, CultureInfo.InvariantCulture, out var service) ? service : 0,
        Urgency = Urgencies.Read(Urgency),
        Cc = CcText.Read(Cc),
        Shares = [.. Tell.Select(lead => new ShareWith(ShareKind.Person, lead))],
        Fields = Fields.ToDictionary(field => field.Key, field => field.Value ?? "", StringComparer.Ordinal),
    };

    private void Restore(HeldFields held)
    {
        RequestKey = held[nameof(RequestKey)];
        Department = held[nameof(Department)];
        Type = held[nameof(Type)];
        Service = held[nameof(Service)];
        Urgency = held[nameof(Urgency)];
        Cc = held[nameof(Cc)];
        WasAsked = held[nameof(WasAsked)] is not null;
        Tell = [.. MessageFiles.Ids(held.All(nameof(Tell)))];
        Fields = held.Entries(nameof(Fields));
        Subject = held[nameof(Subject)];
        Body = held[nameof(Body)];
        Attachments = held.All(nameof(Attachments));
    }

    private async Task ShowAsync(IReadOnlyList<long> drafts, bool isHeld, CancellationToken cancellationToken)
    {
        var actor = HttpContext.Actor();
        Head = forms.Head(this, "new-ticket", RequestKey, isHeld, Path + "?handler=discard");
        Drafts = await files.ShowAsync(drafts, actor, cancellationToken);
        Departments = await choices.DepartmentsAsync(cancellationToken);
        Types = await choices.TypesAsync(cancellationToken);
        Services = await choices.ServicesAsync(actor.PersonId!.Value, cancellationToken);
        Leads = await leads.OfAsync(actor.PersonId!.Value, cancellationToken);
        if (!WasAsked)
        {
            Tell = [.. Leads.Select(lead => lead.Id)];
        }

        OwnFields = [.. (await choices.FieldsAsync(actor, cancellationToken)).Where(field => !field.IsForStaff)];
        foreach (var field in OwnFields)
        {
            Fields.TryAdd(field.Key, null);
        }

        Urgency ??= Urgencies.Name(Engine.Tickets.Urgency.Medium);
    }
}
