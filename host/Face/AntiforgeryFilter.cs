using Microsoft.AspNetCore.Antiforgery;

namespace Helpdesk.Host.Face;

/// <summary>What Razor Pages do by themselves, for other endpoints that change something (LX5). The token may come in the form or in a header.</summary>
internal static class AntiforgeryFilter
{
    public static RouteHandlerBuilder RequireAntiforgery(this RouteHandlerBuilder endpoint) =>
        endpoint.DisableAntiforgery().AddEndpointFilter(async (context, next) =>
        {
            var antiforgery = context.HttpContext.RequestServices.GetRequiredService<IAntiforgery>();
            return await antiforgery.IsRequestValidAsync(context.HttpContext) ? await next(context) : TypedResults.StatusCode(StatusCodes.Status400BadRequest);
        });
}
