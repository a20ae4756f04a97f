using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;

namespace Helpdesk.Host.Admin;

/// <summary>The way through a list by name: back to its beginning, and on to what follows.</summary>
/// <param name="Path">Where the list is.</param>
/// <param name="Search">What is looked for in it.</param>
/// <param name="After">What this page begins after; null for the first.</param>
/// <param name="Next">What the next one begins after; null when this is the last.</param>
internal sealed record NamePager(string Path, string? Search, long? After, long? Next)
{
    public string FirstUrl => UrlAfter(null);

    public string NextUrl => UrlAfter(Next);

    private string UrlAfter(long? after) => QueryHelpers.AddQueryString(Path, new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["search"] = Search,
        ["after"] = after?.ToString(CultureInfo.InvariantCulture),
    }.Where(part => !string.IsNullOrEmpty(part.Value)));
}
