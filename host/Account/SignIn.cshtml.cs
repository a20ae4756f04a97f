using Helpdesk.Engine.Pages;
using Helpdesk.Engine.People;
using Helpdesk.Engine.Texts;
using Helpdesk.Host.Face;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.Host.Account;

/// <summary>Signs a person in by address and password. Who is not known and who mistyped read the same sentence (LX10).</summary>
[AllowAnonymous]
internal sealed class SignInModel(AccountDesk accounts, Words words) : PageModel
{
    [BindProperty]
    public string? Address { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public IActionResult OnGet() => HttpContext.ActorOrNull() is null ? Page() : LocalRedirect(Local.OrHome(ReturnUrl));

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var person = await accounts.SignInAsync(Address ?? "", Password ?? "", cancellationToken);
        if (person is null)
        {
            ModelState.AddModelError(nameof(Address), words["account.sign-in.refused"]);
            return Page();
        }

        await HttpContext.SignInAsync(person);
        var home = person.Role == Engine.Access.Role.Customer ? Local.Home : "/agent";
        return LocalRedirect(Local.IsLocal(ReturnUrl) && ReturnUrl != Local.Home ? ReturnUrl! : home);
    }
}
