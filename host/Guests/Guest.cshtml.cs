using System.Globalization;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Departments;
using Helpdesk.Engine.Fields;
using Helpdesk.Engine.Texts;
using Helpdesk.Engine.Tickets.Acts;
using Helpdesk.Engine.Tickets.Guests;
using Helpdesk.Host.Account;
using Helpdesk.Host.Face;
using Helpdesk.Host.Portal;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.Host.Guests;

/// <summary>
/// Row E9: where somebody without an account writes a ticket, if the provider lets her. A link in a mail sends it; files can be
/// added afterwards, when it is known whose they are.
/// </summary>
[AllowAnonymous]
internal sealed class GuestModel(GuestDesk guests, TicketChoices choices, ClientPlaces places, Words words) : PageModel
{
    public const string Path = "/guest";

    /// <summary>A reader whom nobody knows: the fields that are for staff alone are not for her.</summary>
    private static readonly Actor Nobody = new(PersonId: null, Role.Customer, Sessions.Channel);

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Address { get; set; }

    [BindProperty]
    public string? Department { get; set; }

    [BindProperty(Name = nameof(Fields))]
    public Dictionary<string, string?> Fields { get; set; } = [];

    [BindProperty]
    public string? Subject { get; set; }

    [BindProperty]
    public string? Body { get; set; }

    public IReadOnlyList<Department> Departments { get; private set; } = [];

    public IReadOnlyList<FieldDefinition> OwnFields { get; private set; } = [];

    /// <summary>Whether a mail is on its way.</summary>
    public bool IsAsked { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) =>
        await guests.IsOpenAsync(cancellationToken) ? await ShowAsync(cancellationToken) : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (ModelState.IsValid)
        {
            var open = new Open(Subject ?? "", Department ?? "", Body ?? "", [])
            {
                Format = Engine.Conversation.MessageFormat.Markdown,
                Fields = Fields.ToDictionary(field => field.Key, field => field.Value ?? "", StringComparer.Ordinal),
            };
            var refusals = await guests.AskAsync(new NewGuestTicket(Name ?? "", Address ?? "", CultureInfo.CurrentUICulture.Name, open), places.Of(HttpContext), cancellationToken);
            if (refusals.Any(refusal => refusal.Kind == RefusalKind.NotFound))
            {
                return NotFound();
            }

            IsAsked = refusals.Count == 0;
            refusals.AddTo(ModelState, words);
        }

        return await ShowAsync(cancellationToken);
    }

    private async Task<IActionResult> ShowAsync(CancellationToken cancellationToken)
    {
        Departments = await choices.DepartmentsAsync(cancellationToken);
        OwnFields = await choices.FieldsAsync(Nobody, cancellationToken);
        foreach (var field in OwnFields)
        {
            Fields.TryAdd(field.Key, null);
        }

        return Page();
    }
}
