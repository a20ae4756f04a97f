using Helpdesk.Engine.Access;
using Helpdesk.Engine.Channels.Notices;
using Helpdesk.Engine.Pages;
using Helpdesk.Engine.Pages.Layouts;
using Helpdesk.Engine.Texts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.Host.Notices;

/// <summary>What there is new to somebody, the latest first: what mail would tell her, for whoever works with the desk open.</summary>
internal sealed class NoticesModel(NoticeDesk notices, Words words) : PageModel
{
    private const int OnPage = 50;

    /// <summary>Lines older than this one; null from the latest on.</summary>
    [FromQuery]
    public long? Before { get; set; }

    public IReadOnlyList<NoticeLine> Lines { get; private set; } = [];

    /// <summary>Where the next page begins; null on the last.</summary>
    public long? Next { get; private set; }

    public bool HasNew => HttpContext.News() > 0;

    public Actor Reader => HttpContext.Actor();

    public string UrlOf(NoticeLine line) => (Reader.IsStaff ? "/agent/tickets/" : "/tickets/") + Uri.EscapeDataString(line.Number);

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var found = await notices.ListAsync(Reader, OnPage + 1, Before, cancellationToken);
        Lines = [.. found.Take(OnPage)];
        Next = found.Count > OnPage ? Lines[^1].Id : null;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await notices.SeeAllAsync(Reader, cancellationToken);
        TempData.Notify(words["account.news.all-seen"]);
        return LocalRedirect("/notifications");
    }
}
