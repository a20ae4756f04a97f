using Helpdesk.Engine.Pages;
using Helpdesk.Engine.Tickets;
using Helpdesk.Host.Account;
using Helpdesk.Host.Portal;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.Host.Agent;

/// <summary>The tickets by what is to be done about them; those that wait for the desk come first.</summary>
[Authorize(Policies.Staff)]
internal sealed class QueueModel(TicketLists tickets, TicketChoices choices) : PageModel
{
    [FromQuery]
    public TicketListRequest Asked { get; set; } = new();

    public TicketList List { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var actor = HttpContext.Actor();
        var views = ListViews.OfStaff(actor.PersonId);
        var here = views.Find(Asked);
        var page = await tickets.ListAsync(actor, Asked.Within(here.Query), cancellationToken);
        List = new TicketList("/agent", Asked, views, here, page, await choices.DepartmentsAsync(cancellationToken));
    }
}
