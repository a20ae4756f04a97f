using System.Globalization;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Channels.Hearing;
using Helpdesk.Engine.Pages;
using Helpdesk.Engine.Texts;
using Helpdesk.Host.Face;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.Host.Account;

/// <summary>What somebody hears of, by which channel, and when she wants to hear nothing (LN2).</summary>
internal sealed class HearingModel(HearingDesk desk, DeskZone zone, Words words) : PageModel
{
    [BindProperty]
    public Dictionary<HearingKind, HearingPace> Mail { get; set; } = [];

    /// <summary>The kinds that are to be on the list of news.</summary>
    [BindProperty]
    public List<HearingKind> Desk { get; set; } = [];

    [BindProperty]
    public int SummaryHour { get; set; }

    [BindProperty]
    public TimeOnly? QuietFrom { get; set; }

    [BindProperty]
    public TimeOnly? QuietTo { get; set; }

    [BindProperty]
    public List<DayOfWeek> QuietDays { get; set; } = [];

    [BindProperty]
    public string? TimeZone { get; set; }

    public IReadOnlyList<HearingKind> Kinds => HearingKinds.For(IsStaff);

    public bool IsStaff => Reader.IsStaff;

    public string DeskZoneId => zone.Zone.Id;

    /// <summary>The week as the reader's calendar has it.</summary>
    public static IEnumerable<DayOfWeek> Week
    {
        get
        {
            var first = (int)CultureInfo.CurrentUICulture.DateTimeFormat.FirstDayOfWeek;
            var days = Enum.GetValues<DayOfWeek>();
            return days.Select((_, i) => days[(first + i) % days.Length]);
        }
    }

    private Actor Reader => HttpContext.Actor();

    /// <summary>What a phrase calls it.</summary>
    public static string Key<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var settings = await desk.FindAsync(Reader.PersonId!.Value, cancellationToken);
        Mail = Kinds.ToDictionary(kind => kind, kind => settings.Pace(kind, HearingChannel.Mail));
        Desk = [.. Kinds.Where(kind => settings.Pace(kind, HearingChannel.Desk) != HearingPace.Never)];
        (SummaryHour, QuietFrom, QuietTo, TimeZone) = (settings.SummaryHour, settings.QuietFrom, settings.QuietTo, settings.TimeZone);
        QuietDays = [.. settings.QuietDays];
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (ModelState.IsValid)
        {
            var refusals = await desk.ChangeAsync(Settings(), Reader, cancellationToken);
            if (refusals.Count == 0)
            {
                TempData.Notify(words["account.me.saved"]);
                return LocalRedirect("/account/notifications");
            }

            refusals.AddTo(ModelState, words);
        }

        return Page();
    }

    private HearingSettings Settings()
    {
        var mail = Kinds.Select(kind => (kind, HearingChannel.Mail, Pace: Mail.GetValueOrDefault(kind)));
        var list = Kinds.Select(kind => (kind, HearingChannel.Desk, Pace: Desk.Contains(kind) ? HearingPace.Now : HearingPace.Never));
        return new HearingSettings
        {
            Paces = mail.Concat(list).ToDictionary(choice => (choice.kind, choice.Item2), choice => choice.Pace),
            SummaryHour = SummaryHour,
            QuietFrom = QuietFrom,
            QuietTo = QuietTo,
            QuietDays = QuietDays,
            TimeZone = TimeZone ?? "",
        };
    }
}
