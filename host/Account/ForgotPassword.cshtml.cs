using Helpdesk.Engine.People;
using Helpdesk.Engine.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.Host.Account;

/// <summary>
/// Sends a link by which a password can be chosen: for whoever forgot hers, and for whoever was added and has none yet.
/// What it answers is the same for every address (LX10).
/// </summary>
[AllowAnonymous]
internal sealed class ForgotPasswordModel(AccountDesk accounts, ClientPlaces places, Words words) : PageModel
{
    [BindProperty]
    public string? Address { get; set; }

    public bool IsAsked { get; private set; }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(Address))
        {
            ModelState.AddModelError(nameof(Address), words["account.address-missing"]);
        }
        else if (await accounts.AskNewPasswordAsync(Address, places.Of(HttpContext), cancellationToken) is { } wait)
        {
            ModelState.AddModelError(nameof(Address), words["account.forgot.wait", AccountDesk.Minutes(wait)]);
        }
        else
        {
            IsAsked = true;
        }

        return Page();
    }
}
