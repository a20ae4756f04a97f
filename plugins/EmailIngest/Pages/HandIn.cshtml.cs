using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Helpdesk.EmailIngest.Fetching;
using Helpdesk.EmailIngest.Mailboxes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Logging;

namespace Helpdesk.EmailIngest.Pages;

/// <summary>
/// Where a program hands a mail in: one raw mail (RFC 5322) as the body of a POST, signed by HMAC-SHA256 (RFC 2104) with the mailbox's secret over the time,
/// a full stop and the body. It answers 202 when the mail is on the disk, and not before; given twice, it is one mail all the same.
/// </summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
[DisableRequestSizeLimit]
internal sealed partial class HandInModel(MailboxReader mailboxes, MailboxSecrets secrets, Spool spool, TimeProvider time, ILogger<HandInModel> logger) : PageModel
{
    /// <summary>Seconds since 1970, as the program's clock says.</summary>
    public const string TimeHeader = "X-Helpdesk-Time";

    /// <summary><c>sha256=</c> and the HMAC in hexadecimal.</summary>
    public const string SignatureHeader = "X-Helpdesk-Signature";

    private const string Scheme = "sha256=";
    private static readonly TimeSpan MostApart = TimeSpan.FromMinutes(5);

    public IActionResult OnGet() => StatusCode(StatusCodes.Status405MethodNotAllowed);

    public async Task<IActionResult> OnPostAsync(string name, CancellationToken cancellationToken)
    {
        if (await mailboxes.FindAsync(name, cancellationToken) is not { EndpointSecret.Length: > 0 } mailbox || secrets.Reveal(mailbox.EndpointSecret) is not { } secret)
        {
            return Say(StatusCodes.Status404NotFound, "There is no such mailbox, or no program may hand mail in there.");
        }

        if (Signature() is not { } signed)
        {
            return Say(StatusCodes.Status401Unauthorized, $"The request needs {TimeHeader}, within five minutes of this desk's clock, and {SignatureHeader}: {Scheme}….");
        }

        var most = MailboxReader.MostBytes(mailbox);
        if (Request.ContentLength > most)
        {
            return TooLarge(most);
        }

        if (HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = most;
        }

        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hash.AppendData(Encoding.ASCII.GetBytes(signed.Time + "."));
        try
        {
            return await spool.TakeInAsync(mailbox, Request.Body, hash, signed.Hmac, cancellationToken) switch
            {
                HandedIn.Kept => Say(StatusCodes.Status202Accepted, "The mail is safe."),
                HandedIn.Empty => Say(StatusCodes.Status400BadRequest, "There is nothing in the mail."),
                _ => Say(StatusCodes.Status401Unauthorized, "The signature is not that of this mail and this mailbox's secret."),
            };
        }
        catch (BadHttpRequestException fault) when (fault.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return TooLarge(most);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            LogNotKept(mailbox.Name, fault);
            return Say(StatusCodes.Status503ServiceUnavailable, "The mail could not be kept. Try again later.");
        }
    }

    private (string Time, byte[] Hmac)? Signature()
    {
        var (at, signature) = (Request.Headers[TimeHeader].ToString(), Request.Headers[SignatureHeader].ToString());
        if (!long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || Math.Abs(time.GetUtcNow().ToUnixTimeSeconds() - seconds) > MostApart.TotalSeconds
            || !signature.StartsWith(Scheme, StringComparison.Ordinal))
        {
            return null;
        }

        try
        {
            return (at, Convert.FromHexString(signature[Scheme.Length..]));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static ContentResult TooLarge(int most) =>
        Say(StatusCodes.Status413PayloadTooLarge, string.Create(CultureInfo.InvariantCulture, $"This mailbox takes mails of {most} bytes at most."));

    private static ContentResult Say(int status, string sentence) => new() { StatusCode = status, ContentType = "text/plain; charset=utf-8", Content = sentence };

    [LoggerMessage(Level = LogLevel.Error, Message = "A mail for {Mailbox} that a program handed in could not be kept")]
    private partial void LogNotKept(string mailbox, Exception fault);
}
