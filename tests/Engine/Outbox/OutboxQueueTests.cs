using System.Collections.Concurrent;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Outbox;
using Helpdesk.Engine.Plugins;
using Helpdesk.Testing;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Tests.Outbox;

public sealed class OutboxQueueTests
{
    private static readonly Actor Administrator = new(PersonId: 5, Role.Administrator, "web");

    public static TheoryData<string> Providers => TestDatabase.Providers;

    [SkippableTheory]
    [MemberData(nameof(Providers))]
    public async Task A_row_is_claimed_when_it_is_due_and_not_before(string provider)
    {
        await using var desk = await OpenAsync(provider);
        await desk.ScheduleAsync("now");
        await desk.ScheduleAsync("later", TimeSpan.FromHours(1));

        var claim = (await desk.ClaimAsync()).Should().ContainSingle().Subject;

        var rows = await desk.RowsAsync();
        claim.Should().Be(new Claim(rows[0].Id, Votes.Job, Votes.Id, rows[0].Lease!));
        rows[0].Should().Match<OutboxRow>(row => row.State == OutboxState.Claimed && row.Node == "node-1" && row.Claims == 1 && row.Attempts == 0);
        rows[0].LeaseUntil.Should().Be(desk.Clock.GetUtcNow() + OutboxOptions.Default.Lease);
        rows[1].State.Should().Be(OutboxState.Waiting);

        desk.Clock.Advance(TimeSpan.FromHours(1) - TimeSpan.FromMicroseconds(1));
        (await desk.ClaimAsync()).Should().NotContain(claimed => claimed.Id == rows[1].Id);
        desk.Clock.Advance(TimeSpan.FromMicroseconds(1));
        (await desk.ClaimAsync()).Should().Contain(claimed => claimed.Id == rows[1].Id);
    }

    [SkippableTheory]
    [MemberData(nameof(Providers))]
    public async Task Rows_that_are_claimed_parked_or_dead_are_not_free(string provider)
    {
        await using var desk = await OpenAsync(provider);
        foreach (var state in Enum.GetValues<OutboxState>())
        {
            await desk.ScheduleAsync(state.ToString());
            var last = (await desk.RowsAsync())[^1].Id;
            await SetAsync(desk, last, state);
        }

        var claims = await desk.ClaimAsync();

        var free = (await desk.RowsAsync()).Single(row => row.Payload!.Contains("Waiting", StringComparison.Ordinal));
        claims.Select(claim => claim.Id).Should().Equal(free.Id);
    }

    [SkippableTheory]
    [MemberData(nameof(Providers))]
    public async Task No_more_is_claimed_than_asked_for_oldest_first_and_nothing_for_receivers_that_have_enough(string provider)
    {
        await using var desk = await OpenAsync(provider, new Votes().Contribute(handler: true));
        await desk.ScheduleAsync("third", TimeSpan.FromSeconds(3));
        await desk.ScheduleAsync("first", TimeSpan.FromSeconds(1));
        await desk.ScheduleAsync("second", TimeSpan.FromSeconds(2));
        await desk.ReplyAsync(ticket: 1, version: 2);
        desk.Clock.Advance(TimeSpan.FromMinutes(1));

        var nobody = await desk.Queue.ClaimAsync(100, [], CancellationToken.None);
        var two = await desk.Queue.ClaimAsync(2, [Votes.Job], CancellationToken.None);
        var rest = await desk.ClaimAsync();

        nobody.Should().BeEmpty();
        var rows = (await desk.RowsAsync()).ToDictionary(row => row.Id, row => row.Payload);
        two.Select(claim => rows[claim.Id]).Should().Equal("""{"what":"first"}""", """{"what":"second"}""");
        rest.Select(claim => claim.Receiver).Should().Equal(Votes.Handler, Votes.Job);
    }

    [SkippableTheory]
    [MemberData(nameof(Providers))]
    [Trait("Kind", "slow")]
    public async Task Servers_that_look_at_the_same_time_never_share_a_row(string provider)
    {
        const int Rows = 240;
        await using var desk = await OpenAsync(provider);
        await desk.WriteAsync(unit =>
        {
            for (var i = 0; i < Rows; i++)
            {
                unit.Schedule<VoteJob, Errand>(new Errand($"{i}"));
            }
        });
        var claimed = new ConcurrentBag<Claim>();

        await Task.WhenAll(Enumerable.Range(2, 6).Select(node => Task.Run(async () =>
        {
            await using var server = desk.Another(node);
            while (await server.ClaimAsync(most: 7) is var claims && (claims.Count > 0 || claimed.Count < Rows))
            {
                foreach (var claim in claims)
                {
                    claimed.Add(claim);
                }
            }
        }))).WaitAsync(Patience.Limit);

        claimed.Select(claim => claim.Id).Should().HaveCount(Rows).And.OnlyHaveUniqueItems();
        var rows = await desk.RowsAsync();
        rows.Should().OnlyContain(row => row.Claims == 1 && row.State == OutboxState.Claimed);
        rows.ToDictionary(row => row.Id, row => row.Lease).Should().Equal(claimed.ToDictionary(claim => claim.Id, claim => (string?)claim.Lease));
    }

    [SkippableTheory]
    [MemberData(nameof(Providers))]
    public async Task A_row_whose_lease_is_over_is_taken_over(string provider)
    {
        await using var desk = await OpenAsync(provider);
        await using var other = desk.Another();
        await desk.ScheduleAsync();
        var first = (await desk.ClaimAsync()).Single();

        desk.Clock.Advance(OutboxOptions.Default.Lease);
        (await other.ClaimAsync()).Should().BeEmpty();
        desk.Clock.Advance(TimeSpan.FromMicroseconds(1));
        var second = (await other.ClaimAsync()).Should().ContainSingle().Subject;

        second.Id.Should().Be(first.Id);
        second.Lease.Should().NotBe(first.Lease);
        (await desk.RowAsync()).Should().Match<OutboxRow>(row => row.Node == "node-2" && row.Claims == 2);
    }

    [SkippableTheory]
    [MemberData(nameof(Providers))]
    public async Task A_server_that_starts_again_takes_back_what_it_had_in_hand_and_nothing_of_others(string provider)
    {
        await using var desk = await OpenAsync(provider);
        await using var other = desk.Another();
        await desk.ScheduleAsync("ours");
        await desk.ClaimAsync();
        await desk.ScheduleAsync("theirs");
        await other.ClaimAsync();

        (await desk.Queue.TakeBackAsync(CancellationToken.None)).Should().Be(1);

        var rows = await desk.RowsAsync();
        rows[0].Should().Match<OutboxRow>(row => row.State == OutboxState.Waiting && row.Lease == null && row.Node == null && row.Claims == 1);
        rows[1].Should().Match<OutboxRow>(row => row.State == OutboxState.Claimed && row.Node == "node-2");
    }

    [SkippableTheory]
    [MemberData(nameof(Providers))]
    public async Task What_was_claimed_but_not_begun_can_be_given_back_as_if_it_had_never_been_taken(string provider)
    {
        await using var desk = await OpenAsync(provider);
        await desk.ScheduleAsync("given back");
        await desk.ScheduleAsync("kept");
        var claims = await desk.ClaimAsync();

        await desk.Queue.GiveBackAsync([claims[0].Id], CancellationToken.None);

        var rows = await desk.RowsAsync();
        rows[0].Should().Match<OutboxRow>(row => row.State == OutboxState.Waiting && row.Lease == null && row.Claims == 0);
        rows[1].State.Should().Be(OutboxState.Claimed);
    }

    [SkippableTheory]
    [MemberData(nameof(Providers))]
    public async Task What_another_server_has_taken_over_meanwhile_is_not_given_back(string provider)
    {
        await using var desk = await OpenAsync(provider);
        await using var other = desk.Another();
        await desk.ScheduleAsync();
        var claim = (await desk.ClaimAsync()).Single();
        desk.Clock.Advance(OutboxOptions.Default.Lease * 2);
        await other.ClaimAsync();

        await desk.Queue.GiveBackAsync([claim.Id], CancellationToken.None);

        (await desk.RowAsync()).Should().Match<OutboxRow>(row => row.State == OutboxState.Claimed && row.Node == "node-2");
    }

    [SkippableTheory]
    [MemberData(nameof(Providers))]
    public async Task Rows_whose_receiver_is_gone_are_parked_and_go_on_when_it_is_back(string provider)
    {
        await using var desk = await OpenAsync(provider);
        await desk.ScheduleAsync();
        var without = new Contributions([]);

        await desk.Queue.SortAsync(without, CancellationToken.None);
        (await desk.RowAsync()).State.Should().Be(OutboxState.Parked);
        (await desk.ClaimAsync()).Should().BeEmpty();

        await desk.Queue.SortAsync(desk.Contributions, CancellationToken.None);
        (await desk.RowAsync()).State.Should().Be(OutboxState.Waiting);
        (await desk.DeliverAllAsync()).Should().Be(1);
        (await desk.CountVotesAsync()).Should().Be(1);
    }

    [SkippableTheory]
    [MemberData(nameof(Providers))]
    public async Task Rows_behind_others_of_their_ticket_are_parked_with_them_and_so_is_what_a_dead_server_had_in_hand(string provider)
    {
        await using var desk = await OpenAsync(provider, new Votes().Contribute(orderedHandler: true));
        await desk.ReplyAsync(ticket: 1, version: 2);
        await desk.ReplyAsync(ticket: 1, version: 3);
        await desk.ClaimAsync();
        var without = new Contributions([]);

        await desk.Queue.SortAsync(without, CancellationToken.None);
        (await desk.RowsAsync()).Select(row => row.State).Should().Equal(OutboxState.Claimed, OutboxState.Parked);
        desk.Clock.Advance(OutboxOptions.Default.Lease * 2);
        await desk.Queue.SortAsync(without, CancellationToken.None);

        (await desk.RowsAsync()).Should().OnlyContain(row => row.State == OutboxState.Parked && row.Lease == null);
        await desk.Queue.SortAsync(desk.Contributions, CancellationToken.None);
        (await desk.DeliverAllAsync()).Should().Be(2);
    }

    [SkippableTheory]
    [MemberData(nameof(Providers))]
    public async Task A_dead_row_that_is_retried_has_a_fresh_set_of_attempts(string provider)
    {
        var votes = new Votes { Options = new DeliveryOptions { Attempts = 1 } };
        var cure = votes.Do;
        votes.Do = (_, _) => throw new InvalidDataException("broken");
        await using var desk = await OpenAsync(provider, votes.Contribute());
        await desk.ScheduleAsync();
        await desk.DeliverAllAsync();
        var dead = (await desk.Queue.ListAsync(OutboxState.Dead, most: 10, CancellationToken.None)).Should().ContainSingle().Subject;

        votes.Do = cure;
        (await desk.Queue.RetryAsync(dead.Id, Administrator, CancellationToken.None)).Should().BeTrue();

        (await desk.RowAsync()).Should().Match<OutboxRow>(row => row.State == OutboxState.Waiting && row.Attempts == 0 && row.Claims == 0 && row.Starts == 0);
        (await desk.DeliverAllAsync()).Should().Be(1);
        (await desk.CountVotesAsync()).Should().Be(1);
        (await AuditAsync(desk)).Should().Equal($"outbox.retry {dead.Id} by 5");
    }

    [SkippableTheory]
    [MemberData(nameof(Providers))]
    public async Task Dead_and_parked_rows_can_be_dropped_others_can_not(string provider)
    {
        await using var desk = await OpenAsync(provider);
        var ids = new Dictionary<OutboxState, long>();
        foreach (var state in Enum.GetValues<OutboxState>())
        {
            await desk.ScheduleAsync();
            ids[state] = (await desk.RowsAsync())[^1].Id;
            await SetAsync(desk, ids[state], state);
        }

        foreach (var (state, id) in ids)
        {
            (await desk.Queue.DropAsync(id, Administrator, CancellationToken.None)).Should().Be(state is OutboxState.Dead or OutboxState.Parked);
        }

        (await desk.RowsAsync()).Select(row => row.State).Should().BeEquivalentTo([OutboxState.Waiting, OutboxState.Claimed]);
        (await AuditAsync(desk)).Should().BeEquivalentTo($"outbox.drop {ids[OutboxState.Dead]} by 5", $"outbox.drop {ids[OutboxState.Parked]} by 5");
    }

    [Fact]
    public async Task A_row_that_is_not_dead_is_not_retried_and_nothing_is_audited()
    {
        await using var desk = await OpenAsync("sqlite");
        await desk.ScheduleAsync();

        (await desk.Queue.RetryAsync((await desk.RowAsync()).Id, Administrator, CancellationToken.None)).Should().BeFalse();
        (await desk.Queue.RetryAsync(12345, Administrator, CancellationToken.None)).Should().BeFalse();

        (await AuditAsync(desk)).Should().BeEmpty();
    }

    [SkippableTheory]
    [MemberData(nameof(Providers))]
    public async Task Rows_are_counted_by_state(string provider)
    {
        await using var desk = await OpenAsync(provider);
        await desk.ScheduleAsync();
        await desk.ScheduleAsync();
        await desk.ScheduleAsync(delay: TimeSpan.FromHours(1));
        await desk.ClaimAsync(most: 1);

        (await desk.Queue.CountAsync(CancellationToken.None))
            .Should().Equal(new Dictionary<OutboxState, int> { [OutboxState.Waiting] = 2, [OutboxState.Claimed] = 1 });
    }

    private static Task<TestDesk> OpenAsync(string provider, PluginContributions? plugin = null) =>
        TestDesk.OpenAsync(provider, plugins: [plugin ?? new Votes().Contribute()]);

    private static Task<int> SetAsync(TestDesk desk, long id, OutboxState state) =>
        desk.Store.WriteAsync(
            (unit, token) => unit.Desk.Outbox.Where(row => row.Id == id).ExecuteUpdateAsync(
                set => set.SetProperty(row => row.State, state).SetProperty(row => row.LeaseUntil, unit.Now + OutboxOptions.Default.Lease),
                token),
            CancellationToken.None);

    private static async Task<List<string>> AuditAsync(TestDesk desk)
    {
        await using var tables = desk.Store.Read();
        return (await tables.Audit.OrderBy(entry => entry.Id).ToListAsync()).ConvertAll(entry => $"{entry.Act} {entry.Subject} by {entry.ActorId}");
    }
}
