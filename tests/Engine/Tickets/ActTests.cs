using Helpdesk.Engine.Access;
using Helpdesk.Engine.Tickets;
using Helpdesk.Engine.Tickets.Acts;
using Helpdesk.Engine.Workflow;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Tests.Tickets;

public sealed class ActTests
{
    [Theory]
    [InlineData(Status.Open)]
    [InlineData(Status.Answered)]
    [InlineData(Status.CustomerReply)]
    [InlineData(Status.Closed)]
    public async Task E2_A_reply_of_staff_answers_and_one_of_a_customer_asks_again_whatever_the_status(string before)
    {
        await using var desk = await DeskUnderTest.OpenAsync();
        var ticket = await desk.OpenTicketAsync();

        await desk.DoAsync(ticket, desk.Alex, new SetStatus(before));
        (await desk.DoAsync(ticket, desk.Alex, new Reply("Here you are.", []))).ShouldBeDone().Ticket!.StatusKey.Should().Be(Status.Answered);

        await desk.DoAsync(ticket, desk.Alex, new SetStatus(before));
        var asked = (await desk.DoAsync(ticket, desk.Emma, new Reply("Still burning.", []))).ShouldBeDone().Ticket!;
        asked.StatusKey.Should().Be(Status.CustomerReply);
        asked.StatusKind.Should().Be(StatusKind.Open);
    }

    [Fact]
    public async Task A_reply_that_moves_the_ticket_tells_of_both_and_one_that_does_not_tells_of_the_reply()
    {
        await using var desk = await DeskUnderTest.OpenAsync();
        var ticket = await desk.OpenTicketAsync();
        await desk.DoAsync(ticket, desk.Alex, new Reply("1", []));
        await desk.DoAsync(ticket, desk.Alex, new Reply("2", []));

        (await desk.EventsAsync()).Should().Equal("ticket.opened/1", "ticket.replied/1", "ticket.status-changed/1", "ticket.replied/1");
        (await desk.OutboxAsync())[2].Payload.Should().Be(
            $$"""{"ticketId":{{ticket.Id}},"ticketVersion":2,"from":"open","to":"answered","actorId":{{desk.Alex.PersonId}}}""");
    }

    [Fact]
    public async Task Several_acts_are_one_version_one_history_entry_and_one_set_of_events()
    {
        await using var desk = await DeskUnderTest.OpenAsync();
        var ticket = await desk.OpenTicketAsync();
        desk.Clock.Advance(TimeSpan.FromMinutes(5));

        var result = (await desk.DoAsync(ticket, desk.Alex, new Reply("Done.", []), new Note("Was the toaster.", []), new SetStatus(Status.Closed))).ShouldBeDone();

        result.Ticket!.Version.Should().Be(2);
        result.Ticket.StatusKey.Should().Be(Status.Closed);
        result.Ticket.UpdatedAt.Should().Be(ticket.UpdatedAt + TimeSpan.FromMinutes(5));
        var history = await desk.ReadAsync(tables => tables.AllHistory.OrderBy(h => h.Version).ToListAsync());
        history.Should().HaveCount(2);
        var messages = await desk.ReadAsync(tables => tables.AllMessages.OrderBy(m => m.Id).ToListAsync());
        history[1].Acts.Should().Be(
            $$"""[{"act":"reply/1","message":"{{messages[1].Id}}"},{"act":"note/1","staff":true,"message":"{{messages[2].Id}}"},{"act":"set-status/1","from":"answered","to":"closed"}]""");
        (await desk.EventsAsync()).Skip(1).Should().Equal("ticket.replied/1", "ticket.noted/1", "ticket.status-changed/1");
        (await desk.OutboxAsync())[3].Payload.Should().Contain("\"from\":\"open\",\"to\":\"closed\"", "what counts is where it began and where it ended");
    }

    [Fact]
    public async Task All_acts_are_done_or_none()
    {
        await using var desk = await DeskUnderTest.OpenAsync();
        var ticket = await desk.OpenTicketAsync();
        (await desk.DoAsync(ticket, desk.Alex, new Reply("Good.", []), new SetStatus("nowhere"))).ShouldBeRefused(RefusalKind.Invalid, "desk.status-unknown");
        (await desk.ReadAsync(tables => tables.AllMessages.CountAsync())).Should().Be(1);
        (await desk.EventsAsync()).Should().Equal("ticket.opened/1");
    }

    [Fact]
    public async Task A_change_that_changes_nothing_leaves_no_trace()
    {
        await using var desk = await DeskUnderTest.OpenAsync();
        var ticket = await desk.OpenTicketAsync();
        (await desk.DoAsync(ticket, desk.Emma, new SetStatus(Status.Closed))).ShouldBeDone();
        (await desk.DoAsync(ticket, desk.Emma, new SetStatus(Status.Closed))).ShouldBeDone().Ticket!.Version.Should().Be(2);
        (await desk.ReadAsync(tables => tables.AllHistory.CountAsync())).Should().Be(2);
    }

    [Fact]
    public async Task Staff_note_and_set_any_status_and_the_note_moves_nothing()
    {
        await using var desk = await DeskUnderTest.OpenAsync();
        var ticket = await desk.OpenTicketAsync();
        (await desk.DoAsync(ticket, desk.Alex, new Note("Toaster again.", []))).ShouldBeDone().Ticket!.StatusKey.Should().Be(Status.Open);
        foreach (var status in new[] { Status.Answered, Status.CustomerReply, Status.Closed, Status.Open })
        {
            (await desk.DoAsync(ticket, desk.Alex, new SetStatus(status))).ShouldBeDone().Ticket!.StatusKey.Should().Be(status);
        }
    }

    [Fact]
    public async Task A_customer_never_notes()
    {
        await using var desk = await DeskUnderTest.OpenAsync();
        var ticket = await desk.OpenTicketAsync();
        (await desk.DoAsync(ticket, desk.Emma, new Note("Psst.", []))).ShouldBeRefused(RefusalKind.Forbidden, "desk.note-forbidden");
        (await desk.DoAsync(ticket, desk.Tom, new Reply("x", []), new Note("Psst.", []))).ShouldBeRefused(RefusalKind.Forbidden, "desk.note-forbidden");
    }

    [Theory]
    [InlineData(Status.Answered, RefusalKind.Forbidden, "desk.status-forbidden")]
    [InlineData(Status.CustomerReply, RefusalKind.Forbidden, "desk.status-forbidden")]
    [InlineData("nowhere", RefusalKind.Invalid, "desk.status-unknown")]
    [InlineData("closed\0", RefusalKind.Invalid, "desk.status-unknown")]
    [InlineData("CLOSED", RefusalKind.Invalid, "desk.status-unknown")]
    [InlineData(null, RefusalKind.Invalid, "desk.status-unknown")]
    public async Task A_customer_moves_no_ticket_but_to_closed(string? status, object kind, string sentence)
    {
        await using var desk = await DeskUnderTest.OpenAsync();
        var ticket = await desk.OpenTicketAsync();
        (await desk.DoAsync(ticket, desk.Emma, new SetStatus(status!))).ShouldBeRefused((RefusalKind)kind, sentence);
    }

    [Fact]
    public async Task A_customer_opens_again_what_was_closed_and_nothing_else()
    {
        await using var desk = await DeskUnderTest.OpenAsync();
        var ticket = await desk.OpenTicketAsync();
        await desk.DoAsync(ticket, desk.Alex, new Reply("Try this.", []));
        (await desk.DoAsync(ticket, desk.Emma, new SetStatus(Status.Open))).ShouldBeRefused(RefusalKind.Forbidden, "desk.status-forbidden");
        await desk.DoAsync(ticket, desk.Emma, new SetStatus(Status.Closed));

        (await desk.DoAsync(ticket, desk.Tom, new SetStatus(Status.Open))).ShouldBeRefused(RefusalKind.Forbidden, "desk.status-forbidden");
        (await desk.DoAsync(ticket, desk.Emma, new SetStatus(Status.Open))).Ticket!.StatusKey.Should().Be(Status.Open);
    }

    [Fact]
    public async Task A_customer_closes_her_own_ticket_and_not_the_one_of_a_colleague_who_may_answer_though()
    {
        await using var desk = await DeskUnderTest.OpenAsync();
        var ticket = await desk.OpenTicketAsync(desk.Emma);
        (await desk.DoAsync(ticket, desk.Tom, new SetStatus(Status.Closed))).ShouldBeRefused(RefusalKind.Forbidden, "desk.status-forbidden");
        (await desk.DoAsync(ticket, desk.Tom, new Reply("Mine burns too.", []))).ShouldBeDone();
        (await desk.DoAsync(ticket, desk.Emma, new SetStatus(Status.Closed))).ShouldBeDone();
    }

    [Fact]
    public async Task Foreign_and_absent_are_the_same()
    {
        await using var desk = await DeskUnderTest.OpenAsync();
        var ticket = await desk.OpenTicketAsync(desk.Emma);
        Act[][] attempts = [[new Reply("x", [])], [new Note("x", [])], [new SetStatus(Status.Closed)], [new Reply("", [])]];
        foreach (var acts in attempts)
        {
            var foreign = await desk.Tickets.DoAsync(ticket.Id, acts, desk.Camille, null, default);
            var absent = await desk.Tickets.DoAsync(ticket.Id + 1, acts, desk.Camille, null, default);
            foreign.ShouldBeRefused(RefusalKind.NotFound, "desk.ticket-not-found");
            foreign.Should().BeEquivalentTo(absent);
            (await desk.Tickets.DoAsync(ticket.Id, acts, desk.Camille, 7, default)).Should().BeEquivalentTo(absent, "a version does not tell either");
        }
    }

    [Fact]
    public async Task Acts_that_no_form_can_send_are_bugs()
    {
        await using var desk = await DeskUnderTest.OpenAsync();
        var ticket = await desk.OpenTicketAsync();
        IReadOnlyList<Act>[] malformed = [[], [null!], [new Open("x", "support", "x", [])], [.. Enumerable.Repeat(new SetStatus(Status.Closed), 101)]];
        foreach (var acts in malformed)
        {
            await FluentActions.Awaiting(() => desk.Tickets.DoAsync(ticket.Id, acts, desk.Alex, null, default)).Should().ThrowAsync<ArgumentException>();
        }
    }

    [Fact]
    public void Nobody_else_can_make_an_act() =>
        typeof(Act).GetMethods(System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic)
            .Should().Contain(method => method.IsAbstract && method.IsAssembly, "an internal abstract method can't be overridden elsewhere");
}
