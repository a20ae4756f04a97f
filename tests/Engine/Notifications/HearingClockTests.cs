using System.Globalization;
using Helpdesk.Engine.Channels.Hearing;

namespace Helpdesk.Engine.Tests.Notifications;

/// <summary>Quiet hours and summaries by somebody's own clock, over midnight, weekends and the days when clocks change.</summary>
public sealed class HearingClockTests
{
    private static readonly TimeOnly Ten = new(22, 0);
    private static readonly TimeOnly Seven = new(7, 0);

    [Theory]
    [InlineData("2026-03-02T21:30:00+01:00", "2026-03-02T21:30:00+01:00", "before they begin")]
    [InlineData("2026-03-02T22:00:00+01:00", "2026-03-03T07:00:00+01:00", "as they begin")]
    [InlineData("2026-03-03T03:00:00+01:00", "2026-03-03T07:00:00+01:00", "after midnight")]
    [InlineData("2026-03-03T07:00:00+01:00", "2026-03-03T07:00:00+01:00", "as they end")]
    [InlineData("2026-03-06T23:00:00+01:00", "2026-03-09T07:00:00+01:00", "into a quiet weekend")]
    [InlineData("2026-03-07T12:00:00+01:00", "2026-03-09T07:00:00+01:00", "on a quiet day")]
    [InlineData("2026-03-27T22:30:00+01:00", "2026-03-30T07:00:00+02:00", "over the night when clocks go forward")]
    [InlineData("2026-10-23T22:30:00+02:00", "2026-10-26T07:00:00+01:00", "over the night when they go back")]
    public void In_quiet_hours_mail_waits_for_their_end(string at, string expected, string when) =>
        Clock(Ten, Seven, [DayOfWeek.Saturday, DayOfWeek.Sunday]).Loud(DateTimeOffset.Parse(at, CultureInfo.InvariantCulture)).Should().Be(DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture), when);

    [Theory]
    [InlineData("2026-10-25T02:20:00+02:00", "2026-10-25T02:45:00+02:00")]
    [InlineData("2026-10-25T02:20:00+01:00", "2026-10-25T02:20:00+01:00")]
    [InlineData("2026-03-29T01:30:00+01:00", "2026-03-29T03:45:00+02:00")]
    public void An_hour_that_is_there_twice_or_not_at_all_holds_nothing_for_ever(string at, string expected) =>
        Clock(new TimeOnly(1, 0), new TimeOnly(2, 45), []).Loud(DateTimeOffset.Parse(at, CultureInfo.InvariantCulture)).Should().Be(DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("2026-03-02T07:59:00+01:00", "2026-03-02T08:00:00+01:00")]
    [InlineData("2026-03-02T08:00:00+01:00", "2026-03-03T08:00:00+01:00")]
    [InlineData("2026-03-28T12:00:00+01:00", "2026-03-29T08:00:00+02:00")]
    public void A_summary_comes_at_her_hour_of_the_day(string after, string expected) =>
        Clock(from: null, to: null, []).Summary(DateTimeOffset.Parse(after, CultureInfo.InvariantCulture)).Should().Be(DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture));

    [Fact]
    public void A_summary_waits_for_a_day_that_is_not_quiet() =>
        Clock(from: null, to: null, [DayOfWeek.Saturday, DayOfWeek.Sunday]).Summary(DateTimeOffset.Parse("2026-03-06T09:00:00+01:00", CultureInfo.InvariantCulture))
            .Should().Be(DateTimeOffset.Parse("2026-03-09T08:00:00+01:00", CultureInfo.InvariantCulture), "at her hour, not at midnight");

    [Fact]
    public void Whoever_has_said_nothing_has_no_quiet_hours_and_a_summary_at_eight()
    {
        var clock = new HearingClock(DeskZone.Find("Asia/Tokyo")!, hours: null);
        var night = DateTimeOffset.Parse("2026-03-02T03:00:00+09:00", CultureInfo.InvariantCulture);

        clock.Loud(night).Should().Be(night);
        clock.Summary(night).Should().Be(DateTimeOffset.Parse("2026-03-02T08:00:00+09:00", CultureInfo.InvariantCulture));
    }

    [Fact]
    public void There_are_time_zones_to_choose_and_no_others()
    {
        DeskZone.All.Should().Contain(["Etc/UTC", "Europe/Amsterdam", "Asia/Tokyo", "America/New_York"]).And.OnlyHaveUniqueItems().And.OnlyContain(id => DeskZone.Find(id) != null);
        DeskZone.Find("Europe/Atlantis").Should().BeNull();
        ((Action)(() => _ = new DeskZone("Mars"))).Should().Throw<ArgumentException>().WithMessage("*Europe/Amsterdam*");
    }

    private static HearingClock Clock(TimeOnly? from, TimeOnly? to, IReadOnlyList<DayOfWeek> days)
    {
        var hours = new HearingHours(1);
        hours.Set(new HearingSettings { QuietFrom = from, QuietTo = to, QuietDays = days });
        return new HearingClock(DeskZone.Find("Europe/Amsterdam")!, hours);
    }
}
