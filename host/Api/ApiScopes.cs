using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Helpdesk.Host.Api;

/// <summary>What a token may be used for. Each is a right of the token's owner that the token passes on, never more.</summary>
internal static class ApiScopes
{
    /// <summary>Read and change what the owner may.</summary>
    public const string Tickets = "tickets";

    public const string TicketsRead = "tickets:read";

    /// <summary>Read, add and change people, organisations and services, where the owner may.</summary>
    public const string People = "people";

    /// <summary>What <see cref="People"/> covers, and whatever else sets the desk up.</summary>
    public const string Admin = "admin";

    /// <summary>Meters at <c>/metrics</c>.</summary>
    public const string Metrics = "metrics";

    public static IReadOnlyList<string> All { get; } = [Tickets, TicketsRead, People, Admin, Metrics];

    /// <summary>A group of endpoints for whoever holds one of the scopes.</summary>
    public static RouteGroupBuilder ForScopes(this IEndpointRouteBuilder api, params string[] scopes)
    {
        var group = api.MapGroup("");
        group.RequireAuthorization(BearerAuthentication.Requires(scopes)).WithMetadata(new NeededScopes(scopes));
        return group;
    }
}

/// <summary>On an endpoint: the scopes of which a token needs one.</summary>
internal sealed record NeededScopes(IReadOnlyList<string> Scopes);
