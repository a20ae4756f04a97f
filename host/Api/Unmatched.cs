using Helpdesk.Engine.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Net.Http.Headers;

namespace Helpdesk.Host.Api;

/// <summary>
/// Answers what no endpoint of the API takes. Routing would answer a wrong method and a wrong type by itself, but by the rules
/// of pages, which know no tokens; so all that is unmatched comes here, and this finds out why.
/// </summary>
internal static class Unmatched
{
    public static IResult Answer(HttpContext context, EndpointDataSource endpoints)
    {
        var here = endpoints.Endpoints.OfType<RouteEndpoint>().Where(endpoint => endpoint.Metadata.GetMetadata<NeededScopes>() is not null && Leads(endpoint, context.Request.Path)).ToList();
        var methods = here.SelectMany(Methods).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var same = here.Find(endpoint => Methods(endpoint).Contains(context.Request.Method, StringComparer.Ordinal));
        if (same?.Metadata.GetMetadata<IAcceptsMetadata>() is not null)
        {
            return Problems.OfStatus(context, StatusCodes.Status415UnsupportedMediaType);
        }

        if (methods.Count == 0 || same is not null)
        {
            return Problems.Of(context, RefusalKind.NotFound, "api.no-such-path");
        }

        // RFC 9110 §15.5.6: a 405 has it.
        context.Response.Headers[HeaderNames.Allow] = string.Join(", ", methods);
        return Problems.OfStatus(context, StatusCodes.Status405MethodNotAllowed);
    }

    private static IReadOnlyList<string> Methods(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [];

    private static bool Leads(RouteEndpoint endpoint, PathString path) =>
        new TemplateMatcher(TemplateParser.Parse(endpoint.RoutePattern.RawText!.TrimStart('/')), []).TryMatch(path, []);
}
