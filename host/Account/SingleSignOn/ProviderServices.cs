using Helpdesk.Engine.Access;
using Helpdesk.Engine.Pages;
using Helpdesk.Host.Face;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Helpdesk.Host.Account.SingleSignOn;

/// <summary>Signing in by another provider: authorization code with PKCE (OpenID Connect Core §3.1, RFC 7636).</summary>
internal static class ProviderServices
{
    /// <summary>How long a provider may take to answer the desk.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static void AddProviders(this AuthenticationBuilder authentication, FaceOptions face)
    {
        authentication.Services.AddSingleton(face.Providers);
        authentication.Services.AddSingleton<OnTheWay>();
        authentication.Services.AddScoped<ProviderEvents>();
        foreach (var provider in face.Providers.All)
        {
            authentication.AddOpenIdConnect(provider.Scheme, options => Set(options, provider, face));
        }
    }

    /// <summary>A link leads there, since a form would have to be allowed to send people elsewhere.</summary>
    public static void MapProviders(this WebApplication app)
    {
        foreach (var provider in app.Services.GetRequiredService<SignOnProviders>().All)
        {
            app.MapGet(provider.StartPath, (HttpContext context, string? returnUrl, bool? connect) => StartAsync(context, provider, returnUrl, connect == true)).AllowAnonymous();
        }
    }

    private static async Task<IResult> StartAsync(HttpContext context, SignOnProvider provider, string? returnUrl, bool connect)
    {
        var properties = new AuthenticationProperties();
        properties.Items[ProviderEvents.To] = Local.OrHome(returnUrl);
        if (connect && context.ActorOrNull() is { PersonId: { } person, OnlyTicket: null })
        {
            properties.Items[ProviderEvents.ConnectFor] = person.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        try
        {
            await context.ChallengeAsync(provider.Scheme, properties);
            return Results.Empty;
        }
        catch (Exception fault) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            context.RequestServices.GetRequiredService<ProviderEvents>().Note(fault, provider.Key);
            return Local.Redirect(ProviderEvents.Failed);
        }
    }

    private static void Set(OpenIdConnectOptions options, SignOnProvider provider, FaceOptions face)
    {
        options.Authority = provider.Authority.AbsoluteUri;
        options.RequireHttpsMetadata = provider.Authority.Scheme == Uri.UriSchemeHttps;
        options.ClientId = provider.ClientId;
        options.ClientSecret = provider.ClientSecret;
        options.ResponseType = OpenIdConnectResponseType.Code;
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.UsePkce = true;
        options.CallbackPath = provider.CallbackPath;
        options.SignInScheme = Sessions.Scheme;
        options.SaveTokens = false;
        options.MapInboundClaims = false;
        options.GetClaimsFromUserInfoEndpoint = true;
        options.DisableTelemetry = true;
        options.BackchannelTimeout = Patience;
        options.Scope.Clear();
        options.Scope.Add("openid");
        options.Scope.Add("email");
        // Kept: who a subject is, its issuer says. And whether the provider has seen the mailbox.
        options.ClaimActions.Remove("iss");
        options.ClaimActions.MapUniqueJsonKey("email_verified", "email_verified");
        options.EventsType = typeof(ProviderEvents);
        Keep(options.CorrelationCookie);
        Keep(options.NonceCookie);

        // They come back by a link, not by a form of somebody else's, so they need not be sent with one.
        void Keep(CookieBuilder cookie)
        {
            cookie.Name = $"{face.CookiePrefix}{cookie.Name}";
            cookie.Path = "/";
            cookie.SameSite = SameSiteMode.Lax;
            cookie.SecurePolicy = face.IsSecure ? CookieSecurePolicy.Always : CookieSecurePolicy.None;
        }
    }
}
