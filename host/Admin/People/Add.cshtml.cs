using System.Globalization;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Pages;
using Helpdesk.Engine.People;
using Helpdesk.Engine.Texts;
using Helpdesk.Host.Account;
using Helpdesk.Host.Face;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.Host.Admin.People;

/// <summary>Adds a person and invites her (row A2).</summary>
[Authorize(Policies.Administrator)]
internal sealed class AddModel(AccountDesk accounts, OrganisationReader organisations, Words words) : PageModel, IPersonForm
{
    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Address { get; set; }

    [BindProperty]
    public Role Role { get; set; }

    [BindProperty]
    public string? Language { get; set; }

    [BindProperty(SupportsGet = true)]
    public long? Organisation { get; set; }

    [BindProperty]
    public bool Invite { get; set; }

    public IReadOnlyList<OrganisationName> Organisations { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Language = CultureInfo.CurrentUICulture.Name;
        Invite = true;
        Organisations = await organisations.NamesAsync(cancellationToken);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var person = new NewPerson(Name ?? "", Address ?? "", Role, Language ?? "") { OrganisationId = Organisation, IsInvited = Invite };
        var result = ModelState.IsValid ? await accounts.AddPersonAsync(person, HttpContext.Actor(), cancellationToken) : null;
        if (result?.Person is { } added)
        {
            TempData.Notify(words[Invite ? "admin.people.added" : "admin.people.saved", added.Name]);
            return LocalRedirect($"/admin/people/{added.Id.ToString(CultureInfo.InvariantCulture)}");
        }

        result?.Refusals.AddTo(ModelState, words);
        Organisations = await organisations.NamesAsync(cancellationToken);
        return Page();
    }
}
