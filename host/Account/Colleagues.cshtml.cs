using System.Globalization;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Pages;
using Helpdesk.Engine.People.Joining;
using Helpdesk.Engine.Texts;
using Helpdesk.Host.Face;
using Microsoft.AspNetCore.Mvc;

namespace Helpdesk.Host.Account;

/// <summary>The members of one's organisations, and the form that adds another, or asks for it (row A1).</summary>
internal sealed class ColleaguesModel(JoiningReader reader, JoiningDesk desk, Words words) : ColleagueForm
{
    private const string Path = "/colleagues";

    public IReadOnlyList<Colleagues> Organisations { get; private set; } = [];

    public IReadOnlyList<AccessLine> Requests { get; private set; } = [];

    /// <summary>Whether all that can be chosen lets her add people herself.</summary>
    public bool MayAdd => Organisations.All(organisation => organisation.MayAdd);

    private Actor Reader => HttpContext.Actor();

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Language = CultureInfo.CurrentUICulture.Name;
        await ShowAsync(cancellationToken);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await ShowAsync(cancellationToken);
        if (Organisations is [var only])
        {
            Organisation = only.OrganisationId.ToString(CultureInfo.InvariantCulture);
        }

        var result = await desk.AskAsync(Colleague, Reader, cancellationToken);
        if (result.Request is { } request)
        {
            TempData.Notify(words[request.StateForAsker == AccessState.Approved ? "account.colleagues.added" : "account.colleagues.asked", request.Name]);
            return LocalRedirect(Path);
        }

        result.Refusals.AddTo(ModelState, words);
        return Page();
    }

    private async Task ShowAsync(CancellationToken cancellationToken)
    {
        Organisations = await reader.ColleaguesAsync(Reader.PersonId!.Value, cancellationToken);
        Requests = Reader.IsStaff ? [] : await reader.ListAsync(Reader, state: null, cancellationToken);
    }
}
