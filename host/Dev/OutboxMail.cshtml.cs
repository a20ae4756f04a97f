using Helpdesk.Engine.Channels.Notifications;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.Host.Dev;

/// <summary>One mail: its headers, its text, and its HTML in a frame where nothing runs and nothing is fetched.</summary>
[AllowAnonymous]
[DevelopmentOnly]
internal sealed class OutboxMailModel(MailReader mails) : PageModel
{
    /// <summary>What the HTML of a mail may do: look as it was written. No script, no form, no picture from elsewhere (LX1).</summary>
    public const string FramePolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox";

    public Mail Mail { get; private set; } = null!;

    public IEnumerable<(string Name, string Value)> Headers
    {
        get
        {
            yield return ("Date", $"{Mail.CreatedAt:R}");
            yield return ("From", Mail.From);
            yield return ("To", Mail.To);
            yield return ("Subject", Mail.Subject);
            yield return ("Message-ID", $"<{Mail.MessageId}>");
            var references = Mail.References.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (references.Length > 0)
            {
                yield return ("In-Reply-To", $"<{references[^1]}>");
                yield return ("References", string.Join(' ', references.Select(id => $"<{id}>")));
            }

            if (Mail.IsAutomatic)
            {
                yield return ("Auto-Submitted", "auto-generated");
            }
        }
    }

    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancellationToken)
    {
        if (await mails.FindAsync(id, cancellationToken) is not { } mail)
        {
            return NotFound();
        }

        Mail = mail;
        return Page();
    }

    public async Task<IActionResult> OnGetHtmlAsync(long id, CancellationToken cancellationToken)
    {
        if (await mails.FindAsync(id, cancellationToken) is not { } mail)
        {
            return NotFound();
        }

        Response.Headers.ContentSecurityPolicy = FramePolicy;
        Response.Headers.XContentTypeOptions = "nosniff";
        return Content(mail.Html, "text/html; charset=utf-8");
    }
}
