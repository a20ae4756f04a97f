using Helpdesk.Engine.Tickets;
using Helpdesk.Engine.Workflow;
using Microsoft.AspNetCore.WebUtilities;

namespace Helpdesk.Host.Portal;

/// <summary>What the address of a list says. What can't be understood is as if it were not there: an old link shows a list, not an error.</summary>
internal sealed record TicketListRequest
{
    public string? Search { get; init; }

    public string? Show { get; init; }

    public string? Sort { get; init; }

    public string? Order { get; init; }

    public string? After { get; init; }

    public TicketSort SortedBy => Enum.TryParse<TicketSort>(Sort, ignoreCase: true, out var sort) && Enum.IsDefined(sort) ? sort : TicketSort.Updated;

    /// <summary>Newest first, but names and numbers from their beginning.</summary>
    public bool IsDescending => Order switch { "down" => true, "up" => false, _ => SortedBy is TicketSort.Updated or TicketSort.Number };

    public TicketListQuery Query(string defaultShow = TicketShow.All) => new()
    {
        Search = string.IsNullOrWhiteSpace(Search) ? null : Search,
        Kinds = TicketShow.KindsOf(Show ?? defaultShow),
        Sort = SortedBy,
        Descending = IsDescending,
        After = After,
    };

    /// <summary>The address of the list with something changed; a changed list begins at its first page.</summary>
    public string Url(string path, string? search = null, string? show = null, string? sort = null, string? order = null, string? after = null)
    {
        var query = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["search"] = search ?? Search,
            ["show"] = show ?? Show,
            ["sort"] = sort ?? Sort,
            ["order"] = order ?? Order,
            ["after"] = after,
        };
        return QueryHelpers.AddQueryString(path, query.Where(part => !string.IsNullOrEmpty(part.Value)));
    }
}

/// <summary>The parts of a list by whose turn it is.</summary>
internal static class TicketShow
{
    public const string All = "all";
    public const string Ours = "open";
    public const string Theirs = "waiting";
    public const string Over = "closed";

    public static IReadOnlyList<string> Names { get; } = [All, Ours, Theirs, Over];

    public static IReadOnlyList<StatusKind>? KindsOf(string show) => show switch
    {
        Ours => [StatusKind.New, StatusKind.Open],
        Theirs => [StatusKind.Waiting],
        Over => [StatusKind.Solved, StatusKind.Closed],
        _ => null,
    };
}

/// <summary>A list, ready to be shown.</summary>
/// <param name="Path">The page it is on; tickets are below it.</param>
/// <param name="ForStaff">Whose turn is whose depends on who reads.</param>
internal sealed record TicketList(string Path, TicketListRequest Request, TicketListPage Page, bool ForStaff, string DefaultShow = TicketShow.All)
{
    public string Show => Request.Show is { } show && TicketShow.Names.Contains(show, StringComparer.Ordinal) ? show : DefaultShow;

    public string TicketUrl(string number) => (ForStaff ? "/agent/tickets/" : "/tickets/") + Uri.EscapeDataString(number);
}
