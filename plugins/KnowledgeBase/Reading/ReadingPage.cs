using Helpdesk.Engine.Pages;
using Helpdesk.Engine.Plugins.Settings;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.KnowledgeBase.Reading;

/// <summary>A page for readers. Guests come in where the knowledge base is open; elsewhere they are asked to sign in, whatever they wanted.</summary>
[AllowAnonymous]
internal abstract class ReadingPage(ISettings<KnowledgeBaseSettings> settings) : PageModel
{
    /// <summary>Who reads; set before any handler runs.</summary>
    public Reader Reader { get; private set; } = null!;

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        var actor = HttpContext.ActorOrNull();
        if (actor is null && !(await settings.ReadAsync(HttpContext.RequestAborted)).Open)
        {
            context.Result = new ChallengeResult();
            return;
        }

        Reader = Reader.Of(actor);
        await next();
    }
}
