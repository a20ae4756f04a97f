using System.Globalization;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Channels.Hearing;
using Helpdesk.Engine.Pages;
using Helpdesk.Engine.People;
using Helpdesk.Engine.Texts;
using Helpdesk.Host.Account.SingleSignOn;
using Helpdesk.Host.Face;
using Helpdesk.Host.Privacy;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;
using NodaTime.Extensions;

namespace Helpdesk.Host.Account;

/// <summary>What somebody says of herself: the language of her mail and, of the staff, when she is back (row B5).</summary>
internal sealed class MeModel(AccountDesk accounts, HearingDesk hearing, SignOnProviders providers, PersonDirectory people, SessionDesk sessions, PersonalDataFile data, TimeProvider time, Words words) : PageModel
{
    private const int FirstYear = 1970;

    [BindProperty]
    public string? Language { get; set; }

    [BindProperty]
    public DateOnly? BackOn { get; set; }

    public Person Person { get; private set; } = null!;

    /// <summary>Whether there is another provider by which she could sign in.</summary>
    public bool HasProviders => providers.All.Count > 0;

    public IReadOnlyList<Session> Sessions { get; private set; } = [];

    /// <summary>The session that the page is read in.</summary>
    public long? Here => DeskPrincipal.SessionOf(User);

    private Actor Reader => HttpContext.Actor();

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        await ShowAsync(cancellationToken);
        Language = Person.Language;
        BackOn = Person.AwayUntil is { } until && until > time.GetUtcNow()
            ? Instant.FromDateTimeOffset(until).InZone(await hearing.ZoneAsync(Person.Id, cancellationToken)).Date.ToDateOnly()
            : null;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await ShowAsync(cancellationToken);
        if (ModelState.IsValid)
        {
            var result = await accounts.ChangeOwnAsync(Person.Id, Language ?? "", await UntilAsync(cancellationToken), cancellationToken);
            if (result.IsDone)
            {
                TempData.Notify(words["account.me.saved"]);
                return LocalRedirect("/account");
            }

            result.Refusals.AddTo(ModelState, words);
        }

        return Page();
    }

    public async Task<IActionResult> OnPostEndAsync(string? session, CancellationToken cancellationToken)
    {
        if (long.TryParse(session, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            await sessions.EndAsync(Reader, id, cancellationToken);
        }

        return Ended();
    }

    public async Task<IActionResult> OnPostEndOthersAsync(CancellationToken cancellationToken)
    {
        await sessions.EndOthersAsync(Reader, Here ?? 0, cancellationToken);
        return Ended();
    }

    /// <summary>All that the desk knows of her, to take along.</summary>
    public async Task<IActionResult> OnPostDataAsync(CancellationToken cancellationToken) =>
        await data.MakeAsync(Reader.PersonId!.Value, Reader, cancellationToken) is { } file ? File(file, PersonalDataFile.ContentType, PersonalDataFile.Name) : NotFound();

    /// <summary>When her day begins on which she is back; a day long before there were desks is no more than past.</summary>
    private async Task<DateTimeOffset?> UntilAsync(CancellationToken cancellationToken) => BackOn switch
    {
        null => null,
        { Year: < FirstYear } => DateTimeOffset.UnixEpoch,
        { } day => day.ToLocalDate().AtStartOfDayInZone(await hearing.ZoneAsync(Person.Id, cancellationToken)).ToInstant().ToDateTimeOffset(),
    };

    private LocalRedirectResult Ended()
    {
        TempData.Notify(words["account.sessions.ended"]);
        return LocalRedirect("/account");
    }

    private async Task ShowAsync(CancellationToken cancellationToken)
    {
        Person = (await people.FindAsync(Reader.PersonId!.Value, cancellationToken))!;
        Sessions = await sessions.ListAsync(Person.Id, cancellationToken);
    }
}
