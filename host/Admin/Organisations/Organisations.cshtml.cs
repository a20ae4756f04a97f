using System.Globalization;
using Helpdesk.Engine.Pages;
using Helpdesk.Engine.People;
using Helpdesk.Engine.Texts;
using Helpdesk.Host.Account;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.Host.Admin.Organisations;

/// <summary>The organisations, and a form for another one.</summary>
[Authorize(Policies.Administrator)]
internal sealed class OrganisationsModel(OrganisationReader reader, OrganisationDesk desk, Words words) : PageModel, IOrganisationForm
{
    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public bool SeeAll { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Search { get; set; }

    [BindProperty(SupportsGet = true)]
    public long? After { get; set; }

    public OrganisationList Organisations { get; private set; } = new([], Next: null);

    public async Task OnGetAsync(CancellationToken cancellationToken) => Organisations = await reader.ListAsync(Search, After, cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var result = await desk.AddAsync(Name ?? "", SeeAll, HttpContext.Actor(), cancellationToken);
        return await this.AnswerAsync(result, words, $"/admin/organisations/{result.Id?.ToString(CultureInfo.InvariantCulture)}", "admin.people.saved", async () =>
        {
            await OnGetAsync(cancellationToken);
            return Page();
        });
    }
}
