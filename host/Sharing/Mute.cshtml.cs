using Helpdesk.Engine.Tickets.Sharing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.Host.Sharing;

/// <summary>
/// LN7: where the link at the end of a mail leads. Looking changes nothing; one button, or a mail program's own (RFC 8058), ends
/// the mails. The token proves all there is to prove, so a form from elsewhere can do no more than its holder.
/// </summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
internal sealed class MuteModel(MuteLinks links) : PageModel
{
    [FromRoute]
    public string Token { get; set; } = "";

    /// <summary>Null for a link that is over.</summary>
    public MuteLink? Link { get; private set; }

    public Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    public Task<IActionResult> OnPostAsync(CancellationToken cancellationToken) => SetAsync(isMuted: true, cancellationToken);

    public Task<IActionResult> OnPostHearAsync(CancellationToken cancellationToken) => SetAsync(isMuted: false, cancellationToken);

    /// <summary>Answers with the page itself: a mail program does not follow a redirect (RFC 8058 §3.1).</summary>
    private async Task<IActionResult> SetAsync(bool isMuted, CancellationToken cancellationToken)
    {
        await links.SetAsync(Token, isMuted, cancellationToken);
        return await ShowAsync(cancellationToken);
    }

    private async Task<IActionResult> ShowAsync(CancellationToken cancellationToken)
    {
        Link = await links.FindAsync(Token, cancellationToken);
        Response.StatusCode = Link is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK;
        return Page();
    }
}
