using Helpdesk.Engine.People;
using Helpdesk.Engine.People.SingleSignOn;
using Helpdesk.Host.Account.SecondFactors;
using Helpdesk.Host.Face;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.Host.Account.SingleSignOn;

/// <summary>
/// Connects an account at another provider with the one here, for somebody who holds the secret of the mail and has the browser that it began
/// in (LX14): whoever was led to the link by somebody else has not.
/// </summary>
[AllowAnonymous]
internal sealed class ConnectModel(SignOnDesk desk, AccountLinks links, SignOnProviders providers, OnTheWay onTheWay, HalfWay halfWay) : PageModel
{
    public const string Path = "/sign-in/connect";

    [FromRoute]
    public string? Secret { get; set; }

    /// <summary>What waits in this browser; null where nothing does.</summary>
    public Arrival? Arrival { get; private set; }

    /// <summary>Whether the link is good, and leads to what waits here.</summary>
    public bool IsGood { get; private set; }

    public string Provider => Arrival is { } arrival ? providers.NameOf(arrival.Identity.Provider) : "";

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await ShowAsync(cancellationToken);
        if (!IsGood || await desk.ConfirmAsync(Secret, Arrival!.PendingId!.Value, cancellationToken) is not { } person)
        {
            IsGood = false;
            return Page();
        }

        onTheWay.Forget(HttpContext);
        var to = Arrival.To == Local.Home ? SignInModel.HomeOf(person) : Arrival.To;
        var proved = providers.Find(Arrival.Identity.Provider)?.ProvesSecondFactor == true;
        return LocalRedirect(await halfWay.EnterAsync(HttpContext, person, to, proved, cancellationToken));
    }

    private async Task ShowAsync(CancellationToken cancellationToken)
    {
        Arrival = onTheWay.Find(HttpContext);
        IsGood = Secret is not null && await desk.IsGoodAsync(await links.FindAsync(Secret, AccountLinks.ToProvider, cancellationToken), Arrival?.PendingId, cancellationToken);
    }
}
