using Helpdesk.Engine.Tickets;
using Microsoft.AspNetCore.WebUtilities;

namespace Helpdesk.Host.Portal;

/// <summary>What the address of a list says (LU14). What can't be understood is as if it were not there: an old link shows a list, not an error.</summary>
internal sealed record TicketListRequest
{
    public string? Search { get; init; }

    /// <summary>The name of a <see cref="ListView"/>.</summary>
    public string? Show { get; init; }

    /// <summary>The key of a department.</summary>
    public string? Department { get; init; }

    public string? Sort { get; init; }

    public string? Order { get; init; }

    public string? After { get; init; }

    public TicketSort SortedBy => Enum.TryParse<TicketSort>(Sort, ignoreCase: true, out var sort) && Enum.IsDefined(sort) ? sort : TicketSort.Updated;

    /// <summary>Newest first, but names and numbers from their beginning.</summary>
    public bool IsDescending => Order switch { "down" => true, "up" => false, _ => SortedBy is TicketSort.Updated or TicketSort.Number };

    public bool IsSearch => !string.IsNullOrWhiteSpace(Search);

    /// <summary>What is asked of the reader, within one of her views.</summary>
    public TicketListQuery Within(TicketListQuery view) => view with
    {
        Search = IsSearch ? Search : null,
        Department = string.IsNullOrEmpty(Department) ? null : Department,
        Sort = SortedBy,
        Descending = IsDescending,
        After = After,
    };

    /// <summary>The address of the list with something changed; a changed list begins at its first page.</summary>
    public string Url(string path, string? search = null, string? show = null, string? department = null, string? sort = null, string? order = null, string? after = null)
    {
        var query = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["search"] = search ?? Search,
            ["show"] = show ?? Show,
            ["department"] = department ?? Department,
            ["sort"] = sort ?? Sort,
            ["order"] = order ?? Order,
            ["after"] = after,
        };
        return QueryHelpers.AddQueryString(path, query.Where(part => !string.IsNullOrEmpty(part.Value)));
    }
}
