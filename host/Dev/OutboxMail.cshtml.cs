using Helpdesk.Engine.Channels.Notifications;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.Host.Dev;

/// <summary>One mail: its headers, its text, and its HTML in a frame (<see cref="OutboxHtmlModel"/>).</summary>
[AllowAnonymous]
[DevelopmentOnly]
internal sealed class OutboxMailModel(MailReader mails) : PageModel
{
    public Mail Mail { get; private set; } = null!;

    public IEnumerable<(string Name, string Value)> Headers
    {
        get
        {
            yield return ("Date", $"{Mail.CreatedAt:R}");
            yield return ("From", Mail.From);
            yield return ("To", Mail.To);
            yield return ("Reply-To", Mail.ReplyTo);
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
}
