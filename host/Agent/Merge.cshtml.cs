using System.Globalization;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Pages;
using Helpdesk.Engine.Texts;
using Helpdesk.Engine.Tickets;
using Helpdesk.Engine.Tickets.Acts;
using Helpdesk.Engine.Tickets.Merging;
using Helpdesk.Host.Account;
using Helpdesk.Host.Face;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.Host.Agent;

/// <summary>Makes a ticket part of another, after it was shown what becomes of both (LU16).</summary>
[Authorize(Policies.Staff)]
internal sealed class MergeModel(TicketDesk desk, TicketReader tickets, MergePreviews previews, CustomerDesk customers, Words words) : PageModel
{
    private const int MostOthers = 10;

    [FromRoute]
    public string Number { get; set; } = "";

    /// <summary>The number of the other, as it was typed.</summary>
    [BindProperty(SupportsGet = true)]
    public string? MergeInto { get; set; }

    /// <summary>The version of the ticket that the page showed.</summary>
    [BindProperty]
    public string? Version { get; set; }

    public TicketView View { get; private set; } = null!;

    /// <summary>What would happen; null while no other ticket is chosen.</summary>
    public MergePreview? Preview { get; private set; }

    public IReadOnlyList<OtherTicket> Others { get; private set; } = [];

    public static string UrlOf(string number) => $"{TicketUrlOf(number)}/merge";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (await FindAsync(cancellationToken) is { } elsewhere)
        {
            return elsewhere;
        }

        if (MergeInto is not null)
        {
            await PreviewAsync(cancellationToken);
        }

        return await ShowAsync(cancellationToken);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await FindAsync(cancellationToken) is { } elsewhere)
        {
            return elsewhere;
        }

        if (!await PreviewAsync(cancellationToken))
        {
            return await ShowAsync(cancellationToken);
        }

        long? seen = long.TryParse(Version, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;
        var into = Preview!.Into.Ticket;
        var result = await desk.DoAsync(View.Ticket.Id, [new Merge(into.Id)], HttpContext.Actor(), seen, cancellationToken);
        if (result.IsDone)
        {
            TempData.Notify(words["agent.merge.done", View.Ticket.Number]);
            return LocalRedirect(TicketUrlOf(into.Number));
        }

        // What it would do has changed, or it can't be done: it is said, and shown as it is now.
        if (await FindAsync(cancellationToken) is { } moved)
        {
            return moved;
        }

        if (await PreviewAsync(cancellationToken))
        {
            result.Refusals.AddTo(ModelState, words);
        }

        return await ShowAsync(cancellationToken);
    }

    /// <returns>Where to go instead: the ticket is not there, or part of another already.</returns>
    private async Task<IActionResult?> FindAsync(CancellationToken cancellationToken)
    {
        if (await tickets.FindAsync(HttpContext.Actor(), Number, cancellationToken) is not { } view)
        {
            return NotFound();
        }

        View = view;
        return view.Ticket.Number == Number ? null : LocalRedirect(TicketUrlOf(view.Ticket.Number));
    }

    /// <returns>Whether it can be done; if not, why is said beside the field.</returns>
    private async Task<bool> PreviewAsync(CancellationToken cancellationToken)
    {
        Preview = await previews.ReadAsync(HttpContext.Actor(), View, MergeInto ?? "", cancellationToken);
        if (Preview is null)
        {
            ModelState.AddModelError(nameof(MergeInto), words["desk.merge-into-unknown"]);
        }
        else if (Preview.Refusals.Count > 0)
        {
            Preview.Refusals.AddTo(ModelState, words);
            Preview = null;
        }

        return Preview is not null;
    }

    private async Task<IActionResult> ShowAsync(CancellationToken cancellationToken)
    {
        if (Preview is null)
        {
            Others = await customers.OthersAsync(HttpContext.Actor(), View, MostOthers, cancellationToken);
        }

        // Shown as it is now: what was posted is of before.
        ModelState.Remove(nameof(Version));
        return Page();
    }

    private static string TicketUrlOf(string number) => $"/agent/tickets/{Uri.EscapeDataString(number)}";
}
