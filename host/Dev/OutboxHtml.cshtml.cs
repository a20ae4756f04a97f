using Helpdesk.Engine.Channels.Notifications;
using Helpdesk.Host.Face;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.Host.Dev;

/// <summary>The HTML of one mail and nothing around it, for a frame where nothing runs and nothing is fetched.</summary>
[AllowAnonymous]
[DevelopmentOnly]
[InFrame]
internal sealed class OutboxHtmlModel(MailReader mails) : PageModel
{
    /// <summary>What the HTML of a mail may do: look as it was written. No script, no form, no picture from elsewhere (LX1).</summary>
    public static ContentPolicy Policy { get; } = new(
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox");

    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancellationToken)
    {
        if (await mails.FindAsync(id, cancellationToken) is not { } mail)
        {
            return NotFound();
        }

        // Said here as well, so that the page is harmless by itself.
        Response.Headers.ContentSecurityPolicy = Policy.Value;
        Response.Headers.XContentTypeOptions = "nosniff";
        return Content(mail.Html, "text/html; charset=utf-8");
    }

    [AttributeUsage(AttributeTargets.Class)]
    private sealed class InFrameAttribute : Attribute, IPageApplicationModelConvention
    {
        public void Apply(PageApplicationModel model) => model.EndpointMetadata.Add(Policy);
    }
}
