using Helpdesk.Engine.Pages;
using Helpdesk.Engine.Texts;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.EmailIngest.Pages;

/// <summary>A page for those who keep the mailboxes.</summary>
[RequirePermission(EmailIngestPlugin.Manage)]
internal abstract class MailPage(Words words) : PageModel
{
    protected Words Words { get; } = words;
}
