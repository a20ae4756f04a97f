using Helpdesk.Engine.Access;
using Helpdesk.Engine.Pages;
using Helpdesk.Engine.People;
using Helpdesk.Engine.Texts;
using Helpdesk.Engine.Tickets.Guests;
using Helpdesk.Host.Account;
using Helpdesk.Host.Face;
using Helpdesk.Host.Portal;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.Host.Guests;

/// <summary>
/// Where the link of a guest's mail leads. Looking at it changes nothing, since mail scanners follow links (LM18): its button
/// sends what she wrote, or opens her ticket.
/// </summary>
[AllowAnonymous]
[ForGuests]
internal sealed class GuestOpenModel(GuestDesk guests, Words words) : PageModel
{
    [FromRoute]
    public string Secret { get; set; } = "";

    /// <summary>Null for a link that is over, or never was: nobody can tell which.</summary>
    public GuestEntry? Entry { get; private set; }

    /// <summary>Who is signed in here and will not be any more; null for nobody.</summary>
    public string? SignedInAs { get; private set; }

    public Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var result = await guests.EnterAsync(Secret, cancellationToken);
        if (result.Access is not { } access)
        {
            result.Refusals.AddTo(ModelState, words);
            return await ShowAsync(cancellationToken);
        }

        if (access.Person.IsGuest)
        {
            await HttpContext.SignInAsync(access.Person, access.TicketId);
        }

        if (result.IsOpened)
        {
            TempData[TicketPageModel.OpenedKey] = access.Number;
        }

        // Who has an account by now signs in on the way.
        return LocalRedirect((access.Person.IsStaff ? "/agent" : "") + TicketPageModel.UrlOf(access.Number));
    }

    private async Task<IActionResult> ShowAsync(CancellationToken cancellationToken)
    {
        Entry = await guests.FindAsync(Secret, cancellationToken);
        SignedInAs = Entry is not { Access.Person.IsGuest: false } && HttpContext.ActorOrNull() is { OnlyTicket: null } ? User.Identity?.Name : null;
        Response.StatusCode = Entry is null ? StatusCodes.Status410Gone : StatusCodes.Status200OK;
        return Page();
    }
}
