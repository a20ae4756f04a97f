using Helpdesk.Engine.Access;
using Helpdesk.Engine.Pages;
using Helpdesk.Engine.People;
using Helpdesk.Engine.Texts;
using Helpdesk.Host.Account.SecondFactors;
using Helpdesk.Host.Face;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.Host.Account;

/// <summary>
/// Where the link of a mail leads. Looking at it changes nothing, since mail scanners follow links (LM18); sending the form
/// uses the link up.
/// </summary>
[AllowAnonymous]
internal sealed class ChoosePasswordModel(AccountDesk accounts, AccountLinks links, HalfWay halfWay, Words words) : PageModel
{
    [BindProperty]
    public string? Password { get; set; }

    [BindProperty]
    public string? Again { get; set; }

    /// <summary>The link was used, is too old, or never was: nobody can tell which.</summary>
    public bool IsOver { get; private set; }

    public async Task OnGetAsync(string secret, CancellationToken cancellationToken)
    {
        if (await links.FindAsync(secret, AccountLinks.ToPassword, cancellationToken) is not { PersonId: not null })
        {
            SayItIsOver();
        }
    }

    public async Task<IActionResult> OnPostAsync(string secret, CancellationToken cancellationToken)
    {
        if (Password != Again)
        {
            ModelState.AddModelError(nameof(Again), words["account.again-differs"]);
            return Page();
        }

        var result = await accounts.ChoosePasswordAsync(secret, Password ?? "", cancellationToken);
        if (result.Person is { } person)
        {
            TempData.Notify(words["account.choose.done"]);
            return await halfWay.EnterAsync(this, person, SignInModel.HomeOf(person), cancellationToken);
        }

        if (result.Refusals.Any(refusal => refusal.Kind == RefusalKind.NotFound))
        {
            SayItIsOver();
        }
        else
        {
            result.Refusals.AddTo(ModelState, words);
        }

        return Page();
    }

    private void SayItIsOver()
    {
        IsOver = true;
        Response.StatusCode = StatusCodes.Status410Gone;
    }
}
