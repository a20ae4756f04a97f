using Microsoft.AspNetCore.Http;

namespace Helpdesk.Host.Api;

/// <summary><c>Idempotency-Key</c>: the desk does a request once, however often it comes (LU8).</summary>
internal static class Idempotency
{
    public const string Header = "Idempotency-Key";
    public const string Replay = "Idempotent-Replay";

    public static string? IdempotencyKey(this HttpContext context) =>
        context.Request.Headers[Header].ToString() is { Length: > 0 } key ? key : null;

    /// <summary>Says that what is answered was done before.</summary>
    public static void Replayed(this HttpContext context, bool isRepeat)
    {
        if (isRepeat)
        {
            context.Response.Headers[Replay] = "true";
        }
    }
}
