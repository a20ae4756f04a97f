using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Helpdesk.Host.Api;

/// <summary>On an endpoint: what its query can hold.</summary>
internal sealed record QueryParameters(IReadOnlyList<QueryParameter> All);

/// <summary>On an endpoint: a header that requests may have.</summary>
internal sealed record RequestHeader(string Name, string Description);

/// <summary>What the reference says of an endpoint, said where it is mapped.</summary>
internal static class EndpointDescriptions
{
    private const string JsonType = "application/json";

    public static RouteHandlerBuilder Described(this RouteHandlerBuilder endpoint, string tag, string summary, string description) =>
        endpoint.WithTags(tag).WithSummary(summary).WithDescription(description)
            .MayBeRefused(StatusCodes.Status401Unauthorized)
            .MayBeRefused(StatusCodes.Status403Forbidden)
            .MayBeRefused(StatusCodes.Status406NotAcceptable);

    public static RouteHandlerBuilder Answers<T>(this RouteHandlerBuilder endpoint, int status = StatusCodes.Status200OK) => endpoint.Produces<T>(status, JsonType);

    public static RouteHandlerBuilder Reads<T>(this RouteHandlerBuilder endpoint, Example<T> example) where T : notnull =>
        endpoint.Accepts<T>(JsonType).WithMetadata(new ExampleBody(example.Body))
            .MayBeRefused(StatusCodes.Status400BadRequest)
            .MayBeRefused(StatusCodes.Status413PayloadTooLarge)
            .MayBeRefused(StatusCodes.Status415UnsupportedMediaType)
            .MayBeRefused(StatusCodes.Status422UnprocessableEntity)
            .MayBeRefused(StatusCodes.Status503ServiceUnavailable);

    public static RouteHandlerBuilder Puts<T>(this RouteHandlerBuilder endpoint) =>
        endpoint.Answers<T>().Answers<T>(StatusCodes.Status201Created).MayBeRefused(StatusCodes.Status409Conflict);

    public static RouteHandlerBuilder Takes(this RouteHandlerBuilder endpoint, IReadOnlyList<QueryParameter> parameters) =>
        endpoint.WithMetadata(new QueryParameters(parameters)).MayBeRefused(StatusCodes.Status400BadRequest);

    public static RouteHandlerBuilder TakesKey(this RouteHandlerBuilder endpoint) =>
        endpoint.WithMetadata(new RequestHeader(Idempotency.Header, "A random text of the sender's making, at most 200 characters, kept for seven days: the same request sent again is done once. With another body it is 422."))
            .MayBeRefused(StatusCodes.Status409Conflict);

    public static RouteHandlerBuilder MayBeStale(this RouteHandlerBuilder endpoint) =>
        endpoint.WithMetadata(new RequestHeader("If-Match", "The ETag of the ticket as it was read: if it is another meanwhile, nothing is done and the answer is 412 (RFC 9110 §13.1.1)."))
            .Produces(StatusCodes.Status204NoContent)
            .MayBeRefused(StatusCodes.Status409Conflict)
            .MayBeRefused(StatusCodes.Status412PreconditionFailed);

    public static RouteHandlerBuilder MayNotBeThere(this RouteHandlerBuilder endpoint) => endpoint.MayBeRefused(StatusCodes.Status404NotFound);

    public static RouteHandlerBuilder MayBeRefused(this RouteHandlerBuilder endpoint, int status) => endpoint.Produces<Problem>(status, Problems.ContentType);
}
