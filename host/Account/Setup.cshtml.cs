using System.Globalization;
using Helpdesk.Engine.People;
using Helpdesk.Engine.Texts;
using Helpdesk.Host.Face;
using Helpdesk.Host.Process;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.Host.Account;

/// <summary>Makes the first administrator of a new desk, by the code that its server has shown. Afterwards there is no such page.</summary>
[AllowAnonymous]
internal sealed class SetupModel(FirstAdministrator first, FirstCode code, Words words) : PageModel
{
    public const string Path = "/setup";

    [BindProperty]
    public string? Code { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Address { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) =>
        await first.IsNeededAsync(cancellationToken) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!await first.IsNeededAsync(cancellationToken))
        {
            return NotFound();
        }

        var result = await first.MakeAsync(Code ?? "", Name ?? "", Address ?? "", CultureInfo.CurrentUICulture.Name, Password ?? "", cancellationToken);
        if (result.Person is not { } person)
        {
            result.Refusals.AddTo(ModelState, words);
            return Page();
        }

        code.Forget();
        await HttpContext.SignInAsync(person);
        return LocalRedirect("/admin");
    }
}
