namespace Helpdesk.Host.Api;

/// <summary>What a token may be used for. Each is a right of the token's owner that the token passes on, never more.</summary>
internal static class ApiScopes
{
    /// <summary>Read and change what the owner may.</summary>
    public const string Tickets = "tickets";

    public const string TicketsRead = "tickets:read";

    /// <summary>Meters at <c>/metrics</c>.</summary>
    public const string Metrics = "metrics";

    public static IReadOnlyList<string> All { get; } = [Tickets, TicketsRead, Metrics];
}
