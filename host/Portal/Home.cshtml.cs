using System.Security.Claims;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Pages;
using Helpdesk.Engine.People;
using Helpdesk.Engine.Tickets;
using Helpdesk.Engine.Workflow;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.Host.Portal;

/// <summary>Row LU1: what is open, and the way to open another; those that wait for the reader come first (LU9).</summary>
internal sealed class HomeModel(TicketLists tickets, AccountLeads leads) : PageModel
{
    private const int Most = 5;

    public string Name => User.FindFirstValue(DeskPrincipal.Name) ?? "";

    /// <summary>Those that wait for the reader.</summary>
    public IReadOnlyList<TicketLine> Waiting { get; private set; } = [];

    /// <summary>Those that wait for the desk.</summary>
    public IReadOnlyList<TicketLine> Tickets { get; private set; } = [];

    /// <summary>Row B10: whom she turns to.</summary>
    public IReadOnlyList<AccountLead> Leads { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var actor = HttpContext.Actor();
        Leads = actor.IsStaff ? [] : await leads.OfAsync(actor.PersonId!.Value, cancellationToken);
        Waiting = (await tickets.ListAsync(actor, new TicketListQuery { Kinds = [StatusKind.Waiting], Size = Most }, cancellationToken)).Lines;
        Tickets = (await tickets.ListAsync(actor, new TicketListQuery { Kinds = [StatusKind.New, StatusKind.Open], Size = Most }, cancellationToken)).Lines;
    }
}
