using Helpdesk.Engine.Pages;
using Helpdesk.Engine.People;
using Helpdesk.Engine.Texts;
using Helpdesk.Host.Face;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.Host.Account;

/// <summary>Changes the password of whoever is signed in; her sessions elsewhere end.</summary>
internal sealed class ChangePasswordModel(AccountDesk accounts, ClientPlaces places, Words words) : PageModel
{
    [BindProperty]
    public string? Current { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    [BindProperty]
    public string? Again { get; set; }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (Password != Again)
        {
            ModelState.AddModelError(nameof(Again), words["account.again-differs"]);
            return Page();
        }

        var result = await accounts.ChangePasswordAsync(
            HttpContext.Actor().PersonId!.Value, Current ?? "", Password ?? "", places.Of(HttpContext), cancellationToken);
        if (result.Person is not { } person)
        {
            result.Refusals.AddTo(ModelState, words);
            return Page();
        }

        await HttpContext.SignInAsync(person);
        TempData.Notify(words["account.change.done"]);
        return LocalRedirect("/account/password");
    }
}
