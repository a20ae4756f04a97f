using Helpdesk.Engine.Access;
using Helpdesk.Engine.Hooks;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Tickets;
using Helpdesk.Engine.Tickets.Acts;
using Helpdesk.Engine.Workflow;
using Helpdesk.Testing;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Tests.Tickets;

public sealed class ConcurrencyTests
{
    [Fact]
    public async Task Of_two_who_have_seen_the_same_version_the_second_is_told()
    {
        await using var desk = await DeskUnderTest.OpenAsync();
        var ticket = await desk.OpenTicketAsync();
        (await desk.Tickets.DoAsync(ticket.Id, [new Reply("first", [])], desk.Alex, ticket.Version, default)).ShouldBeDone();
        (await desk.Tickets.DoAsync(ticket.Id, [new Reply("second", [])], desk.Emma, ticket.Version, default)).ShouldBeRefused(RefusalKind.Conflict, "desk.changed-meanwhile");
        (await desk.ReadAsync(tables => tables.AllMessages.CountAsync())).Should().Be(2);
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task A_ticket_that_changes_under_the_hooks_starts_the_change_over_once(string provider)
    {
        DeskUnderTest? running = null;
        TicketSnapshot? ticket = null;
        var versions = new List<long>();
        var hook = new HookScript("meddler", async (change, _) =>
        {
            if (change.Actor != running!.Emma || change.Before is null)
            {
                return;
            }

            versions.Add(change.Before.Version);
            if (versions.Count == 1)
            {
                await running.DoAsync(ticket!, running.Alex, new SetStatus(Status.Closed));
            }
        })
        { Options = new HookOptions { Budget = TimeSpan.FromSeconds(5) } };
        await using var desk = await DeskUnderTest.OpenAsync(provider, hook);
        running = desk;
        ticket = await desk.OpenTicketAsync();

        var result = (await desk.DoAsync(ticket, desk.Emma, new Reply("Still burning.", []))).ShouldBeDone();

        versions.Should().Equal([1, 2], "the second pass looks at a fresh snapshot");
        result.Ticket!.Version.Should().Be(3);
        result.Ticket.StatusKey.Should().Be(Status.CustomerReply);
    }

    [Theory]
    [InlineData(false, 2)]
    [InlineData(true, 1)]
    public async Task A_ticket_that_changes_each_time_is_a_conflict_and_at_once_where_a_version_was_expected(bool expects, int passes)
    {
        DeskUnderTest? running = null;
        TicketSnapshot? ticket = null;
        var hook = new HookScript("meddler", async (change, _) =>
        {
            if (change.Actor == running!.Emma && change.Before is not null)
            {
                await running.DoAsync(ticket!, running.Alex, new Note("Me again.", []));
            }
        })
        { Options = new HookOptions { Budget = TimeSpan.FromSeconds(5) } };
        await using var desk = await DeskUnderTest.OpenAsync(hook);
        running = desk;
        ticket = await desk.OpenTicketAsync();
        var before = hook.Runs;

        var result = await desk.Tickets.DoAsync(ticket.Id, [new Reply("x", [])], desk.Emma, expects ? ticket.Version : null, default);

        result.ShouldBeRefused(RefusalKind.Conflict, "desk.changed-meanwhile");
        (hook.Runs - before).Should().Be(2 * passes, "each pass of hers has one of his in it");
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task What_slips_in_between_reading_and_writing_is_a_conflict_and_never_an_exception(string provider)
    {
        // Raises the version by the change's own connection, as another transaction would where two may write at once.
        var hook = new HookScript("meddler", change =>
        {
            if (change.Before is not null)
            {
                change.Write((unit, token) => ((UnitOfWork)unit).Desk.AllTickets.ExecuteUpdateAsync(set => set.SetProperty(t => t.Version, t => t.Version + 1), token));
            }
        });
        await using var desk = await DeskUnderTest.OpenAsync(provider, hook);
        var ticket = await desk.OpenTicketAsync();

        (await desk.DoAsync(ticket, desk.Emma, new Reply("x", []))).ShouldBeRefused(RefusalKind.Conflict, "desk.changed-meanwhile");
        hook.Runs.Should().Be(3, "once for opening, and twice because it starts over once");
        (await desk.ReadAsync(tables => tables.AllTickets.SingleAsync())).Version.Should().Be(1, "nothing of it remains");
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Many_who_write_on_one_ticket_at_once_are_done_or_told_and_versions_have_no_gap(string provider)
    {
        await using var desk = await DeskUnderTest.OpenAsync(provider);
        var ticket = await desk.OpenTicketAsync();

        var results = await Task.WhenAll(Enumerable.Range(0, 24).Select(i => Task.Run(() => desk.DoAsync(ticket, i % 2 == 0 ? desk.Alex : desk.Emma, new Reply($"{i}", [])))));

        var done = results.Count(result => result.IsDone);
        results.SelectMany(result => result.Refusals).Select(refusal => refusal.Kind).Distinct().Should().BeSubsetOf([RefusalKind.Conflict]);
        done.Should().BePositive();
        (await desk.ReadAsync(tables => tables.AllMessages.CountAsync())).Should().Be(1 + done);
        (await desk.ReadAsync(tables => tables.AllHistory.OrderBy(h => h.Version).Select(h => h.Version).ToListAsync())).Should().Equal(Enumerable.Range(1, 1 + done).Select(v => (long)v));
        (await desk.EventsAsync()).Count(name => name == "ticket.replied/1").Should().Be(done);
    }
}
