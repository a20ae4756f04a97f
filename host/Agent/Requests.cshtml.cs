using System.Globalization;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Pages;
using Helpdesk.Engine.People;
using Helpdesk.Engine.People.Joining;
using Helpdesk.Engine.Texts;
using Helpdesk.Host.Account;
using Helpdesk.Host.Face;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Helpdesk.Host.Agent;

/// <summary>Who wants to be let in, and the one step that does it (row A1). Staff add people here themselves, too.</summary>
[Authorize(Policies.Staff)]
internal sealed class RequestsModel(JoiningReader reader, JoiningDesk desk, OrganisationReader organisations, Words words) : ColleagueForm
{
    private const string Path = "/agent/requests";
    private const int MostDecided = 10;

    [BindProperty]
    public long Id { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public IReadOnlyList<AccessLine> Open { get; private set; } = [];

    public IReadOnlyList<AccessLine> Decided { get; private set; } = [];

    public IReadOnlyList<OrganisationName> Organisations { get; private set; } = [];

    private Actor Reader => HttpContext.Actor();

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Language = CultureInfo.CurrentUICulture.Name;
        await ShowAsync(cancellationToken);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken) =>
        await AnswerAsync(await desk.AskAsync(Colleague, Reader, cancellationToken), "agent.requests.approved", cancellationToken);

    public async Task<IActionResult> OnPostApproveAsync(CancellationToken cancellationToken) =>
        await AnswerAsync(await desk.ApproveAsync(Id, Reader, cancellationToken), "agent.requests.approved", cancellationToken);

    public async Task<IActionResult> OnPostRefuseAsync(CancellationToken cancellationToken) =>
        await AnswerAsync(await desk.RefuseAsync(Id, Reason, Reader, cancellationToken), "agent.requests.refused", cancellationToken);

    private async Task<IActionResult> AnswerAsync(JoiningResult result, string notice, CancellationToken cancellationToken)
    {
        if (result.Request is { } request)
        {
            TempData.Notify(words[notice, request.Name]);
            return LocalRedirect(Path);
        }

        result.Refusals.AddTo(ModelState, words);
        await ShowAsync(cancellationToken);
        return Page();
    }

    private async Task ShowAsync(CancellationToken cancellationToken)
    {
        Open = await reader.ListAsync(Reader, AccessState.Open, cancellationToken);
        Decided = [.. (await reader.ListAsync(Reader, state: null, cancellationToken)).Where(line => line.Request.State != AccessState.Open).Take(MostDecided)];
        Organisations = await organisations.NamesAsync(cancellationToken);
    }
}
