using Microsoft.Net.Http.Headers;

namespace Helpdesk.Host.Face;

/// <summary>
/// Puts the headers that browsers obey on every answer, errors included (LX22). They are set when the answer starts, since
/// whoever handles an exception clears all that was set before.
/// </summary>
internal sealed class SecurityHeaders(RequestDelegate next, FaceOptions options)
{
    private const string Permissions =
        "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), payment=(), usb=()";

    public Task InvokeAsync(HttpContext context)
    {
        context.Response.OnStarting(static state =>
        {
            var (context, isSecure) = ((HttpContext, bool))state;
            Set(context, isSecure);
            return Task.CompletedTask;
        }, (context, options.IsSecure));
        return next(context);
    }

    private static void Set(HttpContext context, bool isSecure)
    {
        var headers = context.Response.Headers;
        var policy = context.GetEndpoint()?.Metadata.GetMetadata<ContentPolicy>() ?? ContentPolicy.Pages;
        headers.ContentSecurityPolicy = policy.Value;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = Permissions;
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (isSecure)
        {
            headers.StrictTransportSecurity = "max-age=31536000";
        }

        // What a person sees is hers: no cache between, and none that the next one at this computer goes back to.
        if (!headers.ContainsKey(HeaderNames.CacheControl))
        {
            headers.CacheControl = "no-store";
        }
    }
}
