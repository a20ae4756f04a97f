using Helpdesk.Engine.Access;
using Helpdesk.Engine.Departments;
using Helpdesk.Engine.Texts;
using Helpdesk.Engine.Tickets;
using Helpdesk.Engine.Tickets.Acts;
using Helpdesk.Engine.Workflow;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Tests.Tickets;

/// <summary>What staff do to a ticket beside answering it.</summary>
public sealed class HandlingTests
{
    private static readonly LocalizedText SomeText = LocalizedText.Of("en", "nl", "fr", "ja");

    [Fact]
    public async Task A_ticket_is_given_to_one_of_the_staff_and_customers_never_learn_of_it()
    {
        await using var desk = await DeskUnderTest.OpenAsync();
        var ticket = await desk.OpenTicketAsync();
        desk.Clock.Advance(TimeSpan.FromMinutes(5));

        var assigned = (await desk.DoAsync(ticket, desk.Alex, new Assign(desk.Alex.PersonId))).ShouldBeDone().Ticket!;

        assigned.AssigneeId.Should().Be(desk.Alex.PersonId);
        assigned.Version.Should().Be(2);
        assigned.UpdatedAt.Should().Be(ticket.UpdatedAt, "nothing happened that the customer could see");
        (await desk.EventsAsync()).Should().Equal("ticket.opened/1", "ticket.assigned/1");
        var hers = (await desk.Reader.FindAsync(desk.Emma, ticket.Number, default))!;
        hers.Assignee.Should().BeNull();
        hers.History.Should().ContainSingle();
        (await desk.Reader.FindAsync(desk.Alex, ticket.Number, default))!.Assignee!.Name.Should().Be("Alex");

        (await desk.DoAsync(ticket, desk.Alex, new Assign(desk.Alex.PersonId))).ShouldBeDone().Ticket!.Version.Should().Be(2, "it was so already");
        (await desk.DoAsync(ticket, desk.Alex, new Assign(null))).ShouldBeDone().Ticket!.AssigneeId.Should().BeNull();
    }

    [Fact]
    public async Task A_ticket_is_given_to_nobody_but_staff_and_by_nobody_but_staff()
    {
        await using var desk = await DeskUnderTest.OpenAsync();
        var ticket = await desk.OpenTicketAsync();

        (await desk.DoAsync(ticket, desk.Alex, new Assign(desk.Tom.PersonId))).ShouldBeRefused(RefusalKind.Invalid, "desk.assignee-unknown");
        (await desk.DoAsync(ticket, desk.Alex, new Assign(1))).ShouldBeRefused(RefusalKind.Invalid, "desk.assignee-unknown");
        (await desk.DoAsync(ticket, desk.Emma, new Assign(desk.Alex.PersonId))).ShouldBeRefused(RefusalKind.Forbidden, "desk.assign-forbidden");
    }

    [Fact]
    public async Task E2_A_ticket_moves_to_another_department_and_leaves_an_assignee_who_is_none_of_its_members()
    {
        await using var desk = await DeskUnderTest.OpenAsync();
        await desk.SetUpAsync(new Department(50, "billing", SomeText, 20), new DepartmentMember(50, desk.Tom.PersonId!.Value), new Department(51, "sales", SomeText, 30));
        var ticket = await desk.OpenTicketAsync();
        await desk.DoAsync(ticket, desk.Alex, new Assign(desk.Alex.PersonId));

        var kept = (await desk.DoAsync(ticket, desk.Alex, new Move("sales"))).ShouldBeDone().Ticket!;
        kept.DepartmentKey.Should().Be("sales");
        kept.AssigneeId.Should().Be(desk.Alex.PersonId, "sales has no members of its own");
        var moved = (await desk.DoAsync(ticket, desk.Alex, new Move("billing"))).ShouldBeDone().Ticket!;
        moved.DepartmentKey.Should().Be("billing");
        moved.AssigneeId.Should().BeNull();

        (await desk.Reader.FindAsync(desk.Emma, ticket.Number, default))!.History[^1].Acts.Should().ContainSingle()
            .Which.Facts.Should().BeEquivalentTo(new Dictionary<string, string>(StringComparer.Ordinal) { ["from"] = "sales", ["to"] = "billing" });
        (await desk.DoAsync(ticket, desk.Alex, new Move("nowhere"))).ShouldBeRefused(RefusalKind.Invalid, "desk.department-unknown");
        (await desk.DoAsync(ticket, desk.Emma, new Move("sales"))).ShouldBeRefused(RefusalKind.Forbidden, "desk.move-forbidden");
    }

    [Fact]
    public async Task Nothing_comes_into_a_department_that_is_retired_and_what_is_there_stays()
    {
        await using var desk = await DeskUnderTest.OpenAsync();
        var old = new Department(50, "old", SomeText, 20);
        await desk.SetUpAsync(old);
        var ticket = await desk.OpenTicketAsync(department: "old");
        await desk.Store.WriteAsync(async (unit, token) => (await unit.Desk.Departments.SingleAsync(d => d.Key == "old", token)).SetUp(SomeText, 20, DepartmentSight.Everybody, takesAnswers: true, isRetired: true), default);

        (await desk.Tickets.OpenAsync(new Open("s", "old", "b", []), desk.Emma, default)).ShouldBeRefused(RefusalKind.Invalid, "desk.department-unknown");
        (await desk.DoAsync(await desk.OpenTicketAsync(), desk.Alex, new Move("old"))).ShouldBeRefused(RefusalKind.Invalid, "desk.department-unknown");
        (await desk.DoAsync(ticket, desk.Alex, new Reply("Still here.", []), new Move("old"))).ShouldBeDone();
    }

    [Fact]
    public async Task A7_Staff_confirm_a_type_or_change_it_with_a_reason_that_the_customer_reads()
    {
        await using var desk = await DeskUnderTest.OpenAsync();
        await desk.SetUpAsync(Type("bug"), Type("support"), Withdrawn("hotfix"));
        var opened = (await desk.Tickets.OpenAsync(new Open("s", "support", "b", []) { Type = "bug" }, desk.Emma, default)).ShouldBeDone().Ticket!;
        opened.TypeKey.Should().Be("bug");
        opened.IsTypeAssessed.Should().BeFalse();
        (await UnassessedAsync(desk)).Should().Equal(opened.Number);

        (await desk.DoAsync(opened, desk.Alex, new Retype("support"))).ShouldBeRefused(RefusalKind.Invalid, "desk.retype-reason-missing");
        (await desk.DoAsync(opened, desk.Alex, new Retype("hotfix", "Burning"))).ShouldBeRefused(RefusalKind.Invalid, "desk.type-unknown");
        (await desk.DoAsync(opened, desk.Alex, new Retype("support", new string('x', 1001)))).ShouldBeRefused(RefusalKind.Invalid, "desk.retype-reason-too-long");
        (await desk.DoAsync(opened, desk.Emma, new Retype("support", "Cheaper"))).ShouldBeRefused(RefusalKind.Forbidden, "desk.retype-forbidden");
        (await desk.DoAsync(opened, desk.Alex, new Retype("bug"))).ShouldBeDone().Ticket!.IsTypeAssessed.Should().BeTrue();
        (await UnassessedAsync(desk)).Should().BeEmpty();
        (await desk.DoAsync(opened, desk.Alex, new Retype("support", "It works as agreed."))).ShouldBeDone().Ticket!.TypeKey.Should().Be("support");

        var hers = (await desk.Reader.FindAsync(desk.Emma, opened.Number, default))!;
        hers.TypeName!.For("en").Should().Be("support");
        hers.History[^1].Acts.Should().ContainSingle().Which.Facts.Should().BeEquivalentTo(new Dictionary<string, string>(StringComparer.Ordinal) { ["from"] = "bug", ["to"] = "support", ["reason"] = "It works as agreed." });
        (await desk.Tickets.OpenAsync(new Open("s", "support", "b", []) { Type = "hotfix" }, desk.Emma, default)).ShouldBeRefused(RefusalKind.Invalid, "desk.type-unknown");
    }

    [Fact]
    public async Task A_better_subject_is_given_by_staff()
    {
        await using var desk = await DeskUnderTest.OpenAsync();
        var ticket = await desk.OpenTicketAsync();

        (await desk.DoAsync(ticket, desk.Alex, new Rename("Toaster\non fire"))).ShouldBeDone().Ticket!.Subject.Should().Be("Toaster on fire");
        (await desk.DoAsync(ticket, desk.Alex, new Rename(" "))).ShouldBeRefused(RefusalKind.Invalid, "desk.subject-missing");
        (await desk.DoAsync(ticket, desk.Emma, new Rename("Mine"))).ShouldBeRefused(RefusalKind.Forbidden, "desk.rename-forbidden");
    }

    [Fact]
    public async Task A_way_that_the_provider_has_closed_is_closed_to_staff_too()
    {
        await using var desk = await DeskUnderTest.OpenAsync();
        var ticket = await desk.OpenTicketAsync();
        await desk.Store.WriteAsync(async (unit, token) => await unit.Desk.Transitions.Where(t => t.From == Status.Open && t.To == Status.Answered).ExecuteDeleteAsync(token), default);

        (await desk.DoAsync(ticket, desk.Alex, new SetStatus(Status.Answered))).ShouldBeRefused(RefusalKind.Forbidden, "desk.status-forbidden");
        (await desk.Reader.FindAsync(desk.Alex, ticket.Number, default))!.Next.Select(status => status.Key).Should().Equal(Status.CustomerReply, Status.Closed);
        (await desk.Reader.FindAsync(desk.Emma, ticket.Number, default))!.Next.Select(status => status.Key).Should().Equal(Status.Closed);
        (await desk.Reader.FindAsync(desk.Tom, ticket.Number, default))!.Next.Should().BeEmpty("it is not hers to close");
        (await desk.DoAsync(ticket, desk.Alex, new Reply("What moves by itself needs no way.", []))).ShouldBeDone().Ticket!.StatusKey.Should().Be(Status.Answered);
    }

    [Fact]
    public async Task Staff_open_a_ticket_for_a_customer_and_no_customer_does_for_another()
    {
        await using var desk = await DeskUnderTest.OpenAsync();
        var phone = new Open("Called about the printer", "support", "She rang.", []) { RequesterId = desk.Sanne.PersonId };

        var ticket = (await desk.Tickets.OpenAsync(phone, desk.Alex, default)).ShouldBeDone().Ticket!;
        ticket.RequesterId.Should().Be(desk.Sanne.PersonId!.Value);
        (await desk.Reader.FindAsync(desk.Sanne, ticket.Number, default))!.Messages.Should().ContainSingle().Which.ByStaff.Should().BeTrue();
        (await desk.Tickets.OpenAsync(phone, desk.Emma, default)).ShouldBeRefused(RefusalKind.Forbidden, "desk.open-for-other-forbidden");
        (await desk.Tickets.OpenAsync(phone with { RequesterId = 1 }, desk.Alex, default)).ShouldBeRefused(RefusalKind.Invalid, "desk.requester-unknown");
    }

    private static TicketType Type(string key)
    {
        var type = new TicketType(key);
        type.Offer("test", new TicketTypeOffer(key, LocalizedText.Of(key, key, key, key), SomeText));
        return type;
    }

    private static TicketType Withdrawn(string key)
    {
        var type = Type(key);
        type.Withdraw();
        return type;
    }

    private static async Task<IEnumerable<string>> UnassessedAsync(DeskUnderTest desk) =>
        (await desk.Lists.ListAsync(desk.Alex, new TicketListQuery { IsUnassessed = true }, default)).Lines.Select(line => line.Number);
}
