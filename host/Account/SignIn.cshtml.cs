using Helpdesk.Engine.Access;
using Helpdesk.Engine.Pages;
using Helpdesk.Engine.People;
using Helpdesk.Engine.Texts;
using Helpdesk.Engine.Tickets.Guests;
using Helpdesk.Host.Account.SecondFactors;
using Helpdesk.Host.Account.SingleSignOn;
using Helpdesk.Host.Face;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.Host.Account;

/// <summary>Signs a person in by address and password. Who is not known and who mistyped read the same sentence (LX10).</summary>
[AllowAnonymous]
internal sealed class SignInModel(AccountDesk accounts, GuestDesk guests, FirstAdministrator first, SignOnProviders providers, HalfWay halfWay, ClientPlaces places, Words words) : PageModel
{
    [BindProperty]
    public string? Address { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    /// <summary>What became of an attempt by another provider.</summary>
    [FromQuery]
    public string? With { get; set; }

    public IReadOnlyList<SignOnProvider> Providers => providers.All;

    /// <summary>The sentence on that; null for none.</summary>
    public string? WithKey => With switch
    {
        "failed" => "account.provider.failed",
        "nobody" => "account.provider.nobody",
        "too-often" => "account.provider.too-often",
        _ => null,
    };

    /// <summary>There is nobody yet who could sign in.</summary>
    public bool IsNew { get; private set; }

    /// <summary>Whether somebody without an account may open a ticket (row E9).</summary>
    public bool TakesGuests { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        TakesGuests = await guests.IsOpenAsync(cancellationToken);
        IsNew = await first.IsNeededAsync(cancellationToken);
        return HttpContext.ActorOrNull() is null ? Page() : LocalRedirect(Local.OrHome(ReturnUrl));
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        TakesGuests = await guests.IsOpenAsync(cancellationToken);
        var result = await accounts.SignInAsync(Address ?? "", Password ?? "", places.Of(HttpContext), cancellationToken);
        if (result.Person is not { } person)
        {
            ModelState.AddModelError(nameof(Address), result.Wait is { } wait ? words["account.locked", AccountDesk.Minutes(wait)] : words["account.sign-in.refused"]);
            return Page();
        }

        return await halfWay.EnterAsync(this, person, Local.IsLocal(ReturnUrl) && ReturnUrl != Local.Home ? ReturnUrl! : HomeOf(person), cancellationToken);
    }

    /// <summary>Where somebody begins who was on her way to nowhere else.</summary>
    public static string HomeOf(Person person) => person.Role == Role.Customer ? Local.Home : "/agent";
}
