using System.Data.Common;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Pages;
using Helpdesk.Engine.Pages.Layouts;
using Helpdesk.Engine.People;
using Helpdesk.Engine.People.SecondFactors;
using Helpdesk.Host.Account.SecondFactors;
using Helpdesk.Host.Account.SingleSignOn;
using Helpdesk.Host.Face;
using Helpdesk.Host.Guests;
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
        var authentication = services.AddAuthentication(Scheme).AddCookie(Scheme, cookie =>
        {
            cookie.Cookie = options.Cookie("desk");
            cookie.LoginPath = SignInPath;
            cookie.ReturnUrlParameter = "returnUrl";
            cookie.ExpireTimeSpan = SessionDesk.Lasts;
            cookie.SlidingExpiration = true;
            cookie.EventsType = typeof(SessionEvents);
        });
        authentication.AddProviders(options);
        services.AddSingleton<SessionEvents>();
        services.AddSingleton<ClientPlaces>();
        services.AddSingleton<IOneTimeCodes, OneTimeCodes>();
        services.AddSingleton<SecondFactorDesk>();
        services.AddSingleton<HalfWay>();
        services.AddAuthorization(Policies.Add);
    }

    public static void MapSessions(this WebApplication app) =>
        app.MapPost("/sign-out", async (HttpContext context, SessionDesk sessions) =>
        {
            if (context.ActorOrNull() is { } actor && DeskPrincipal.SessionOf(context.User) is { } session)
            {
                await sessions.EndAsync(actor, session, context.RequestAborted);
            }

            await context.SignOutAsync(Scheme);
            return Local.Redirect(SignInPath);
        }).AllowAnonymous().RequireAntiforgery().WithMetadata(new ForGuestsAttribute());

    /// <summary>Begins a session: a fresh cookie, whatever the browser had before (LX12).</summary>
    /// <param name="onlyTicket">The one ticket that a guest is to see (row E9); null for somebody who signs in.</param>
    /// <param name="hasProvedTwice">Whether she has shown a second factor elsewhere, so that she needs none here.</param>
    public static async Task SignInAsync(this HttpContext context, Person person, long? onlyTicket = null, bool hasProvedTwice = false)
    {
        var services = context.RequestServices;
        var session = await services.GetRequiredService<SessionDesk>().BeginAsync(
            person, BrowserName.Of(context.Request.Headers.UserAgent), services.GetRequiredService<ClientPlaces>().Of(context), context.RequestAborted, onlyTicket, hasProvedTwice);
        await context.SignInAsync(Scheme, DeskPrincipal.For(person, Actor.System.Permissions, Channel, Scheme, session, onlyTicket), new AuthenticationProperties { IsPersistent = true });
    }
}

/// <summary>
/// Looks a session and its person up at each request, by their primary keys. A password or role that changed ends the session
/// at once, and so does signing out; name and rights are always today's.
/// </summary>
internal sealed partial class SessionEvents(SessionDesk sessions, PermissionDesk permissions, ILogger<SessionEvents> log) : CookieAuthenticationEvents
{
    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        if (context.Principal is { } principal
            && DeskPrincipal.SessionOf(principal) is { } session
            && await sessions.FindAsync(session, context.HttpContext.RequestAborted) is { Person: var person } living)
        {
            await SeeAsync(session, living, context.HttpContext.RequestAborted);
            context.HttpContext.SetNews(living.News);
            if (living.NeedsSecondFactor)
            {
                context.HttpContext.NeedSecondFactor();
            }

            var allowed = await permissions.OfAsync(person, context.HttpContext.RequestAborted);
            context.ReplacePrincipal(DeskPrincipal.For(person, allowed, Sessions.Channel, Sessions.Scheme, session, living.TicketId));
        }
        else
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(Sessions.Scheme);
        }
    }

    /// <summary>Whoever only reads is not to be sent away because nothing can be written at the moment (a full disk).</summary>
    private async Task SeeAsync(long id, LivingSession session, CancellationToken cancellationToken)
    {
        try
        {
            await sessions.SeeAsync(id, session, cancellationToken);
        }
        catch (Exception fault) when (fault is DbException or DbUpdateException or TimeoutException)
        {
            NotWritten(log, fault);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "When a session was used could not be written down")]
    private static partial void NotWritten(ILogger log, Exception fault);

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
}
