using System.Security.Cryptography;
using System.Text.Json;
using Helpdesk.Engine.People.SingleSignOn;
using Helpdesk.Host.Face;
using Microsoft.AspNetCore.DataProtection;

namespace Helpdesk.Host.Account.SingleSignOn;

/// <summary>Somebody who came back from a provider and is not in yet.</summary>
/// <param name="Identity">Whom the provider has before it.</param>
/// <param name="PersonId">Who was signed in and wanted to connect it; null for whoever wants in.</param>
/// <param name="PendingId">What waits for the link of a mail; null for whoever is signed in.</param>
/// <param name="To">Where she was going.</param>
internal sealed record Arrival(ExternalIdentity Identity, long? PersonId, long? PendingId, string To);

/// <summary>
/// Keeps in a sealed cookie of the browser who came back from a provider, until she has proved that the account here is hers. It is no
/// session: it opens nothing but the question whether to connect the two.
/// </summary>
internal sealed class OnTheWay(FaceOptions options, IDataProtectionProvider protection)
{
    private static readonly TimeSpan Lasts = TimeSpan.FromHours(24);

    private readonly ITimeLimitedDataProtector _seal = protection.CreateProtector("Helpdesk.OnTheWay").ToTimeLimitedDataProtector();

    private CookieBuilder Cookie => options.Cookie("desk-arrival");

    public void Keep(HttpContext context, Arrival arrival) =>
        context.Response.Cookies.Append(Cookie.Name!, _seal.Protect(JsonSerializer.Serialize(arrival), Lasts), Cookie.Build(context));

    public Arrival? Find(HttpContext context)
    {
        if (context.Request.Cookies[Cookie.Name!] is not { Length: > 0 } sealedText)
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<Arrival>(_seal.Unprotect(sealedText));
        }
        catch (Exception fault) when (fault is CryptographicException or JsonException)
        {
            return null;
        }
    }

    public void Forget(HttpContext context) => context.Response.Cookies.Delete(Cookie.Name!, Cookie.Build(context));
}
