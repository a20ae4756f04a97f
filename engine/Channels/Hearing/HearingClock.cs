using NodaTime;
using NodaTime.Extensions;

namespace Helpdesk.Engine.Channels.Hearing;

/// <summary>When somebody may be written to, by her own clock.</summary>
internal sealed class HearingClock(DateTimeZone zone, HearingHours? hours)
{
    private readonly IReadOnlyList<IsoDayOfWeek> _quietDays = [.. (hours?.Days() ?? []).Select(day => day.ToIsoDayOfWeek())];
    private readonly LocalTime? _from = hours?.QuietFrom?.ToLocalTime();
    private readonly LocalTime? _to = hours?.QuietTo?.ToLocalTime();

    /// <summary>That instant, or, where it is in quiet hours, their end.</summary>
    public DateTimeOffset Loud(DateTimeOffset at)
    {
        var asked = Instant.FromDateTimeOffset(at).InZone(zone).LocalDateTime;
        var time = asked;
        // A week of quiet days is refused, so there is an end.
        while (EndOfQuiet(time) is { } end)
        {
            time = end;
        }

        return time == asked ? at : Later(at, time);
    }

    /// <summary>When the next summary after that instant is due: at her hour of a day that is not quiet, or, where that hour is quiet, at the end.</summary>
    public DateTimeOffset Summary(DateTimeOffset after)
    {
        var hour = new LocalTime(hours?.SummaryHour ?? HearingHours.DefaultSummaryHour, 0);
        var day = Instant.FromDateTimeOffset(after).InZone(zone).Date;
        while (_quietDays.Contains(day.DayOfWeek) || Of(day.At(hour)) <= after)
        {
            day = day.PlusDays(1);
        }

        return Loud(Of(day.At(hour)));
    }

    private LocalDateTime? EndOfQuiet(LocalDateTime time)
    {
        if (_quietDays.Contains(time.DayOfWeek))
        {
            return time.Date.PlusDays(1).AtMidnight();
        }

        if (_from is not { } from || _to is not { } to)
        {
            return null;
        }

        return (from < to, time.TimeOfDay >= from, time.TimeOfDay < to) switch
        {
            (true, true, true) or (false, _, true) => time.Date.At(to),
            (false, true, _) => time.Date.PlusDays(1).At(to),
            _ => null,
        };
    }

    /// <summary>Where the clock is put back, an hour is there twice: never before what was asked for.</summary>
    private DateTimeOffset Later(DateTimeOffset at, LocalDateTime time) => Of(time) is var end && end > at ? end : at;

    private DateTimeOffset Of(LocalDateTime time) => time.InZoneLeniently(zone).ToInstant().ToDateTimeOffset();
}
