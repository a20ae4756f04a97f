using Helpdesk.Engine.People;
using Helpdesk.Engine.People.SecondFactors;
using Helpdesk.Engine.Texts;
using Helpdesk.Host.Face;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.Host.Account.SecondFactors;

/// <summary>Asks for the code of the app, or one from paper, behind the password.</summary>
[AllowAnonymous]
internal sealed class CodeModel(HalfWay halfWay, SecondFactorDesk factors, ClientPlaces places, Words words) : PageModel
{
    [BindProperty]
    public string? Code { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) =>
        await halfWay.FindAsync(HttpContext, cancellationToken) is null ? LocalRedirect(Sessions.SignInPath) : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await halfWay.FindAsync(HttpContext, cancellationToken) is not { } person)
        {
            return LocalRedirect(Sessions.SignInPath);
        }

        var result = await factors.VerifyAsync(person.Id, Code, places.Of(HttpContext), cancellationToken);
        if (!result.IsRight)
        {
            ModelState.AddModelError(nameof(Code), result.Wait is { } wait ? words["account.locked", AccountDesk.Minutes(wait)] : words["desk.code-wrong"]);
            return Page();
        }

        halfWay.Forget(HttpContext);
        await HttpContext.SignInAsync(person);
        return LocalRedirect(Local.IsLocal(ReturnUrl) ? ReturnUrl! : SignInModel.HomeOf(person));
    }
}
