using Helpdesk.Engine.Pages;
using Helpdesk.Engine.Tickets;
using Helpdesk.Host.Account;
using Helpdesk.Host.Portal;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.Host.Agent;

/// <summary>All tickets; those that wait for the desk come first.</summary>
[Authorize(Policies.Staff)]
internal sealed class QueueModel(TicketReader tickets) : PageModel
{
    [FromQuery]
    public TicketListRequest Asked { get; set; } = new();

    public TicketList List { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        // A search goes through all of them, whoever's turn it is.
        var show = string.IsNullOrWhiteSpace(Asked.Search) ? TicketShow.Ours : TicketShow.All;
        var page = await tickets.ListAsync(HttpContext.Actor(), Asked.Query(show), cancellationToken);
        List = new TicketList("/agent", Asked, page, ForStaff: true, show);
    }
}
