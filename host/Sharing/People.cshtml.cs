using Helpdesk.Engine.Access;
using Helpdesk.Engine.Pages;
using Helpdesk.Engine.Texts;
using Helpdesk.Engine.Tickets;
using Helpdesk.Engine.Tickets.Acts;
using Helpdesk.Engine.Tickets.Sharing;
using Helpdesk.Host.Face;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.Host.Sharing;

/// <summary>
/// Rows B3 and B7: who is on a ticket. Customers and staff share it, follow it and send copies of it here, from the forms
/// beside the ticket; before something is taken off, it says who loses sight of what.
/// </summary>
internal sealed class PeopleModel(TicketDesk desk, TicketReader tickets, TicketPeople people, Words words) : PageModel
{
    [FromRoute]
    public string Number { get; set; } = "";

    /// <summary>A name, an address, an organisation or a site, as it was typed.</summary>
    [BindProperty]
    public string? With { get; set; }

    [BindProperty]
    public string? Cc { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Kind { get; set; }

    [BindProperty(SupportsGet = true)]
    public long? Id { get; set; }

    public PeopleCard Card { get; private set; } = null!;

    /// <summary>What would happen, where it is asked for.</summary>
    public LosingSight? Losing { get; private set; }

    public string TicketUrl => (Reader.IsStaff ? "/agent/tickets/" : "/tickets/") + Uri.EscapeDataString(Card.View.Ticket.Number);

    private Actor Reader => HttpContext.Actor();

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!await ShowAsync(cancellationToken))
        {
            return NotFound();
        }

        if (Kind is null)
        {
            return Page();
        }

        Losing = ShareKeys.Read(Kind, Id) is { } with ? await people.LosingAsync(Card.View, Reader, with, cancellationToken) : null;
        // Taken off meanwhile, or never there: the list as it is says so.
        return Losing is null ? LocalRedirect(Card.Url) : Page();
    }

    /// <summary>What may be meant by what is typed, for the field's list.</summary>
    public async Task<IActionResult> OnGetNamesAsync(string? with, CancellationToken cancellationToken) =>
        await tickets.FindIdAsync(Reader, Number, cancellationToken) is null
            ? NotFound()
            : Partial("/Sharing/_Names.cshtml", await people.SuggestAsync(Reader, with, cancellationToken));

    /// <summary>Who may be meant by what stands behind an <c>@</c> (row B6).</summary>
    public async Task<IActionResult> OnGetMentionableAsync(string? begun, bool isNote, CancellationToken cancellationToken)
    {
        if (await tickets.FindIdAsync(Reader, Number, cancellationToken) is not { } ticketId)
        {
            return NotFound();
        }

        var found = await people.MentionableAsync(Reader, ticketId, begun, isNote && Reader.IsStaff, cancellationToken);
        return Partial("/Sharing/_Mentionable.cshtml", (found, Reader.IsStaff));
    }

    public async Task<IActionResult> OnPostShareAsync(CancellationToken cancellationToken)
    {
        if (!await ShowAsync(cancellationToken))
        {
            return NotFound();
        }

        var found = await people.FindAsync(Reader, With, cancellationToken);
        if (found is not [var one])
        {
            ModelState.AddModelError("Share", string.IsNullOrWhiteSpace(With)
                ? words["desk.share-missing"]
                : found.Count == 0 ? words["desk.share-person-unknown"] : words["desk.share-several", With]);
            return Page();
        }

        return await DoAsync(new Share([one.With]), words["common.people.shared", one.With.Kind == ShareKind.Person ? one.Name : words["common.people.everybody", one.Name]], cancellationToken);
    }

    public async Task<IActionResult> OnPostUnshareAsync(CancellationToken cancellationToken)
    {
        if (!await ShowAsync(cancellationToken))
        {
            return NotFound();
        }

        if (ShareKeys.Read(Kind, Id) is not { } with)
        {
            return LocalRedirect(Card.Url);
        }

        var name = Card.View.Shares.FirstOrDefault(share => share.With == with)?.Name;
        return await DoAsync(new Unshare(with), words["common.people.unshared", name ?? ""], cancellationToken);
    }

    public Task<IActionResult> OnPostFollowAsync(CancellationToken cancellationToken) =>
        ShowAndDoAsync(new Follow(), "common.people.followed-done", cancellationToken);

    /// <param name="person">Somebody else; null for the reader.</param>
    public Task<IActionResult> OnPostUnfollowAsync(long? person, CancellationToken cancellationToken) =>
        ShowAndDoAsync(new Unfollow(person), person is null ? "common.people.unfollowed-done" : "common.people.unfollowed-other", cancellationToken);

    public Task<IActionResult> OnPostAddCcAsync(CancellationToken cancellationToken) =>
        ShowAndDoAsync(new AddCc(CcText.Read(Cc)), "common.cc.added", cancellationToken);

    public Task<IActionResult> OnPostRemoveCcAsync(string? address, CancellationToken cancellationToken) =>
        ShowAndDoAsync(new RemoveCc(address ?? ""), "common.cc.removed", cancellationToken);

    private async Task<bool> ShowAsync(CancellationToken cancellationToken)
    {
        if (await tickets.FindAsync(Reader, Number, cancellationToken) is not { } view)
        {
            return false;
        }

        Card = new PeopleCard(view, Reader, With, Cc);
        return true;
    }

    private async Task<IActionResult> ShowAndDoAsync(Act act, string notice, CancellationToken cancellationToken) =>
        await ShowAsync(cancellationToken) ? await DoAsync(act, words[notice], cancellationToken) : NotFound();

    private async Task<IActionResult> DoAsync(Act act, string notice, CancellationToken cancellationToken)
    {
        var result = await desk.DoAsync(Card.View.Ticket.Id, [act], Reader, expectedVersion: null, cancellationToken);
        if (!result.IsDone)
        {
            result.Refusals.AddTo(ModelState, words);
            return Page();
        }

        TempData.Notify(notice);
        // She may have taken herself off.
        return LocalRedirect(await tickets.FindIdAsync(Reader, Number, cancellationToken) is not null ? TicketUrl : Reader.IsStaff ? "/agent" : "/tickets");
    }
}
