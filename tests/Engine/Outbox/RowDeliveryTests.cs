using Helpdesk.Engine.Outbox;
using Helpdesk.Engine.Plugins;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Tickets.Events;
using Helpdesk.Testing;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Tests.Outbox;

public sealed class RowDeliveryTests
{
    public static TheoryData<string> Providers => TestDatabase.Providers;

    [SkippableTheory]
    [MemberData(nameof(Providers))]
    public async Task A_row_is_gone_with_the_same_commit_that_keeps_what_its_handler_wrote(string provider)
    {
        var votes = new Votes();
        await using var desk = await OpenAsync(provider, votes.Contribute(handler: true));
        await desk.ReplyAsync(ticket: 1, version: 2);

        (await desk.DeliverAllAsync()).Should().Be(1);

        votes.Seen.Should().Equal("1/2");
        (await desk.RowsAsync()).Should().BeEmpty();
        (await desk.CountVotesAsync()).Should().Be(1);
    }

    [SkippableTheory]
    [MemberData(nameof(Providers))]
    public async Task A_write_that_fails_takes_the_others_with_it_and_the_row_comes_again(string provider)
    {
        var votes = new Votes();
        votes.Do = (delivery, _) =>
        {
            delivery.Write(Votes.VoteAsync);
            if (delivery.Attempt == 1)
            {
                delivery.Write((_, _) => throw new InvalidDataException("broken"));
            }

            return Task.CompletedTask;
        };
        await using var desk = await OpenAsync(provider, votes.Contribute());
        await desk.ScheduleAsync();

        await desk.DeliverAllAsync();
        (await desk.CountVotesAsync()).Should().Be(0);
        desk.Clock.Advance(Backoff.After(1));
        await desk.DeliverAllAsync();

        (await desk.CountVotesAsync()).Should().Be(1);
        votes.Seen.Should().HaveCount(2);
    }

    [SkippableTheory]
    [MemberData(nameof(Providers))]
    public async Task A_server_that_was_asleep_past_its_lease_writes_nothing_when_it_wakes(string provider)
    {
        var votes = new Votes();
        await using var desk = await OpenAsync(provider, votes.Contribute());
        await using var sleeper = desk.Another(node: 2, new TestClock());
        await desk.ScheduleAsync();
        var began = new TaskCompletionSource();
        var wakes = new TaskCompletionSource();
        var once = votes.Do;
        votes.Do = async (delivery, token) =>
        {
            began.SetResult();
            await wakes.Task;
            await once(delivery, token);
        };
        var sleeping = sleeper.DeliverAsync((await sleeper.ClaimAsync()).Single());
        await began.Task.WaitAsync(Patience.Limit);

        votes.Do = once;
        desk.Clock.Advance(OutboxOptions.Default.Lease * 2);
        (await desk.DeliverAllAsync()).Should().Be(1);
        wakes.SetResult();
        await sleeping;

        votes.Seen.Should().HaveCount(2, "towards the outside it is at least once");
        (await desk.CountVotesAsync()).Should().Be(1, "LF3: in the database it is once");
        (await desk.RowsAsync()).Should().BeEmpty();
    }

    [SkippableTheory]
    [MemberData(nameof(Providers))]
    public async Task A_server_that_fails_after_it_lost_its_lease_takes_the_row_from_nobody(string provider)
    {
        var votes = new Votes { Do = (_, _) => throw new InvalidDataException("broken") };
        await using var desk = await OpenAsync(provider, votes.Contribute());
        await using var other = desk.Another();
        await desk.ScheduleAsync();
        var began = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        votes.Do = async (_, _) =>
        {
            began.SetResult();
            await goOn.Task;
            throw new InvalidDataException("broken");
        };
        var claim = (await desk.ClaimAsync()).Single();
        var failing = desk.DeliverAsync(claim);
        await began.Task.WaitAsync(Patience.Limit);
        await LoseLeaseAsync(desk);
        var taken = (await other.ClaimAsync()).Single();

        goOn.SetResult();
        await failing;

        (await desk.RowAsync()).Should().Match<OutboxRow>(row => row.State == OutboxState.Claimed && row.Lease == taken.Lease && row.Attempts == 0);
        await desk.DeliverAsync(claim);
        votes.Seen.Should().HaveCount(1, "a lease that is lost opens nothing any more");
    }

    [SkippableTheory]
    [MemberData(nameof(Providers))]
    public async Task Events_of_a_ticket_come_in_order_where_that_was_asked_for(string provider)
    {
        var votes = new Votes();
        await using var desk = await OpenAsync(provider, votes.Contribute(orderedHandler: true, orderedNotes: true));
        await desk.ReplyAsync(ticket: 1, version: 2);
        await desk.ReplyAsync(ticket: 2, version: 9);
        await desk.ReplyAsync(ticket: 1, version: 4);
        await desk.WriteAsync(unit => unit.Publish(new TicketNoted(TicketId: 1, TicketVersion: 3, MessageId: 8, ActorId: null)));

        var first = await desk.ClaimAsync();
        first.Should().HaveCount(2, "one of each ticket, whatever it is that happened to it");
        (await desk.ClaimAsync()).Should().BeEmpty("the first of the ticket is in hand");
        foreach (var claim in first)
        {
            await desk.DeliverAsync(claim);
        }

        await desk.DeliverAllAsync();

        votes.Seen.Should().BeEquivalentTo("1/2", "2/9", "1/3, a note", "1/4");
        votes.Seen.Where(seen => seen.StartsWith("1/", StringComparison.Ordinal)).Should().Equal("1/2", "1/3, a note", "1/4");
    }

    [SkippableTheory]
    [MemberData(nameof(Providers))]
    public async Task A_row_that_fails_holds_its_lane_until_it_is_dead_and_no_longer(string provider)
    {
        var votes = new Votes { Options = new DeliveryOptions { Attempts = 2 } };
        var well = votes.Do;
        await using var desk = await OpenAsync(provider, votes.Contribute(orderedHandler: true));
        await desk.ReplyAsync(ticket: 1, version: 2);
        await desk.ReplyAsync(ticket: 1, version: 3);
        votes.Do = (_, _) => throw new InvalidDataException("broken");

        (await desk.DeliverAllAsync()).Should().Be(1, "the second waits for the first");
        desk.Clock.Advance(Backoff.After(1));
        var last = (await desk.ClaimAsync()).Should().ContainSingle().Subject;
        await desk.DeliverAsync(last);
        votes.Do = well;
        (await desk.DeliverAllAsync()).Should().Be(1);

        votes.Seen.Should().Equal("1/2", "1/2", "1/3");
        (await desk.RowAsync()).State.Should().Be(OutboxState.Dead);
    }

    [SkippableTheory]
    [MemberData(nameof(Providers))]
    public async Task A_failure_waits_longer_each_time_and_the_last_one_is_kept_as_dead(string provider)
    {
        var votes = new Votes { Options = new DeliveryOptions { Attempts = 3 }, Do = (_, _) => throw new InvalidDataException("broken") };
        await using var desk = await OpenAsync(provider, votes.Contribute());
        await desk.ScheduleAsync();

        for (var attempt = 1; attempt <= 2; attempt++)
        {
            (await desk.DeliverAllAsync()).Should().Be(1);
            var failed = await desk.RowAsync();
            failed.Should().Match<OutboxRow>(row => row.State == OutboxState.Waiting && row.Attempts == attempt && row.Lease == null && row.Node == null);
            failed.DueAt.Should().Be(desk.Clock.GetUtcNow() + Backoff.After(attempt));
            failed.LastError.Should().Be("InvalidDataException: broken");
            desk.Clock.Advance(Backoff.After(attempt));
        }

        await desk.DeliverAllAsync();
        (await desk.RowAsync()).Should().Match<OutboxRow>(row => row.State == OutboxState.Dead && row.Attempts == 3);
        desk.Clock.Advance(TimeSpan.FromDays(30));
        (await desk.DeliverAllAsync()).Should().Be(0);
        Backoff.After(2).Should().BeGreaterThan(Backoff.After(1));
    }

    [Fact]
    public async Task A_fault_of_any_length_finds_room()
    {
        var votes = new Votes { Do = (_, _) => throw new InvalidDataException(new string('x', 100_000)) };
        await using var desk = await OpenAsync("sqlite", votes.Contribute());
        await desk.ScheduleAsync();

        await desk.DeliverAllAsync();

        (await desk.RowAsync()).LastError.Should().HaveLength(2000);
    }

    [SkippableTheory]
    [MemberData(nameof(Providers))]
    public async Task A_payload_that_can_not_be_read_is_dead_at_once(string provider)
    {
        foreach (var payload in (string[])["{", "null", "[]", """{"what":{}}"""])
        {
            var votes = new Votes();
            await using var desk = await OpenAsync(provider, votes.Contribute());
            await desk.ScheduleAsync();
            await desk.Store.WriteAsync(
                (unit, token) => unit.Desk.Outbox.ExecuteUpdateAsync(set => set.SetProperty(row => row.Payload, payload), token), CancellationToken.None);

            await desk.DeliverAllAsync();

            votes.Seen.Should().BeEmpty();
            (await desk.RowAsync()).Should().Match<OutboxRow>(row => row.State == OutboxState.Dead && row.Attempts == 1, payload);
            (await desk.RowAsync()).LastError.Should().Contain("payload");
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Providers))]
    public async Task A_handler_that_hangs_is_left_behind_and_blocks_nobody(string provider)
    {
        var votes = new Votes { Options = new DeliveryOptions { Budget = TimeSpan.FromSeconds(7) } };
        var well = votes.Do;
        await using var desk = await OpenAsync(provider, votes.Contribute());
        using var blocked = new ManualResetEventSlim();
        var began = new TaskCompletionSource();
        var left = new TaskCompletionSource<bool>();
        votes.Do = (delivery, token) =>
        {
            began.SetResult();
            blocked.Wait(CancellationToken.None);
            left.SetResult(token.IsCancellationRequested);
            return well(delivery, token);
        };
        await desk.ScheduleAsync("hangs");
        var hanging = desk.DeliverAsync((await desk.ClaimAsync()).Single());
        await began.Task.WaitAsync(Patience.Limit);

        votes.Do = well;
        await desk.ScheduleAsync("goes on");
        (await desk.DeliverAllAsync()).Should().Be(1);
        await desk.Clock.PassAsync(TimeSpan.FromSeconds(7));
        await hanging;

        (await desk.RowAsync()).Should().Match<OutboxRow>(row => row.State == OutboxState.Waiting && row.Attempts == 1);
        (await desk.RowAsync()).LastError.Should().Be("TimeoutException: It took longer than its budget of 7 s.");
        blocked.Set();
        (await left.Task.WaitAsync(Patience.Limit)).Should().BeTrue("it was told");
        (await desk.CountVotesAsync()).Should().Be(1, "what it says afterwards is heard by nobody");
    }

    [Fact]
    public async Task A_write_of_a_handler_that_hangs_is_a_failure_of_the_handler()
    {
        var votes = new Votes
        {
            Do = (delivery, _) =>
            {
                delivery.Write((_, _) => new TaskCompletionSource().Task);
                return Task.CompletedTask;
            },
        };
        await using var desk = await OpenAsync("sqlite", votes.Contribute());
        await desk.ScheduleAsync();

        var hanging = desk.DeliverAllAsync();
        await desk.Clock.PassAsync(DeskStore.Budget);
        await desk.Clock.PassAsync(ForeignWrites.Grace);
        await hanging;

        (await desk.RowAsync()).Should().Match<OutboxRow>(row => row.State == OutboxState.Waiting && row.Attempts == 1);
        desk.Circuits.IsFailing(Votes.Job).Should().BeTrue();
    }

    [SkippableTheory]
    [MemberData(nameof(Providers))]
    public async Task A_row_for_somebody_unknown_is_parked_and_was_never_tried(string provider)
    {
        await using var desk = await OpenAsync(provider, new Votes().Contribute());
        await desk.ScheduleAsync();
        await desk.Store.WriteAsync(
            (unit, token) => unit.Desk.Outbox.ExecuteUpdateAsync(set => set.SetProperty(row => row.Receiver, "plugin:gone:job"), token), CancellationToken.None);

        // Its plugin goes between the claim and the delivery.
        await desk.DeliverAsync((await desk.Queue.ClaimAsync(1, ["plugin:gone:job"], CancellationToken.None)).Single());

        (await desk.RowAsync()).Should().Match<OutboxRow>(row => row.State == OutboxState.Parked && row.Claims == 0 && row.Attempts == 0 && row.Lease == null);
    }

    [SkippableTheory]
    [MemberData(nameof(Providers))]
    public async Task A_row_with_which_the_process_ends_again_and_again_is_distrusted_then_given_up(string provider)
    {
        var votes = new Votes { Do = (_, _) => throw new OperationCanceledException("The process ends.") };
        await using var desk = await OpenAsync(provider, votes.Contribute());
        await desk.ScheduleAsync();

        for (var ends = 1; ends <= RowDelivery.ClaimsBeforeDistrust + RowDelivery.StartsBeforeGivingUp; ends++)
        {
            await EndWithAsync(desk, votes);
            var row = await desk.RowAsync();
            row.Attempts.Should().Be(0);
            row.Starts.Should().Be(Math.Max(0, ends - RowDelivery.ClaimsBeforeDistrust));
        }

        await desk.DeliverAllAsync();

        votes.Seen.Should().HaveCount(6, "LF: the seventh time it is not handed over");
        (await desk.RowAsync()).Should().Match<OutboxRow>(row => row.State == OutboxState.Dead && row.Lease == null);
        (await desk.RowAsync()).LastError.Should().Be("The desk ended each time while this was handled.");
    }

    [SkippableTheory]
    [MemberData(nameof(Providers))]
    public async Task A_distrusted_row_that_fails_in_an_orderly_way_is_trusted_again(string provider)
    {
        var votes = new Votes();
        await using var desk = await OpenAsync(provider, votes.Contribute());
        await desk.ScheduleAsync();
        for (var ends = 1; ends <= 4; ends++)
        {
            await EndWithAsync(desk, votes);
        }

        votes.Do = (_, _) => throw new InvalidDataException("broken");
        await desk.DeliverAllAsync();

        (await desk.RowAsync()).Should().Match<OutboxRow>(row => row.State == OutboxState.Waiting && row.Starts == 0 && row.Attempts == 1 && row.Claims == 1);
    }

    [SkippableTheory]
    [MemberData(nameof(Providers))]
    public async Task A_handler_that_may_take_long_has_a_lease_that_lasts_longer(string provider)
    {
        var budget = TimeSpan.FromMinutes(10);
        var votes = new Votes { Options = new DeliveryOptions { Budget = budget } };
        await using var desk = await OpenAsync(provider, votes.Contribute());
        await desk.ScheduleAsync();
        var until = default(DateTimeOffset?);
        votes.Do = async (_, _) => until = (await desk.RowAsync()).LeaseUntil;

        await desk.DeliverAllAsync();

        until.Should().BeAfter(desk.Clock.GetUtcNow() + budget + DeskStore.Budget);
    }

    [Fact]
    public async Task A_row_carries_on_the_depth_of_its_cause()
    {
        var votes = new Votes();
        votes.Do = (delivery, _) =>
        {
            delivery.Write((unit, _) =>
            {
                ((UnitOfWork)unit).Publish(new TicketReplied(1, 2, 3, ActorId: null, ByStaff: false));
                return Task.CompletedTask;
            });
            return Task.CompletedTask;
        };
        await using var desk = await OpenAsync("sqlite", votes.Contribute(handler: true));
        await desk.ReplyAsync(ticket: 1, version: 2);

        for (var depth = 1; depth < UnitOfWork.DeepestCause; depth++)
        {
            (await desk.RowAsync()).Depth.Should().Be(depth);
            await desk.DeliverAsync((await desk.ClaimAsync()).Single());
        }

        await desk.DeliverAsync((await desk.ClaimAsync()).Single());
        (await desk.RowAsync()).LastError.Should().Contain("round in circles");
    }

    private static Task<TestDesk> OpenAsync(string provider, PluginContributions plugin) => TestDesk.OpenAsync(provider, plugins: [plugin]);

    /// <summary>The server ends while it handles the row, and starts again.</summary>
    private static async Task EndWithAsync(TestDesk desk, Votes votes)
    {
        using var power = new CancellationTokenSource();
        votes.Do = async (_, token) =>
        {
            await power.CancelAsync();
            token.ThrowIfCancellationRequested();
        };
        var claim = (await desk.ClaimAsync()).Single();
        await FluentActions.Awaiting(() => desk.Delivery.DeliverAsync(claim.Id, claim.Lease, power.Token)).Should().ThrowAsync<OperationCanceledException>();
        await desk.Queue.TakeBackAsync(CancellationToken.None);
    }

    /// <summary>As if time had passed for everybody but the one who is at it.</summary>
    private static Task<int> LoseLeaseAsync(TestDesk desk) =>
        desk.Store.WriteAsync(
            (unit, token) => unit.Desk.Outbox.ExecuteUpdateAsync(set => set.SetProperty(row => row.LeaseUntil, unit.Now.AddMinutes(-1)), token),
            CancellationToken.None);
}
