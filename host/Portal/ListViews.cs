using Helpdesk.Engine.Tickets;
using Helpdesk.Engine.Workflow;

namespace Helpdesk.Host.Portal;

/// <summary>The parts of a list that have a name in its address.</summary>
/// <param name="Area">Whose they are: the phrases <c>AREA.list.NAME</c> say them.</param>
/// <param name="Views">In the order of the tabs; the first is shown unless told.</param>
internal sealed record ListViews(string Area, IReadOnlyList<ListView> Views)
{
    /// <summary>A customer's, by whose turn it is; all of them unless told: most have few.</summary>
    public static ListViews OfCustomers { get; } = new("portal",
    [
        new("all", new TicketListQuery()),
        new("waiting", Of(StatusKind.Waiting)),
        new("open", Of(StatusKind.New, StatusKind.Open)),
        new("closed", Of(StatusKind.Solved, StatusKind.Closed)),
    ]);

    /// <summary>Those of one of the staff. What nobody has assessed stays in sight when it is closed: it is charged by its type (row A7).</summary>
    public static ListViews OfStaff(long? reader) => new("agent",
    [
        new("open", Of(StatusKind.New, StatusKind.Open)),
        new("mine", Of(StatusKind.New, StatusKind.Open, StatusKind.Waiting) with { AssigneeId = reader }),
        new("unassigned", Of(StatusKind.New, StatusKind.Open, StatusKind.Waiting) with { IsUnassigned = true }),
        new("unassessed", new TicketListQuery { IsUnassessed = true }),
        new("waiting", Of(StatusKind.Waiting)),
        new("closed", Of(StatusKind.Solved, StatusKind.Closed)),
        new("all", new TicketListQuery()),
    ]);

    /// <summary>The view of that name; a search without one goes through all.</summary>
    public ListView Find(TicketListRequest request) =>
        Views.FirstOrDefault(view => view.Name == request.Show) ?? Views.First(view => !request.IsSearch || view.Name == "all");

    private static TicketListQuery Of(params StatusKind[] kinds) => new() { Kinds = kinds };
}

/// <summary>A part of a list.</summary>
internal sealed record ListView(string Name, TicketListQuery Query);
