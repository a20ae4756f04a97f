using Helpdesk.Engine.Texts;
using Helpdesk.Engine.Tickets.Guests;
using Helpdesk.Host.Account;
using Helpdesk.Host.Face;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.Host.Guests;

/// <summary>Sends a guest another link to her ticket. What it answers is the same for every address and number (LX10).</summary>
[AllowAnonymous]
internal sealed class GuestLinkModel(GuestDesk guests, ClientPlaces places, Words words) : PageModel
{
    [BindProperty]
    public string? Address { get; set; }

    [BindProperty]
    public string? Number { get; set; }

    public bool IsAsked { get; private set; }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(Address))
        {
            ModelState.AddModelError(nameof(Address), words["account.address-missing"]);
        }

        if (string.IsNullOrWhiteSpace(Number))
        {
            ModelState.AddModelError(nameof(Number), words["account.guest.number-missing"]);
        }

        if (ModelState.IsValid)
        {
            var refusal = await guests.AskLinkAsync(Address!, Number!, places.Of(HttpContext), cancellationToken);
            IsAsked = refusal is null;
            if (refusal is not null)
            {
                new[] { refusal }.AddTo(ModelState, words);
            }
        }

        return Page();
    }
}
