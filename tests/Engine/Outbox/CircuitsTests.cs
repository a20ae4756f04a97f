using Helpdesk.Engine.Outbox;
using Helpdesk.Engine.Plugins;
using Helpdesk.Testing;

namespace Helpdesk.Engine.Tests.Outbox;

/// <summary>LP10: what fails is left out for a while, by itself and not with its plugin.</summary>
public sealed class CircuitsTests
{
    private const string Panel = "plugin:votes:panel";
    private const string Handler = "plugin:votes:handler";

    private readonly TestClock _time = new();
    private readonly Circuits _circuits;

    public CircuitsTests() => _circuits = new Circuits(_time);

    [Fact]
    public void A_circuit_opens_after_five_failures_in_a_row_and_not_before()
    {
        Fail(Panel, Circuits.FailuresToOpen - 1);
        _circuits.IsOpen(Panel).Should().BeFalse();

        Fail(Panel, 1);

        _circuits.IsOpen(Panel).Should().BeTrue();
        _circuits.IsOpen(Handler).Should().BeFalse();
    }

    [Fact]
    public void A_success_in_between_begins_the_count_anew()
    {
        Fail(Panel, 4);
        _circuits.Succeeded(Panel);
        Fail(Panel, 4);

        _circuits.IsOpen(Panel).Should().BeFalse();
        _circuits.IsFailing(Panel).Should().BeTrue();
    }

    [Fact]
    public void A_circuit_closes_after_a_minute_and_opens_at_once_when_the_trial_fails()
    {
        Fail(Panel, 5);

        _time.Advance(Circuits.OpenFor - TimeSpan.FromMilliseconds(1));
        _circuits.IsOpen(Panel).Should().BeTrue();
        _time.Advance(TimeSpan.FromMilliseconds(1));
        _circuits.IsOpen(Panel).Should().BeFalse();

        Fail(Panel, 1);
        _circuits.IsOpen(Panel).Should().BeTrue();
    }

    [Fact]
    public void What_hangs_too_often_is_left_out_until_one_of_its_runs_ends()
    {
        var runs = Enumerable.Range(0, Circuits.MostHanging).Select(_ => new TaskCompletionSource()).ToList();
        runs[1..].ForEach(run => _circuits.LeftBehind(Panel, run.Task));
        _circuits.IsClogged(Panel).Should().BeFalse();

        _circuits.LeftBehind(Panel, runs[0].Task);
        _time.Advance(TimeSpan.FromDays(1));

        _circuits.IsOpen(Panel).Should().BeTrue();
        _circuits.IsClogged(Panel).Should().BeTrue();
        _circuits.IsOpen(Handler).Should().BeFalse();
        runs[5].SetResult();
        _circuits.IsOpen(Panel).Should().BeFalse();
    }

    [Fact]
    public async Task A_handler_that_always_hangs_holds_so_many_runs_and_no_more()
    {
        var begun = 0;
        var votes = new Votes { Options = new DeliveryOptions { Attempts = 100, Budget = TimeSpan.FromSeconds(1) } };
        votes.Do = (_, _) =>
        {
            Interlocked.Increment(ref begun);
            return new TaskCompletionSource().Task;
        };
        await using var desk = await TestDesk.OpenAsync("sqlite", plugins: [votes.Contribute()]);
        await desk.ScheduleAsync();
        for (var attempt = 1; attempt <= Circuits.MostHanging; attempt++)
        {
            var delivery = desk.DeliverAllAsync();
            await desk.Clock.PassAsync(TimeSpan.FromSeconds(1));
            await delivery;
            desk.Clock.Advance(Backoff.After(attempt));
        }

        await desk.DeliverAllAsync();

        // A run whose budget ran out before a thread was free for it begins all the same.
        await Patience.UntilAsync(() => Task.FromResult(Volatile.Read(ref begun) >= Circuits.MostHanging), "all runs have begun");
        begun.Should().Be(Circuits.MostHanging);
        (await desk.RowAsync()).Should().Match<OutboxRow>(row => row.Attempts == Circuits.MostHanging + 1 && row.LastError!.StartsWith("TimeoutException: It was not started"));
    }

    [Fact]
    public void The_administrator_reads_what_went_wrong_and_when()
    {
        Fail(Panel, 2);
        _circuits.Succeeded(Panel);

        _circuits.Report()[Panel].Should().BeEquivalentTo(new CircuitReport(
            Calls: 3, Failures: 2, TimeSpan.Zero, IsOpen: false, [new CircuitError("InvalidDataException: broken", _time.GetUtcNow(), TraceId: null), new CircuitError("InvalidDataException: broken", _time.GetUtcNow(), TraceId: null)]));
    }

    [Fact]
    public void A_plugin_that_is_switched_on_anew_begins_with_a_clean_sheet_and_others_keep_theirs()
    {
        Fail(Panel, 5);
        Fail("plugin:votes-2:panel", 5);

        _circuits.Reset("votes");

        _circuits.IsOpen(Panel).Should().BeFalse();
        _circuits.IsOpen("plugin:votes-2:panel").Should().BeTrue();
    }

    [Fact]
    public async Task Deliveries_count_for_the_receiver()
    {
        var votes = new Votes { Options = new DeliveryOptions { Attempts = 5 } };
        var well = votes.Do;
        votes.Do = (_, _) => throw new InvalidDataException("broken");
        await using var desk = await TestDesk.OpenAsync("sqlite", plugins: [votes.Contribute()]);
        await desk.ScheduleAsync();
        for (var attempt = 1; attempt <= 5; attempt++)
        {
            await desk.DeliverAllAsync();
            desk.Clock.Advance(Backoff.After(attempt));
        }

        desk.Circuits.Report()[Votes.Job].Should().Match<CircuitReport>(report => report.Failures == 5 && report.Calls == 5);
        votes.Do = well;
        await desk.ScheduleAsync();
        await desk.DeliverAllAsync();
        desk.Circuits.IsFailing(Votes.Job).Should().BeFalse();
    }

    private void Fail(string key, int times)
    {
        for (var i = 0; i < times; i++)
        {
            _circuits.Failed(key, new InvalidDataException("broken"));
        }
    }
}
