using System.Globalization;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Pages;
using Helpdesk.Engine.People;
using Helpdesk.Engine.Texts;
using Helpdesk.Host.Account;
using Helpdesk.Host.Portal;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.Host.Admin.Organisations;

/// <summary>One organisation: what its members see, who they are, its places and services.</summary>
[Authorize(Policies.Administrator)]
internal sealed class OrganisationPageModel(OrganisationReader reader, OrganisationDesk desk, TicketChoices choices, Words words) : PageModel, IOrganisationForm
{
    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public bool SeeAll { get; set; }

    [BindProperty]
    public string? Address { get; set; }

    [BindProperty]
    public bool Manager { get; set; }

    [BindProperty]
    public long? Site { get; set; }

    [BindProperty]
    public long? Lead { get; set; }

    [BindProperty]
    public string? Domain { get; set; }

    [BindProperty]
    public string? SiteName { get; set; }

    [BindProperty]
    public string? ServiceName { get; set; }

    public OrganisationView View { get; private set; } = null!;

    /// <summary>Who can lead.</summary>
    public IReadOnlyList<StaffMember> Staff { get; private set; } = [];

    private Actor Actor => HttpContext.Actor();

    public Task<IActionResult> OnGetAsync(long id, CancellationToken cancellationToken) => ShowAsync(id, isSent: false, cancellationToken);

    public async Task<IActionResult> OnPostAsync(long id, CancellationToken cancellationToken) =>
        await AnswerAsync(id, await desk.ChangeAsync(id, Name ?? "", SeeAll, Actor, cancellationToken), "admin.people.saved", cancellationToken, isSent: true);

    public async Task<IActionResult> OnPostLeadAsync(long id, CancellationToken cancellationToken) =>
        await AnswerAsync(id, await desk.SetLeadAsync(id, Lead, Actor, cancellationToken), "admin.people.saved", cancellationToken);

    public async Task<IActionResult> OnPostMemberAsync(long id, CancellationToken cancellationToken) =>
        await AnswerAsync(id, await desk.SetMemberAsync(id, Address ?? "", Manager, Site, Actor, cancellationToken), "admin.people.saved", cancellationToken);

    public async Task<IActionResult> OnPostRemoveMemberAsync(long id, long person, CancellationToken cancellationToken) =>
        await AnswerAsync(id, await desk.RemoveMemberAsync(id, person, Actor, cancellationToken), "admin.removed", cancellationToken);

    public async Task<IActionResult> OnPostSiteAsync(long id, CancellationToken cancellationToken) =>
        await AnswerAsync(id, At("siteName", await desk.SetSiteAsync(id, siteId: null, SiteName ?? "", Actor, cancellationToken)), "admin.people.saved", cancellationToken);

    public async Task<IActionResult> OnPostRemoveSiteAsync(long id, CancellationToken cancellationToken) =>
        await AnswerAsync(id, await desk.RemoveSiteAsync(id, Site ?? 0, Actor, cancellationToken), "admin.removed", cancellationToken);

    public async Task<IActionResult> OnPostDomainAsync(long id, CancellationToken cancellationToken) =>
        await AnswerAsync(id, await desk.AddDomainAsync(id, Domain ?? "", Actor, cancellationToken), "admin.people.saved", cancellationToken);

    public async Task<IActionResult> OnPostRemoveDomainAsync(long id, CancellationToken cancellationToken) =>
        await AnswerAsync(id, await desk.RemoveDomainAsync(id, Domain ?? "", Actor, cancellationToken), "admin.removed", cancellationToken);

    public async Task<IActionResult> OnPostServiceAsync(long id, CancellationToken cancellationToken) =>
        await AnswerAsync(id, At("serviceName", await desk.SetServiceAsync(id, serviceId: null, ServiceName ?? "", hasEnded: false, Actor, cancellationToken)), "admin.people.saved", cancellationToken);

    public async Task<IActionResult> OnPostEndServiceAsync(long id, long service, string? name, bool ended, CancellationToken cancellationToken) =>
        await AnswerAsync(id, await desk.SetServiceAsync(id, service, name ?? "", ended, Actor, cancellationToken), "admin.people.saved", cancellationToken);

    /// <summary>The page has several names: what is wrong is said at the one that was sent.</summary>
    private static SetUpResult At(string field, SetUpResult result) =>
        result with { Refusals = [.. result.Refusals.Select(refusal => refusal.Field == "name" ? refusal with { Field = field } : refusal)] };

    private Task<IActionResult> AnswerAsync(long id, SetUpResult result, string notice, CancellationToken cancellationToken, bool isSent = false) =>
        this.AnswerAsync(result, words, $"/admin/organisations/{id.ToString(CultureInfo.InvariantCulture)}", notice, () => ShowAsync(id, isSent, cancellationToken));

    /// <param name="isSent">Whether name and sight were sent, and are shown as they were typed.</param>
    private async Task<IActionResult> ShowAsync(long id, bool isSent, CancellationToken cancellationToken)
    {
        if (await reader.FindAsync(id, cancellationToken) is not { } view)
        {
            return NotFound();
        }

        View = view;
        Staff = await choices.StaffAsync(cancellationToken);
        Lead ??= view.Organisation.AccountLeadId;
        if (!isSent)
        {
            (Name, SeeAll) = (view.Organisation.Name, view.Organisation.MembersSeeAllTickets);
        }

        return Page();
    }
}
