using Helpdesk.Engine.Storage;
using Helpdesk.Testing;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Tests.Storage;

/// <summary>LP8: a plugin that hangs inside a transaction never keeps the gate, and writes nothing once its time is over.</summary>
public sealed class ForeignWritesTests
{
    public static TheoryData<string> Providers => TestDatabase.Providers;

    [SkippableTheory]
    [MemberData(nameof(Providers))]
    public async Task What_a_plugin_writes_is_saved_with_the_rest(string provider)
    {
        await using var desk = await OpenAsync(provider);

        await new TablesOfPlugin<VoteTables>(desk.Store).WriteAsync((tables, unit, _) =>
        {
            tables.Votes.Add(new Vote { Id = unit.NewId(), At = unit.Now });
            return Task.CompletedTask;
        });

        (await desk.CountVotesAsync()).Should().Be(1);
    }

    [SkippableTheory]
    [MemberData(nameof(Providers))]
    public async Task Work_that_ignores_its_cancellation_is_left_behind_and_writes_nothing_afterwards(string provider)
    {
        await using var desk = await OpenAsync(provider);
        var began = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        var afterwards = new TaskCompletionSource<Exception?>();

        var hanging = WriteAsync(desk, async (unit, _) =>
        {
            var early = unit.Tables<VoteTables>();
            await Votes.VoteAsync(unit, CancellationToken.None);
            await early.SaveChangesAsync(CancellationToken.None);
            began.SetResult();
            await goOn.Task;
            afterwards.SetResult(await Record.ExceptionAsync(async () =>
            {
                await Votes.VoteAsync(unit, CancellationToken.None);
                await early.SaveChangesAsync(CancellationToken.None);
            }));
        });
        await began.Task.WaitAsync(Patience.Limit);
        await LimitsPassAsync(desk);

        await FluentActions.Awaiting(() => hanging).Should().ThrowAsync<TimeoutException>().WithMessage("*more than 5 s and was rolled back*");
        await desk.ScheduleAsync().WaitAsync(Patience.Limit);
        goOn.SetResult();
        (await afterwards.Task.WaitAsync(Patience.Limit)).Should().BeOfType<ObjectDisposedException>();
        (await desk.CountVotesAsync()).Should().Be(0);
    }

    [Fact]
    public async Task Tables_that_were_got_hold_of_before_are_of_no_use_afterwards()
    {
        await using var desk = await OpenAsync("sqlite");
        var began = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        var afterwards = new TaskCompletionSource<Exception?>();

        var hanging = WriteAsync(desk, async (unit, _) =>
        {
            var early = unit.Tables<VoteTables>();
            began.SetResult();
            await goOn.Task;
            afterwards.SetResult(await Record.ExceptionAsync(() => early.Database.ExecuteSqlAsync($"INSERT INTO votes_vote (id, at) VALUES (1, '2026-01-01')")));
        });
        await began.Task.WaitAsync(Patience.Limit);
        await LimitsPassAsync(desk);
        await FluentActions.Awaiting(() => hanging).Should().ThrowAsync<TimeoutException>();
        goOn.SetResult();

        (await afterwards.Task.WaitAsync(Patience.Limit)).Should().BeOfType<ObjectDisposedException>();
        (await desk.CountVotesAsync()).Should().Be(0);
    }

    [Fact]
    public async Task Work_that_blocks_its_thread_is_left_behind()
    {
        await using var desk = await OpenAsync("sqlite");
        using var blocked = new ManualResetEventSlim();

        var hanging = WriteAsync(desk, (_, _) =>
        {
            blocked.Wait(CancellationToken.None);
            return Task.CompletedTask;
        });
        await LimitsPassAsync(desk);

        await FluentActions.Awaiting(() => hanging).Should().ThrowAsync<TimeoutException>();
        await desk.ScheduleAsync().WaitAsync(Patience.Limit);
        blocked.Set();
    }

    [Fact]
    public async Task Work_whose_cancellation_is_answered_by_hanging_is_left_behind()
    {
        await using var desk = await OpenAsync("sqlite");
        using var blocked = new ManualResetEventSlim();

        var hanging = WriteAsync(desk, async (_, token) =>
        {
            await using var answer = token.Register(() => blocked.Wait(CancellationToken.None));
            await new TaskCompletionSource().Task;
        });
        await LimitsPassAsync(desk);

        await FluentActions.Awaiting(() => hanging).Should().ThrowAsync<TimeoutException>();
        await desk.ScheduleAsync().WaitAsync(Patience.Limit);
        blocked.Set();
    }

    [SkippableTheory]
    [MemberData(nameof(Providers))]
    public async Task A_statement_that_does_not_end_is_interrupted(string provider)
    {
        await using var desk = await OpenAsync(provider);

        // Without the token, so that nothing but the interruption ends it.
        var hanging = WriteAsync(desk, (unit, _) => unit.Tables<VoteTables>().Database.ExecuteSqlRawAsync(
            """
            WITH RECURSIVE endless(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM endless WHERE n < 100000000000)
            INSERT INTO votes_vote (id, at) SELECT max(n), '2026-01-01' FROM endless
            """,
            CancellationToken.None));
        await desk.Clock.PassAsync(DeskStore.Budget);

        await FluentActions.Awaiting(() => hanging).Should().ThrowAsync<TimeoutException>();
        await desk.ScheduleAsync().WaitAsync(Patience.Limit);
        (await desk.CountVotesAsync()).Should().Be(0);
    }

    [Fact]
    public async Task A_write_within_a_write_waits_for_itself_no_longer_than_the_budget()
    {
        await using var desk = await OpenAsync("sqlite");

        var hanging = WriteAsync(desk, (_, token) => WriteAsync(desk, Votes.VoteAsync, token));
        await desk.Clock.PassAsync(DeskStore.Budget);

        await FluentActions.Awaiting(() => hanging).Should().ThrowAsync<TimeoutException>();
        await desk.ScheduleAsync().WaitAsync(Patience.Limit);
        (await desk.CountVotesAsync()).Should().Be(0);
    }

    [Fact]
    public async Task A_caller_that_goes_away_leaves_the_work_behind_as_well()
    {
        await using var desk = await OpenAsync("sqlite");
        using var caller = new CancellationTokenSource();
        var began = new TaskCompletionSource();

        var hanging = WriteAsync(
            desk,
            async (unit, _) =>
            {
                await Votes.VoteAsync(unit, CancellationToken.None);
                began.SetResult();
                await new TaskCompletionSource().Task;
            },
            caller.Token);
        await began.Task.WaitAsync(Patience.Limit);
        await caller.CancelAsync();
        await desk.Clock.PassAsync(ForeignWrites.Grace);

        await FluentActions.Awaiting(() => hanging).Should().ThrowAsync<OperationCanceledException>();
        await desk.ScheduleAsync().WaitAsync(Patience.Limit);
        (await desk.CountVotesAsync()).Should().Be(0);
    }

    [Fact]
    public async Task A_fault_of_the_plugin_is_the_fault_that_is_told()
    {
        await using var desk = await OpenAsync("sqlite");

        var failing = () => WriteAsync(desk, (_, _) => throw new TimeoutException("the plugin's own"));

        await failing.Should().ThrowAsync<TimeoutException>().WithMessage("the plugin's own");
    }

    private static Task<TestDesk> OpenAsync(string provider) => TestDesk.OpenAsync(provider, plugins: [new Votes().Contribute()]);

    private static Task WriteAsync(TestDesk desk, Func<IUnitOfWork, CancellationToken, Task> write, CancellationToken cancellationToken = default) =>
        desk.Store.WriteAsync((unit, token) => ForeignWrites.RunAsync([write], unit, desk.Time, token), cancellationToken);

    private static async Task LimitsPassAsync(TestDesk desk)
    {
        await desk.Clock.PassAsync(DeskStore.Budget);
        await desk.Clock.PassAsync(ForeignWrites.Grace);
    }
}
