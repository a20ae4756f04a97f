using System.Globalization;
using Helpdesk.Engine.People;
using Helpdesk.Engine.People.SecondFactors;
using Helpdesk.Host.Face;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.Host.Account.SecondFactors;

/// <summary>
/// Between the password and the code: a sealed cookie says who has shown the first, for ten minutes. It is no session, and opens
/// nothing but the page that asks for the code (LX13).
/// </summary>
internal sealed class HalfWay(FaceOptions options, SecondFactorDesk factors, PersonDirectory people, IDataProtectionProvider protection)
{
    public const string Path = "/sign-in/code";

    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(10);

    private readonly ITimeLimitedDataProtector _seal = protection.CreateProtector("Helpdesk.HalfWay").ToTimeLimitedDataProtector();

    private CookieBuilder Cookie => options.Cookie("desk-half");

    /// <summary>Signs somebody in who has shown her password, or asks her for the code first.</summary>
    public async Task<IActionResult> EnterAsync(PageModel page, Person person, string to, CancellationToken cancellationToken) =>
        page.LocalRedirect(await EnterAsync(page.HttpContext, person, to, hasProvedTwice: false, cancellationToken));

    /// <param name="hasProvedTwice">Whether she has shown a second factor already, elsewhere.</param>
    /// <returns>Where to go on.</returns>
    public async Task<string> EnterAsync(HttpContext context, Person person, string to, bool hasProvedTwice, CancellationToken cancellationToken)
    {
        if (hasProvedTwice || !await factors.IsOnAsync(person.Id, cancellationToken))
        {
            await context.SignInAsync(person, hasProvedTwice: hasProvedTwice);
            return to;
        }

        var half = string.Create(CultureInfo.InvariantCulture, $"{person.Id} {person.SecurityStamp}");
        context.Response.Cookies.Append(Cookie.Name!, _seal.Protect(half, Lasts), Cookie.Build(context));
        return $"{Path}?returnUrl={Uri.EscapeDataString(to)}";
    }

    /// <summary>Who has shown her password here; null for nobody, or too long ago.</summary>
    public async Task<Person?> FindAsync(HttpContext context, CancellationToken cancellationToken)
    {
        if (context.Request.Cookies[Cookie.Name!] is not { Length: > 0 } sealedText)
        {
            return null;
        }

        try
        {
            return _seal.Unprotect(sealedText).Split(' ') is [var id, var stamp]
                && await people.FindAsync(long.Parse(id, CultureInfo.InvariantCulture), cancellationToken) is { DisabledAt: null } person
                && person.SecurityStamp == stamp
                    ? person
                    : null;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }

    public void Forget(HttpContext context) => context.Response.Cookies.Delete(Cookie.Name!, Cookie.Build(context));
}
