using Helpdesk.Engine.Departments;
using Helpdesk.Engine.Tickets;

namespace Helpdesk.Host.Portal;

/// <summary>A list, ready to be shown.</summary>
/// <param name="Path">The page it is on; tickets are below it.</param>
/// <param name="Here">Which of the views it is.</param>
/// <param name="Departments">To choose one of them; none where there is no such choice.</param>
internal sealed record TicketList(string Path, TicketListRequest Request, ListViews Views, ListView Here, TicketListPage Page, IReadOnlyList<Department> Departments)
{
    /// <summary>Whose turn is whose depends on who reads.</summary>
    public bool ForStaff => Views.Area == "agent";

    /// <summary>Whether there could be more with less asked for.</summary>
    public bool IsNarrowed => Request.IsSearch || !string.IsNullOrEmpty(Request.Department);

    /// <summary>What says why nothing is there, and what to do (LU20).</summary>
    public string EmptyPhrase => IsNarrowed ? "common.list.nothing-found" : $"{Views.Area}.empty.{Here.Name}";

    public string TicketUrl(string number) => (ForStaff ? "/agent/tickets/" : "/tickets/") + Uri.EscapeDataString(number);
}
