using System.Globalization;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Audit;
using Helpdesk.Engine.Channels.Notifications.Holding;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Texts;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Engine.Channels.Hearing;

/// <summary>The door for what somebody chooses to hear of tickets, by which channel and when (LN2).</summary>
internal sealed class HearingDesk(DeskStore store, DeskZone zone)
{
    public const string Changed = "account.change-hearing";

    private const int LastHour = 23;

    public async Task<HearingSettings> FindAsync(long personId, CancellationToken cancellationToken)
    {
        await using var tables = store.Read();
        var choices = await tables.HearingChoices.Where(c => c.PersonId == personId).ToListAsync(cancellationToken);
        var hours = await tables.HearingHours.FirstOrDefaultAsync(h => h.PersonId == personId, cancellationToken) ?? new HearingHours(personId);
        return new HearingSettings
        {
            Paces = choices.ToDictionary(c => (c.Kind, c.Channel), c => c.Pace),
            SummaryHour = hours.SummaryHour,
            QuietFrom = hours.QuietFrom,
            QuietTo = hours.QuietTo,
            QuietDays = hours.Days(),
            TimeZone = hours.TimeZone,
        };
    }

    /// <summary>By whose clock her days are.</summary>
    public async Task<DateTimeZone> ZoneAsync(long personId, CancellationToken cancellationToken)
    {
        await using var tables = store.Read();
        return zone.Of(await tables.HearingHours.Where(h => h.PersonId == personId).Select(h => h.TimeZone).FirstOrDefaultAsync(cancellationToken));
    }

    /// <summary>Puts one's own choices in the place of those before. What waits comes as they say from now on.</summary>
    public async Task<IReadOnlyList<Refusal>> ChangeAsync(HearingSettings settings, Actor by, CancellationToken cancellationToken)
    {
        var id = by.PersonId ?? throw new ArgumentException("The desk itself hears nothing.", nameof(by));
        settings = settings with { TimeZone = StorableText.Of(settings.TimeZone).Trim() };
        if (Check(settings).ToList() is { Count: > 0 } refusals)
        {
            return refusals;
        }

        try
        {
            await SaveAsync(id, settings, by, cancellationToken);
        }
        catch (DbUpdateException)
        {
            // A form that came twice at the same moment, where two may write at once: the later one counts.
            await SaveAsync(id, settings, by, cancellationToken);
        }

        return [];
    }

    private Task SaveAsync(long id, HearingSettings settings, Actor by, CancellationToken cancellationToken) => store.WriteAsync(
        async (unit, token) =>
        {
            await unit.Desk.HearingChoices.Where(c => c.PersonId == id).ExecuteDeleteAsync(token);
            unit.Desk.HearingChoices.AddRange(settings.Paces.Where(pace => pace.Value != HearingPace.Now).Select(pace => new HearingChoice(id, pace.Key.Kind, pace.Key.Channel, pace.Value)));
            var hours = await unit.Desk.HearingHours.FirstOrDefaultAsync(h => h.PersonId == id, token);
            if (hours is null)
            {
                hours = new HearingHours(id);
                unit.Desk.HearingHours.Add(hours);
            }

            hours.Set(settings);
            var clock = new HearingClock(zone.Of(hours.TimeZone), hours);
            await SendHeld.MoveAsync(unit, id, held => UntilOf(held, settings, clock, unit.Now), token);
            AuditEntry.Record(unit, by, Changed, id.ToString(CultureInfo.InvariantCulture));
        },
        cancellationToken);

    /// <summary>What waits for a summary that is not wanted goes for its ticket; where it is not wanted at all, that is seen when it goes.</summary>
    private static HeldUntil UntilOf(HeldMail held, HearingSettings settings, HearingClock clock, DateTimeOffset now) =>
        held.SummaryOfBrandId is { } brand && HearingKinds.Of(held.Template) is { } kind && settings.Pace(kind, HearingChannel.Mail) == HearingPace.Daily
            ? new HeldUntil(clock.Summary(now), brand)
            : new HeldUntil(clock.Loud(now));

    private static IEnumerable<Refusal> Check(HearingSettings settings)
    {
        if (settings.SummaryHour is < 0 or > LastHour)
        {
            yield return Refusal.Invalid("summaryHour", "desk.hearing-hour-wrong");
        }

        if (settings.QuietFrom is null != settings.QuietTo is null)
        {
            yield return Refusal.Invalid(settings.QuietFrom is null ? "quietFrom" : "quietTo", "desk.hearing-quiet-half");
        }
        else if (settings.QuietFrom is not null && settings.QuietFrom == settings.QuietTo)
        {
            yield return Refusal.Invalid("quietTo", "desk.hearing-quiet-empty");
        }

        if (settings.QuietDays.Distinct().Count() == Enum.GetValues<DayOfWeek>().Length)
        {
            yield return Refusal.Invalid("quietDays", "desk.hearing-quiet-always");
        }

        if (settings.TimeZone.Length > 0 && DeskZone.Find(settings.TimeZone) is null)
        {
            yield return Refusal.Invalid("timeZone", "desk.time-zone-unknown");
        }

        if (settings.Paces.Any(pace => !Enum.IsDefined(pace.Key.Kind) || !Enum.IsDefined(pace.Key.Channel) || !HearingKinds.Paces(pace.Key.Channel).Contains(pace.Value)))
        {
            yield return Refusal.Invalid("paces", "desk.hearing-pace-unknown");
        }
    }
}
