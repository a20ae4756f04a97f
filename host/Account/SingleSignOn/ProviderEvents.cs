using System.Globalization;
using System.Security.Claims;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.People.SingleSignOn;
using Helpdesk.Host.Account.SecondFactors;
using Helpdesk.Host.Face;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;

namespace Helpdesk.Host.Account.SingleSignOn;

/// <summary>What becomes of somebody who comes back from a provider.</summary>
internal sealed partial class ProviderEvents(
    SignOnProviders providers, SignOnDesk desk, OnTheWay onTheWay, HalfWay halfWay, ClientPlaces places, FaceOptions face, ILogger<ProviderEvents> log) : OpenIdConnectEvents
{
    /// <summary>Where she was going; in the state that the provider brings back.</summary>
    public const string To = "to";

    /// <summary>Who was signed in and wants to connect the account there with hers.</summary>
    public const string ConnectFor = "connect";

    public const string Failed = Sessions.SignInPath + "?with=failed";
    public const string Nobody = Sessions.SignInPath + "?with=nobody";
    public const string TooOften = Sessions.SignInPath + "?with=too-often";

    public void Note(Exception fault, string provider) => CouldNotBeAsked(log, fault, provider);

    /// <summary>The way back is where the desk is known to be, whatever the request claims (LX9).</summary>
    public override Task RedirectToIdentityProvider(RedirectContext context)
    {
        context.ProtocolMessage.RedirectUri = new Uri(face.BaseAddress, context.Options.CallbackPath.Value!.TrimStart('/')).AbsoluteUri;
        return Task.CompletedTask;
    }

    public override async Task TicketReceived(TicketReceivedContext context)
    {
        context.HandleResponse();
        var http = context.HttpContext;
        var provider = providers.All.First(one => one.Scheme == context.Scheme.Name);
        var to = Local.OrHome(context.Properties?.Items.TryGetValue(To, out var kept) == true ? kept : null);
        if (IdentityOf(provider, context.Principal) is not { } identity)
        {
            http.Response.Redirect(Failed);
            return;
        }

        http.Response.Redirect(context.Properties?.Items.TryGetValue(ConnectFor, out var person) == true
            ? await ConnectAsync(http, identity, long.Parse(person!, CultureInfo.InvariantCulture))
            : await EnterAsync(http, provider, identity, to));
    }

    /// <summary>She said no there, or came back too late or by another's link: she may try again.</summary>
    public override Task RemoteFailure(RemoteFailureContext context)
    {
        CouldNotBeAsked(log, context.Failure, context.Scheme.Name);
        context.HandleResponse();
        context.Response.Redirect(Failed);
        return Task.CompletedTask;
    }

    private static ExternalIdentity? IdentityOf(SignOnProvider provider, ClaimsPrincipal? principal)
    {
        var (issuer, subject, address) = (principal?.FindFirstValue("iss"), principal?.FindFirstValue("sub"), principal?.FindFirstValue("email"));
        // A provider that says nothing of it is asked nothing more: what counts is the desk's own mail.
        var isUnproven = string.Equals(principal?.FindFirstValue("email_verified"), "false", StringComparison.OrdinalIgnoreCase);
        return issuer is { Length: > 0 and <= ExternalAccount.LongestIssuer } && subject is { Length: > 0 and <= ExternalAccount.LongestSubject }
            ? new ExternalIdentity(provider.Key, issuer, subject, isUnproven || string.IsNullOrWhiteSpace(address) ? null : address.Trim())
            : null;
    }

    private async Task<string> ConnectAsync(HttpContext http, ExternalIdentity identity, long personId)
    {
        // The session is looked at now: it may be another's by this time.
        var session = await http.AuthenticateAsync(Sessions.Scheme);
        if (session.Principal is not { } principal || DeskPrincipal.IdOf(principal) != personId)
        {
            return Failed;
        }

        onTheWay.Keep(http, new Arrival(identity, personId, PendingId: null, Local.Home));
        return ProvidersModel.Path;
    }

    private async Task<string> EnterAsync(HttpContext http, SignOnProvider provider, ExternalIdentity identity, string to)
    {
        var result = await desk.EnterAsync(identity, places.Of(http), http.RequestAborted);
        switch (result)
        {
            case { Person: { } person }:
                onTheWay.Forget(http);
                return await halfWay.EnterAsync(http, person, to == Local.Home ? SignInModel.HomeOf(person) : to, provider.ProvesSecondFactor, http.RequestAborted);
            case { PendingId: { } pending }:
                onTheWay.Keep(http, new Arrival(identity with { Address = null }, PersonId: null, pending, to));
                return ConnectModel.Path;
            case { Wait: not null }:
                return TooOften;
            default:
                return Nobody;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Nobody could sign in by {Provider}")]
    private static partial void CouldNotBeAsked(ILogger log, Exception? fault, string provider);
}
