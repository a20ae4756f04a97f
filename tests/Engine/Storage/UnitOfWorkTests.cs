using Helpdesk.Engine.Audit;
using Helpdesk.Engine.Outbox;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Tickets.Events;
using Helpdesk.Testing;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Tests.Storage;

public sealed class UnitOfWorkTests
{
    public static TheoryData<string> Providers => TestDatabase.Providers;

    [SkippableTheory]
    [MemberData(nameof(Providers))]
    public async Task Tables_of_the_desk_and_of_plugins_and_outbox_rows_are_there_together(string provider)
    {
        await using var desk = await OpenAsync(provider);

        await desk.WriteAsync(WriteEverywhere);

        (await TracesAsync(desk)).Should().Be((1, 1, 3));
    }

    [SkippableTheory]
    [MemberData(nameof(Providers))]
    public async Task When_the_work_throws_nothing_of_it_remains(string provider)
    {
        await using var desk = await OpenAsync(provider);

        var write = () => desk.Store.WriteAsync(
            async (unit, token) =>
            {
                WriteEverywhere(unit);
                await unit.SaveAsync(token);
                throw new InvalidDataException();
            },
            CancellationToken.None);

        await write.Should().ThrowAsync<InvalidDataException>();
        (await TracesAsync(desk)).Should().Be((0, 0, 0));
        await desk.WriteAsync(WriteEverywhere);
    }

    [SkippableTheory]
    [MemberData(nameof(Providers))]
    public async Task Work_that_gives_up_leaves_nothing_but_its_answer(string provider)
    {
        await using var desk = await OpenAsync(provider);

        var answer = await desk.Store.WriteAsync(
            async (unit, token) =>
            {
                WriteEverywhere(unit);
                await unit.SaveAsync(token);
                unit.GiveUp();
                return "no";
            },
            CancellationToken.None);

        answer.Should().Be("no");
        (await TracesAsync(desk)).Should().Be((0, 0, 0));
    }

    [Fact]
    public async Task Nobody_sees_the_work_before_it_is_committed()
    {
        await using var desk = await OpenAsync("sqlite");

        await desk.Store.WriteAsync(
            async (unit, token) =>
            {
                WriteEverywhere(unit);
                await unit.SaveAsync(token);
                (await TracesAsync(desk)).Should().Be((0, 0, 0));
            },
            CancellationToken.None);
    }

    [SkippableTheory]
    [MemberData(nameof(Providers))]
    public async Task An_event_becomes_one_row_for_each_subscriber(string provider)
    {
        await using var desk = await OpenAsync(provider);

        await desk.WriteAsync(unit =>
        {
            unit.Publish(new TicketReplied(TicketId: 42, TicketVersion: 3, MessageId: 7, ActorId: null, ByStaff: true));
            unit.Publish(new TicketNoted(TicketId: 42, TicketVersion: 3, MessageId: 8, ActorId: null));
        });

        var rows = await desk.RowsAsync();
        rows.Select(row => row.Receiver).Should().BeEquivalentTo(Votes.Handler, Votes.OrderedHandler);
        rows.Should().OnlyContain(row => row.EventName == "ticket.replied/1" && row.PluginId == Votes.Id && row.State == OutboxState.Waiting && row.Depth == 1);
        rows.Should().OnlyContain(row => row.OccurredAt == desk.Clock.GetUtcNow() && row.DueAt == desk.Clock.GetUtcNow());
        rows.Single(row => row.Receiver == Votes.OrderedHandler).Should().Match<OutboxRow>(row => row.Lane != null && row.LanePosition == 3);
        rows.Single(row => row.Receiver == Votes.Handler).Lane.Should().BeNull();
        rows[0].Payload.Should().Be("""{"ticketId":42,"ticketVersion":3,"messageId":7,"actorId":null,"byStaff":true}""", "LX20: no type names");
    }

    [Fact]
    public async Task Whoever_goes_round_in_circles_is_stopped_and_nothing_remains()
    {
        await using var desk = await OpenAsync("sqlite");

        await WriteAtDepthAsync(UnitOfWork.DeepestCause - 1);
        (await desk.RowsAsync()).Should().OnlyContain(row => row.Receiver == Votes.Job ? row.Depth == UnitOfWork.DeepestCause - 1 : row.Depth == UnitOfWork.DeepestCause);
        var before = await TracesAsync(desk);

        var deeper = () => WriteAtDepthAsync(UnitOfWork.DeepestCause);

        await deeper.Should().ThrowAsync<InvalidOperationException>().WithMessage("*ticket.replied/1*round in circles*");
        (await TracesAsync(desk)).Should().Be(before);

        Task<bool> WriteAtDepthAsync(int depth) => desk.Store.WriteAsync(
            (unit, _) =>
            {
                WriteEverywhere(unit);
                return Task.FromResult(true);
            },
            CancellationToken.None,
            depth);
    }

    [Fact]
    public async Task Arguments_of_a_job_are_no_place_for_what_is_large()
    {
        await using var desk = await OpenAsync("sqlite");
        var room = (64 * 1024) - """{"what":""}""".Length;

        await desk.ScheduleAsync(new string('a', room));
        var larger = () => desk.ScheduleAsync(new string('a', room + 1));

        await larger.Should().ThrowAsync<InvalidOperationException>().WithMessage("*'job'*64 KiB*");
        (await desk.RowAsync()).Payload.Should().HaveLength(64 * 1024);
    }

    [Fact]
    public async Task A_job_that_nobody_added_is_refused()
    {
        await using var desk = await TestDesk.OpenAsync("sqlite");

        var schedule = () => desk.ScheduleAsync();

        await schedule.Should().ThrowAsync<InvalidOperationException>().WithMessage("*VoteJob was not added*");
    }

    [Fact]
    public async Task Tables_that_no_plugin_added_are_refused()
    {
        await using var desk = await TestDesk.OpenAsync("sqlite");

        var open = () => desk.Store.Tables<VoteTables>();

        open.Should().Throw<InvalidOperationException>().WithMessage("*VoteTables were not added*");
    }

    [Fact]
    public async Task The_pump_is_woken_by_rows_and_by_nothing_else()
    {
        await using var desk = await OpenAsync("sqlite");

        await desk.WriteAsync(unit => unit.Desk.Marks.Add(new Mark("quiet", 1)));
        var woken = desk.Signal.WaitAsync(Timeout.InfiniteTimeSpan, CancellationToken.None);
        woken.IsCompleted.Should().BeFalse();
        await desk.ScheduleAsync();

        await woken.WaitAsync(Patience.Limit);
    }

    private static Task<TestDesk> OpenAsync(string provider) =>
        TestDesk.OpenAsync(provider, plugins: [new Votes().Contribute(handler: true, orderedHandler: true)]);

    private static void WriteEverywhere(UnitOfWork unit)
    {
        unit.Desk.Audit.Add(new AuditEntry(unit.NewId(), actorId: null, "test", "test", "", unit.Now));
        unit.Tables<VoteTables>().Votes.Add(new Vote { Id = unit.NewId(), At = unit.Now });
        unit.Schedule<VoteJob, Errand>(new Errand("vote"));
        unit.Publish(new TicketReplied(TicketId: 1, TicketVersion: 2, MessageId: 3, ActorId: null, ByStaff: true));
    }

    private static async Task<(int Audit, int Votes, int Rows)> TracesAsync(TestDesk desk)
    {
        await using var tables = desk.Store.Read();
        return (await tables.Audit.CountAsync(), await desk.CountVotesAsync(), await tables.Outbox.CountAsync());
    }
}
