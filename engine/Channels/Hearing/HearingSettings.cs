namespace Helpdesk.Engine.Channels.Hearing;

/// <summary>How somebody hears of tickets.</summary>
internal sealed record HearingSettings
{
    /// <summary>What she chose; what is not there is at once.</summary>
    public IReadOnlyDictionary<(HearingKind Kind, HearingChannel Channel), HearingPace> Paces { get; init; } = new Dictionary<(HearingKind, HearingChannel), HearingPace>();

    /// <summary>At which hour of her day a summary comes, 0 to 23.</summary>
    public int SummaryHour { get; init; } = HearingHours.DefaultSummaryHour;

    /// <summary>When no mail comes: what there is waits for the end. Null for none.</summary>
    public TimeOnly? QuietFrom { get; init; }

    public TimeOnly? QuietTo { get; init; }

    /// <summary>Days on which no mail comes at all.</summary>
    public IReadOnlyList<DayOfWeek> QuietDays { get; init; } = [];

    /// <summary>Of the IANA time zone database; empty for the desk's.</summary>
    public string TimeZone { get; init; } = "";

    public HearingPace Pace(HearingKind kind, HearingChannel channel) => Paces.GetValueOrDefault((kind, channel));
}
