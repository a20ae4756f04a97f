using Helpdesk.Engine.Access;
using Helpdesk.Engine.Tickets;
using Helpdesk.Engine.Tickets.Acts;
using Helpdesk.Engine.Workflow;
using Helpdesk.Testing;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Tests.Tickets;

/// <summary>LU8: a double click, a resend and a program that tries again are one request.</summary>
public sealed class RequestKeyTests
{
    private static readonly Open Request = new("Once", "support", "B", []);

    [SkippableTheory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task LU8_The_same_key_from_eight_at_once_is_one_ticket_and_one_set_of_events(string provider)
    {
        await using var desk = await DeskUnderTest.OpenAsync(provider);

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => desk.Tickets.OpenAsync(Request, desk.Emma, "key", default))));

        results.Should().OnlyContain(result => result.IsDone);
        results.Select(result => (result.Ticket!.Id, result.MessageId)).Distinct().Should().ContainSingle();
        results.Count(result => !result.IsRepeat).Should().Be(1);
        (await desk.ReadAsync(tables => tables.AllTickets.CountAsync())).Should().Be(1);
        (await desk.ReadAsync(tables => tables.AllMessages.CountAsync())).Should().Be(1);
        (await desk.EventsAsync()).Should().Equal("ticket.opened/1");
    }

    [SkippableTheory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task LU8_The_same_reply_from_eight_at_once_is_said_once(string provider)
    {
        await using var desk = await DeskUnderTest.OpenAsync(provider);
        var ticket = await desk.OpenTicketAsync();

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => desk.Tickets.DoAsync(ticket.Id, [new Reply("Once.", [])], desk.Emma, null, "key", default))));

        results.Should().OnlyContain(result => result.IsDone);
        results.Select(result => result.MessageId).Distinct().Should().ContainSingle();
        (await desk.ReadAsync(tables => tables.AllMessages.CountAsync())).Should().Be(2);
        (await desk.ReadAsync(tables => tables.AllHistory.CountAsync())).Should().Be(2);
    }

    [Fact]
    public async Task A_key_is_asked_before_the_version_and_before_the_hooks()
    {
        var hook = new HookScript("watch", _ => { });
        await using var desk = await DeskUnderTest.OpenAsync(hook);
        var ticket = await desk.OpenTicketAsync();
        var first = await desk.Tickets.DoAsync(ticket.Id, [new Reply("A", [])], desk.Emma, ticket.Version, "key", default);
        var runs = hook.Runs;

        var again = await desk.Tickets.DoAsync(ticket.Id, [new Reply("A", [])], desk.Emma, ticket.Version, "key", default);

        first.ShouldBeDone();
        again.IsRepeat.Should().BeTrue("it is her own change that made the version another");
        hook.Runs.Should().Be(runs, "what is done already is nobody's to judge again");
    }

    [Fact]
    public async Task Whoever_does_not_see_the_ticket_any_more_learns_nothing_by_her_key()
    {
        await using var desk = await DeskUnderTest.OpenAsync();
        var ticket = await desk.OpenTicketAsync(desk.Emma);
        (await desk.Tickets.DoAsync(ticket.Id, [new Reply("A", [])], desk.Tom, null, "key", default)).ShouldBeDone();
        await desk.Store.WriteAsync((unit, token) => unit.Desk.Memberships.Where(m => m.PersonId == desk.Tom.PersonId).ExecuteDeleteAsync(token), default);

        (await desk.Tickets.DoAsync(ticket.Id, [new Reply("A", [])], desk.Tom, null, "key", default)).ShouldBeRefused(RefusalKind.NotFound, "desk.ticket-not-found");
    }

    [Fact]
    public async Task Every_kind_of_act_in_one_change_is_one_version_one_entry_one_pass_of_the_hooks_and_one_set_of_events()
    {
        var hook = new HookScript("watch", _ => { });
        await using var desk = await DeskUnderTest.OpenAsync(hook);
        var ticket = await desk.OpenTicketAsync();
        var runs = hook.Runs;
        var heard = (await desk.EventsAsync()).Count;

        var result = await desk.DoAsync(
            ticket, desk.Alex, new Rename("Better"), new Assign(desk.Alex.PersonId), new AddCc([new CcAddress("copies@example.com")]), new Reply("R", []), new Note("N", []), new SetStatus(Status.Closed));

        result.ShouldBeDone();
        result.Ticket!.Version.Should().Be(ticket.Version + 1);
        hook.Runs.Should().Be(runs + 1);
        var history = (await desk.Reader.FindAsync(desk.Alex, ticket.Number, default))!.History;
        history.Should().HaveCount(2);
        history[1].Acts.Select(act => act.Name).Should().Equal("rename/1", "assign/1", "add-cc/1", "reply/1", "note/1", "set-status/1");
        (await desk.EventsAsync()).Skip(heard).Should().BeEquivalentTo("ticket.assigned/1", "ticket.cc-added/1", "ticket.replied/1", "ticket.noted/1", "ticket.status-changed/1");
    }
}
