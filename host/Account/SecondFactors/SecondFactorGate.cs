using Helpdesk.Host.Face;

namespace Helpdesk.Host.Account.SecondFactors;

/// <summary>Whoever has to set up a second factor first gets to nothing else, whatever the address.</summary>
internal sealed class SecondFactorGate(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (!context.IsShutForLackOfSecondFactor())
        {
            return next(context);
        }

        if (context.Request.IsForPeople())
        {
            context.Response.Redirect(SecondFactorPageModel.Path);
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            context.Response.Headers["HX-Redirect"] = SecondFactorPageModel.Path;
        }

        return Task.CompletedTask;
    }
}

/// <summary>What the session's row says, for the rest of the request.</summary>
internal static class SecondFactorNeed
{
    private static readonly object Key = new();
    private static readonly PathString[] Open = [SecondFactorPageModel.Path, "/sign-out", "/language", "/theme", "/health"];

    public static bool NeedsSecondFactor(this HttpContext context) => context.Items.ContainsKey(Key);

    /// <summary>Whether this very request has to wait until there is one.</summary>
    public static bool IsShutForLackOfSecondFactor(this HttpContext context) =>
        context.NeedsSecondFactor() && !Open.Any(path => context.Request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase));

    public static void NeedSecondFactor(this HttpContext context) => context.Items[Key] = true;
}
