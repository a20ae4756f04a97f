using Microsoft.AspNetCore.Http.HttpResults;

namespace Helpdesk.Host.Face;

/// <summary>Addresses that came with a request and may lead to this desk only (LX18).</summary>
internal static class Local
{
    public const string Home = "/";

    public static RedirectHttpResult Redirect(string? url) => TypedResults.LocalRedirect(OrHome(url));

    /// <summary>A path of this desk; anything else is its home page.</summary>
    public static string OrHome(string? url) => IsLocal(url) ? url! : Home;

    /// <summary>
    /// One slash at the start and no other behind it: browsers take <c>//host</c> and <c>/\host</c> for another host, and leave out tabs and
    /// line breaks wherever they are.
    /// </summary>
    public static bool IsLocal(string? url) =>
        url is ['/', ..] and not ['/', '/' or '\\', ..] && !url.Any(char.IsControl);
}
