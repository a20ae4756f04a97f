using Helpdesk.Engine.Access;
using Helpdesk.Engine.Conversation;
using Helpdesk.Engine.People;
using Helpdesk.Engine.Tickets;
using Helpdesk.Engine.Tickets.Acts;
using Helpdesk.Engine.Workflow;
using Helpdesk.Testing;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Tests.Tickets;

public sealed class OpeningTests
{
    [Fact]
    public async Task A_customer_opens_a_ticket_with_a_number_a_message_one_history_entry_and_one_event()
    {
        await using var desk = await DeskUnderTest.OpenAsync();

        var result = (await desk.Tickets.OpenAsync(new Open("Printer on fire", "support", "It burns.\r\n\r\nHelp!", []), desk.Emma, default)).ShouldBeDone();

        var ticket = result.Ticket!;
        ticket.Should().Match<TicketSnapshot>(t =>
            t.Number == "000001" && t.Version == 1 && t.StatusKey == Status.Open && t.StatusKind == StatusKind.Open
            && t.RequesterId == desk.Emma.PersonId && t.DepartmentKey == "support" && t.Subject == "Printer on fire");
        var message = await desk.ReadAsync(tables => tables.AllMessages.SingleAsync());
        message.Should().Match<Message>(m => m.Id == result.MessageId && m.TicketId == ticket.Id && m.Kind == MessageKind.Reply && !m.ByStaff && m.Channel == "web");
        message.Body.Should().Be("It burns.\r\n\r\nHelp!");
        var entry = await desk.ReadAsync(tables => tables.AllHistory.SingleAsync());
        entry.Version.Should().Be(1);
        entry.Acts.Should().Be($$"""[{"act":"open/1","message":"{{message.Id}}","department":"support"}]""");
        (await desk.EventsAsync()).Should().Equal("ticket.opened/1");
    }

    [Fact]
    public async Task LM17_Html_that_is_nested_as_nobody_nests_it_is_kept_and_shown_as_it_came()
    {
        await using var desk = await DeskUnderTest.OpenAsync();
        var body = string.Concat(Enumerable.Repeat("<div>", 2_000)) + "Help!";

        (await desk.Tickets.OpenAsync(new Open("Printer on fire", "support", body, []) { Format = MessageFormat.Html }, desk.Emma, default)).ShouldBeDone();

        var message = await desk.ReadAsync(tables => tables.AllMessages.SingleAsync());
        message.Body.Should().Be(body);
        message.Html.Should().BeNull();
    }

    [Fact]
    public async Task The_history_holds_no_word_of_what_was_written()
    {
        await using var desk = await DeskUnderTest.OpenAsync();
        var ticket = await desk.OpenTicketAsync(subject: "subject-secret", body: "body-secret");
        await desk.DoAsync(ticket, desk.Alex, new Reply("reply-secret", []), new Note("note-secret", []));

        var acts = await desk.ReadAsync(tables => tables.AllHistory.Select(h => h.Acts).ToListAsync());
        string.Concat(acts).Should().NotContain("secret");
        string.Concat((await desk.OutboxAsync()).Select(row => row.Payload)).Should().NotContain("secret", "events carry no personal text either");
    }

    [Theory]
    [InlineData("", "support", "x", "desk.subject-missing")]
    [InlineData(" \t\r\n ", "support", "x", "desk.subject-missing")]
    [InlineData(null, "support", "x", "desk.subject-missing")]
    [InlineData("x", "nowhere", "x", "desk.department-unknown")]
    [InlineData("x", "SUPPORT'--", "x", "desk.department-unknown")]
    [InlineData("x", null, "x", "desk.department-unknown")]
    [InlineData("x", "sup\0port", "x", "desk.department-unknown")]
    [InlineData("x", "support", "", "desk.body-missing")]
    [InlineData("x", "support", " \n\u00A0", "desk.body-missing")]
    [InlineData("x", "support", null, "desk.body-missing")]
    public async Task What_is_missing_or_unknown_is_refused_with_a_sentence(string? subject, string? department, string? body, string key)
    {
        await using var desk = await DeskUnderTest.OpenAsync();
        var result = await desk.Tickets.OpenAsync(new Open(subject!, department!, body!, null!), desk.Emma, default);
        result.ShouldBeRefused(RefusalKind.Invalid, key);
    }

    [Fact]
    public async Task All_that_is_wrong_is_told_at_once_and_by_field()
    {
        await using var desk = await DeskUnderTest.OpenAsync();
        var result = await desk.Tickets.OpenAsync(new Open("", "nowhere", "", [1]), desk.Emma, default);
        result.ShouldBeRefused(RefusalKind.Invalid, "desk.subject-missing", "desk.department-unknown", "desk.body-missing", "desk.attachment-unknown");
        result.Refusals.Select(r => r.Field).Should().Equal("subject", "department", "body", "attachments");
        (await desk.ReadAsync(tables => tables.AllTickets.CountAsync())).Should().Be(0);
    }

    [Fact]
    public async Task The_desk_itself_has_no_name_to_open_a_ticket_in()
    {
        await using var desk = await DeskUnderTest.OpenAsync();
        (await desk.Tickets.OpenAsync(new Open("x", "support", "x", []), Actor.System, default)).ShouldBeRefused(RefusalKind.Forbidden, "desk.open-needs-person");
    }

    [Theory]
    [InlineData(255, true)]
    [InlineData(256, false)]
    public async Task A_subject_has_255_units_and_is_refused_rather_than_cut(int length, bool fits)
    {
        await using var desk = await DeskUnderTest.OpenAsync();
        // Ends with a pair, so that a cut at 255 would halve it.
        var subject = new string('x', length - 2) + "😀";
        var result = await desk.Tickets.OpenAsync(new Open(subject, "support", "x", []), desk.Emma, default);
        if (fits)
        {
            result.ShouldBeDone().Ticket!.Subject.Should().Be(subject);
        }
        else
        {
            result.ShouldBeRefused(RefusalKind.Invalid, "desk.subject-too-long");
        }
    }

    [Theory]
    [InlineData(100_000, true)]
    [InlineData(100_001, false)]
    public async Task A_message_has_100000_units(int length, bool fits)
    {
        await using var desk = await DeskUnderTest.OpenAsync();
        var result = await desk.Tickets.OpenAsync(new Open("x", "support", new string('x', length), []), desk.Emma, default);
        if (fits)
        {
            result.ShouldBeDone();
        }
        else
        {
            result.ShouldBeRefused(RefusalKind.Invalid, "desk.body-too-long");
        }
    }

    [Theory]
    [InlineData("a\r\nBcc: victim@example.com", "a Bcc: victim@example.com")]
    [InlineData("a\nb\u2028c\u0085d", "a b c d")]
    [InlineData("  tab\there\u0007 ", "tab here")]
    [InlineData("NUL\0here", "NUL\uFFFDhere")]
    [InlineData("Ünïcödé 日本語 👩‍👩‍👧 שלום", "Ünïcödé 日本語 👩‍👩‍👧 שלום")]
    public async Task LX16_A_subject_is_one_line(string given, string kept)
    {
        await using var desk = await DeskUnderTest.OpenAsync();
        (await desk.OpenTicketAsync(subject: given)).Subject.Should().Be(kept);
    }

    [Fact]
    public async Task Half_a_surrogate_pair_in_a_subject_becomes_the_character_for_what_is_lost()
    {
        await using var desk = await DeskUnderTest.OpenAsync();
        (await desk.OpenTicketAsync(subject: "half \ud83d pair \udc00")).Subject.Should().Be("half \uFFFD pair \uFFFD");
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Numbers_are_given_once_and_without_a_gap_to_tickets_opened_at_the_same_time(string provider)
    {
        await using var desk = await DeskUnderTest.OpenAsync(provider);
        var refused = await desk.Tickets.OpenAsync(new Open("x", "support", "x", [1]), desk.Emma, default);
        refused.IsDone.Should().BeFalse();

        var opened = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(() => desk.Tickets.OpenAsync(new Open($"{i}", "support", "x", []), desk.Emma, default))));

        opened.Select(result => result.ShouldBeDone().Ticket!.Number).Should().BeEquivalentTo(Enumerable.Range(1, 16).Select(n => $"{n:000000}"));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public async Task A_ticket_belongs_to_the_requesters_organisation_if_she_has_exactly_one(int organisations, bool belongs)
    {
        await using var desk = await DeskUnderTest.OpenAsync();
        await desk.Store.WriteAsync(
            (unit, _) =>
            {
                for (var i = 0; i < organisations; i++)
                {
                    var organisation = new Organisation(unit.NewId(), $"{i}", membersSeeAllTickets: false);
                    unit.Desk.Organisations.Add(organisation);
                    unit.Desk.Memberships.Add(new Membership(desk.Camille.PersonId!.Value, organisation.Id));
                }

                return Task.CompletedTask;
            },
            default);
        var ticket = await desk.OpenTicketAsync(desk.Camille);
        var stored = await desk.ReadAsync(tables => tables.AllTickets.SingleAsync(t => t.Id == ticket.Id));
        stored.OrganisationId.HasValue.Should().Be(belongs);
    }
}
