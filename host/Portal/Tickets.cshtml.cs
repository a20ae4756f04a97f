using Helpdesk.Engine.Pages;
using Helpdesk.Engine.Tickets;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.Host.Portal;

/// <summary>Row E1: the reader's tickets, sortable and searchable; the URL holds the state (LU14).</summary>
internal sealed class TicketsModel(TicketLists tickets) : PageModel
{
    [FromQuery]
    public TicketListRequest Asked { get; set; } = new();

    public TicketList List { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var views = ListViews.OfCustomers;
        var here = views.Find(Asked);
        var page = await tickets.ListAsync(HttpContext.Actor(), Asked.Within(here.Query), cancellationToken);
        List = new TicketList("/tickets", Asked, views, here, page, Departments: []);
    }
}
