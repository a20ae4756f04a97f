using Helpdesk.Engine.Pages;
using Helpdesk.Engine.People.Joining;
using Helpdesk.Engine.Texts;
using Helpdesk.Host.Account;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.Host.Admin;

/// <summary>How the desk lets people in (row A1).</summary>
[Authorize(Policies.Administrator)]
internal sealed class AccessModel(JoiningReader reader, JoiningDesk desk, Words words) : PageModel
{
    [BindProperty]
    public WhoAdds WhoAdds { get; set; }

    /// <summary>Whether staff need a code beside their password.</summary>
    [BindProperty]
    public bool SecondFactor { get; set; }

    /// <summary>Whether somebody without an account may open a ticket.</summary>
    [BindProperty]
    public bool Guests { get; set; }

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var policy = await reader.PolicyAsync(cancellationToken);
        (WhoAdds, SecondFactor, Guests) = (policy.WhoAdds, policy.StaffNeedSecondFactor, policy.GuestsMayOpen);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken) => ModelState.IsValid
        ? await this.AnswerAsync(
            await desk.SetPolicyAsync(new AccessRules(WhoAdds, SecondFactor, Guests), HttpContext.Actor(), cancellationToken), words, "/admin/settings/access", "admin.people.saved", () => Task.FromResult<IActionResult>(Page()))
        : Page();
}
