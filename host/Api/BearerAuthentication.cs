using System.Globalization;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.People;
using Helpdesk.Host.Account;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Helpdesk.Host.Api;

/// <summary>Bearer tokens (RFC 6750): a person's rights, narrowed to the token's scopes.</summary>
internal sealed class BearerAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logging,
    UrlEncoder encoder,
    ApiTokens tokens,
    PersonDirectory people,
    PermissionDesk permissions) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logging, encoder)
{
    public new const string Scheme = "Bearer";

    public const string MetersPolicy = "meters";

    public const string ScopeClaim = "scope";

    private const string Prefix = "Bearer ";

    /// <summary>Whoever holds one of the scopes.</summary>
    public static AuthorizationPolicy Requires(params string[] scopes) =>
        new AuthorizationPolicyBuilder(Scheme).RequireClaim(ScopeClaim, scopes).Build();

    /// <summary>A monitoring system by token, an administrator by browser.</summary>
    public static AuthorizationPolicy Meters { get; } =
        new AuthorizationPolicyBuilder(Scheme, Sessions.Scheme)
            .RequireAssertion(context => context.User.HasClaim(ScopeClaim, ApiScopes.Metrics)
                || context.User.Identities.Any(identity => identity.AuthenticationType == Sessions.Scheme && identity.HasClaim(DeskPrincipal.RoleName, nameof(Role.Administrator))))
            .Build();

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
        {
            return AuthenticateResult.NoResult();
        }

        if (await tokens.FindAsync(header[Prefix.Length..].Trim(), Context.RequestAborted) is not { } holder)
        {
            return AuthenticateResult.Fail("The token is not known, or was revoked.");
        }

        if (await people.FindAsync(holder.Actor.PersonId!.Value, Context.RequestAborted) is not { DisabledAt: null } person)
        {
            return AuthenticateResult.Fail("The token's owner is not known any more, or her account was closed.");
        }

        var principal = DeskPrincipal.For(person, await permissions.OfAsync(person, Context.RequestAborted), holder.Actor.Channel, Scheme);
        ((ClaimsIdentity)principal.Identity!).AddClaims(holder.Scopes.Select(scope => new Claim(ScopeClaim, scope)));
        return AuthenticateResult.Success(new AuthenticationTicket(principal, Scheme));
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer realm=\"helpdesk\"";
        await AnswerAsync(StatusCodes.Status401Unauthorized, "api.token-needed");
    }

    protected override async Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer realm=\"helpdesk\", error=\"insufficient_scope\"";
        await AnswerAsync(StatusCodes.Status403Forbidden, "api.scope-needed");
    }

    private Task AnswerAsync(int status, string key) => Problems.Of(Context, status, key).ExecuteAsync(Context);
}

internal static class ApiRequest
{
    /// <summary>Who holds the token of this request.</summary>
    public static Actor ApiActor(this HttpContext context) =>
        DeskPrincipal.ActorOf(context.User) ?? throw new InvalidOperationException("The request was not authenticated by a token.");

    /// <summary>Whether the token has one of the scopes.</summary>
    public static bool HasScope(this ClaimsPrincipal caller, params IReadOnlyList<string> scopes) =>
        scopes.Any(scope => caller.HasClaim(BearerAuthentication.ScopeClaim, scope));

    /// <summary>The language that the caller asks for (<c>Accept-Language</c>).</summary>
    public static CultureInfo Language(this HttpContext context) => CultureInfo.CurrentUICulture;
}
