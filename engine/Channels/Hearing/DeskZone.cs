using NodaTime;
using NodaTime.TimeZones;

namespace Helpdesk.Engine.Channels.Hearing;

/// <summary>The time zone of whoever has chosen none (the setting <c>TimeZone</c>), and those that there are.</summary>
internal sealed class DeskZone
{
    public const string Utc = "Etc/UTC";

    /// <param name="id">Of the IANA time zone database.</param>
    /// <exception cref="ArgumentException">There is no such zone.</exception>
    public DeskZone(string id) =>
        Zone = Find(id) ?? throw new ArgumentException($"'{id}' is no time zone of the IANA database, as Europe/Amsterdam is one.", nameof(id));

    /// <summary>Those that stand for a place each, and UTC.</summary>
    public static IReadOnlyList<string> All { get; } =
        [Utc, .. TzdbDateTimeZoneSource.Default.ZoneLocations!.Select(place => place.ZoneId).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    public DateTimeZone Zone { get; }

    public static DateTimeZone? Find(string id) => DateTimeZoneProviders.Tzdb.GetZoneOrNull(id);

    /// <summary>Somebody's own, or the desk's.</summary>
    public DateTimeZone Of(string? id) => string.IsNullOrEmpty(id) ? Zone : Find(id) ?? Zone;
}
