using System.Security.Claims;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.People;
using Helpdesk.Engine.Storage;
using Helpdesk.Host.Face;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Host.Account;

/// <summary>Browsers that are signed in, by a cookie.</summary>
internal static class Sessions
{
    public const string Scheme = "Session";
    public const string Channel = "web";
    public const string SignInPath = "/sign-in";

    public static void AddSessions(this IServiceCollection services, FaceOptions options)
    {
        services.AddAuthentication(Scheme).AddCookie(Scheme, cookie =>
        {
            cookie.Cookie = options.Cookie("desk");
            cookie.LoginPath = SignInPath;
            cookie.ReturnUrlParameter = "returnUrl";
            cookie.ExpireTimeSpan = TimeSpan.FromDays(14);
            cookie.SlidingExpiration = true;
            cookie.EventsType = typeof(SessionEvents);
        });
        services.AddSingleton<SessionEvents>();
        services.AddSingleton<ClientPlaces>();
        services.AddAuthorization(Policies.Add);
    }

    public static void MapSessions(this WebApplication app) =>
        app.MapPost("/sign-out", async (HttpContext context) =>
        {
            await context.SignOutAsync(Scheme);
            return Local.Redirect(SignInPath);
        }).AllowAnonymous().RequireAntiforgery();

    /// <summary>Begins a session: a fresh cookie, whatever the browser had before (LX12).</summary>
    public static Task SignInAsync(this HttpContext context, Person person) =>
        context.SignInAsync(Scheme, DeskPrincipal.For(person, Actor.System.Permissions, Channel, Scheme), new AuthenticationProperties { IsPersistent = true });
}

/// <summary>
/// Looks a session's person up at each request, by her primary key. A password or role that changed ends the session at
/// once, and name and rights are always today's.
/// </summary>
internal sealed class SessionEvents(DeskStore store, PermissionDesk permissions) : CookieAuthenticationEvents
{
    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        if (await PersonAsync(context.Principal, context.HttpContext.RequestAborted) is { } person)
        {
            var allowed = await permissions.OfAsync(person, context.HttpContext.RequestAborted);
            context.ReplacePrincipal(DeskPrincipal.For(person, allowed, Sessions.Channel, Sessions.Scheme));
        }
        else
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(Sessions.Scheme);
        }
    }

    /// <summary>A script is told; a person is led to the sign-in page and back.</summary>
    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (context.Response.HasStarted)
        {
            // An address that takes tokens too: that scheme has answered already.
            return Task.CompletedTask;
        }

        if (!context.Request.IsForPeople())
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            context.Response.Headers["HX-Redirect"] = Sessions.SignInPath;
            return Task.CompletedTask;
        }

        return base.RedirectToLogin(context);
    }

    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (!context.Response.HasStarted)
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
        }

        return Task.CompletedTask;
    }

    private async Task<Person?> PersonAsync(ClaimsPrincipal? principal, CancellationToken cancellationToken)
    {
        if (principal is null || DeskPrincipal.IdOf(principal) is not { } id)
        {
            return null;
        }

        await using var tables = store.Read();
        var person = await tables.People.FirstOrDefaultAsync(p => p.Id == id, cancellationToken);
        return person is { DisabledAt: null } && person.SecurityStamp == principal.FindFirstValue(DeskPrincipal.Stamp) ? person : null;
    }
}
