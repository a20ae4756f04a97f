namespace Helpdesk.Engine.Channels.Hearing;

/// <summary>When somebody wants no mail, and when her summary comes. Whoever has said nothing has none of these rows.</summary>
internal sealed class HearingHours
{
    public const int LongestTimeZone = 64;
    public const int DefaultSummaryHour = 8;

    private HearingHours()
    {
    }

    public HearingHours(long personId) => PersonId = personId;

    public long PersonId { get; private set; }

    /// <summary>Of the IANA time zone database; empty for the desk's.</summary>
    public string TimeZone { get; private set; } = "";

    /// <summary>0 to 23, by her clock.</summary>
    public int SummaryHour { get; private set; } = DefaultSummaryHour;

    /// <summary>Null, as is <see cref="QuietTo"/>, where no time of the day is quiet.</summary>
    public TimeOnly? QuietFrom { get; private set; }

    /// <summary>The next day's, where it is before <see cref="QuietFrom"/>.</summary>
    public TimeOnly? QuietTo { get; private set; }

    /// <summary>One bit for each day of the week, Sunday's the lowest.</summary>
    public int QuietDays { get; private set; }

    public void Set(HearingSettings settings)
    {
        (TimeZone, SummaryHour, QuietFrom, QuietTo) = (settings.TimeZone, settings.SummaryHour, settings.QuietFrom, settings.QuietTo);
        QuietDays = settings.QuietDays.Aggregate(0, static (bits, day) => bits | (1 << (int)day));
    }

    public IReadOnlyList<DayOfWeek> Days() => [.. Enum.GetValues<DayOfWeek>().Where(day => (QuietDays & (1 << (int)day)) != 0)];
}
