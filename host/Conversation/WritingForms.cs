using Helpdesk.Engine.Conversation;
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

    /// <summary>The ticket that this form has opened before.</summary>
    public async Task<SentForm?> OpenedAsync(PageModel page, string? requestKey, string? department, string? subject, string? body, CancellationToken cancellationToken)
    {
        var actor = page.HttpContext.Actor();
        return string.IsNullOrWhiteSpace(requestKey)
            ? null
            : await sent.FindAsync(actor, requestKey, body, cancellationToken) ?? await sent.FindOpenedAsync(actor, department, subject, body, cancellationToken);
    }

    /// <summary>The message that this form has written before.</summary>
    public async Task<SentForm?> SaidAsync(PageModel page, string? requestKey, string number, MessageKind kind, string? body, CancellationToken cancellationToken)
    {
        var actor = page.HttpContext.Actor();
        return string.IsNullOrWhiteSpace(requestKey)
            ? null
            : await sent.FindAsync(actor, requestKey, body, cancellationToken) ?? await sent.FindSaidAsync(actor, number, kind, body, cancellationToken);
    }

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
