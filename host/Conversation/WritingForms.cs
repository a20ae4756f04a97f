using Helpdesk.Engine.Access;
using Helpdesk.Engine.Pages;
using Helpdesk.Engine.Storage;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.Host.Conversation;

/// <summary>What the pages with a form for a message share: nothing typed is lost, and nothing is sent twice.</summary>
internal sealed class WritingForms(HeldForms held, SentForms sent, TimeProvider time)
{
    /// <summary>Carries the key of a form that was taken to the next page, which then forgets the browser's draft.</summary>
    public const string SentKey = "sent";

    public Task<HeldFields?> HeldAsync(PageModel page, CancellationToken cancellationToken) =>
        held.FindAsync(page.HttpContext.Actor(), page.Request.Path, time.Instant(), cancellationToken);

    public Task<SentForm?> SentAsync(PageModel page, string? requestKey, string? body, CancellationToken cancellationToken) =>
        sent.FindAsync(page.HttpContext.Actor(), requestKey, body, cancellationToken);

    public Task ForgetAsync(PageModel page, CancellationToken cancellationToken) =>
        held.ForgetAsync(page.HttpContext.Actor(), page.Request.Path, cancellationToken);

    /// <summary>The form was taken: no draft of it is needed any more.</summary>
    public Task TakenAsync(PageModel page, string? requestKey, CancellationToken cancellationToken)
    {
        page.TempData[SentKey] = requestKey;
        return ForgetAsync(page, cancellationToken);
    }

    /// <param name="requestKey">That of a form that comes back; null for a new one.</param>
    public FormHead Head(PageModel page, string name, string? requestKey, bool isHeld, string discardUrl)
    {
        var actor = page.HttpContext.Actor();
        return new FormHead(
            name,
            held.OwnerOf(actor),
            actor.PersonId!.Value,
            string.IsNullOrWhiteSpace(requestKey) ? SentForms.NewKey() : requestKey,
            isHeld,
            IsRefused: !page.ModelState.IsValid,
            discardUrl);
    }
}
