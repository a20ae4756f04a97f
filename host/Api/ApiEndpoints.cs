using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace Helpdesk.Host.Api;

/// <summary>
/// The REST API: the desk's acts and reading models as JSON. It holds no rule of its own. Foreign and absent are the same
/// 404, and whatever is refused is a problem document.
/// </summary>
internal static class ApiEndpoints
{
    public const string Root = "/api/v1";

    public static void MapApi(this IEndpointRouteBuilder endpoints)
    {
        var api = endpoints.MapGroup(Root)
            .RequireAuthorization(policy => policy.AddAuthenticationSchemes(BearerAuthentication.Scheme).RequireAuthenticatedUser())
            .AddEndpointFilter(RefuseUnreadableAsync)
            .AddEndpointFilter(RefuseUnwantedAsync);
        api.MapTickets();
        api.MapConversation();
        api.MapSharing();
        api.MapJoining();
        api.MapNotifications();
        api.MapFiles();
        api.MapCatalogue();
        api.MapPeople();
        api.MapErasure();
        api.MapFeed();
        api.MapFallback("{**path}", Unmatched.Answer).ExcludeFromDescription();
        endpoints.MapReference();
    }

    /// <summary>A body that is too large, or that breaks off: whoever reads it meets this exception of the server.</summary>
    private static async ValueTask<object?> RefuseUnreadableAsync(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        try
        {
            return await next(call);
        }
        catch (BadHttpRequestException fault)
        {
            var most = call.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize ?? 0;
            return fault.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? Problems.Of(call.HttpContext, fault.StatusCode, "api.too-large", most)
                : Problems.Of(call.HttpContext, fault.StatusCode, "api.broken-off");
        }
    }

    /// <summary>Whoever can't read JSON is told before anything is done for her (RFC 9110 §15.5.7). Files go out as they are.</summary>
    private static ValueTask<object?> RefuseUnwantedAsync(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        var accepted = call.HttpContext.Request.GetTypedHeaders().Accept;
        var isReadable = accepted.Count == 0
            || call.HttpContext.GetEndpoint()?.Metadata.GetMetadata<AnswersWithFile>() is not null
            || accepted.Any(type => type.Quality is not 0 && (type.MatchesMediaType("application/json") || type.MatchesMediaType("application/problem+json")));
        return isReadable ? next(call) : new(Problems.Of(call.HttpContext, StatusCodes.Status406NotAcceptable, "api.not-acceptable"));
    }
}

/// <summary>On an endpoint that answers with whatever somebody uploaded.</summary>
internal sealed record AnswersWithFile;
