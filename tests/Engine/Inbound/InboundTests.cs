using Helpdesk.Engine.Access;
using Helpdesk.Engine.Channels.Inbound;
using Helpdesk.Engine.Channels.Notifications;
using Helpdesk.Engine.Conversation;
using Helpdesk.Engine.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Tests.Inbound;

/// <summary>A1, A3, LM6: what opens a ticket, and what becomes of it.</summary>
public sealed class InboundTests : InboundTest
{
    [Fact]
    public async Task A_mail_of_somebody_who_was_added_opens_a_ticket_and_she_gets_a_receipt()
    {
        var verdict = await Bench.TakeAsync(Bench.From(Emma.Address.ToUpperInvariant(), "My site is down.", "Site down") with { Folded = "-- \nEmma, Wonderfield" });

        verdict.Decision.Should().Be(InboundDecision.NewTicket);
        verdict.Role.Should().Be(InboundRole.Customer);
        var ticket = await Bench.TicketAsync(verdict);
        ticket.Should().BeEquivalentTo(new { RequesterId = Emma.Id, Subject = "Site down", StatusKey = "open" });
        var message = (await Bench.MessagesAsync(ticket.Id)).Should().ContainSingle().Subject;
        message.Should().BeEquivalentTo(new { AuthorId = (long?)Emma.Id, ByStaff = false, Channel = "mail", Folded = "-- \nEmma, Wonderfield", Kind = MessageKind.Reply });
        message.Body.Should().StartWith("My site is down.");
        (await Bench.SentAsync()).Select(mail => (mail.Template, mail.RecipientId)).Should().Contain((MailTemplateNames.OpenedForRequester, Emma.Id)).And.Contain((MailTemplateNames.OpenedForStaff, Alex.Id));
    }

    [Fact]
    public async Task A_ticket_by_mail_has_the_mailbox_s_type_until_staff_have_looked()
    {
        Bench.Rules = Bench.Rules with { Type = "bug" };

        (await Bench.TicketAsync(await Bench.TakeAsync(Bench.From(Emma.Address)))).Should().BeEquivalentTo(new { TypeKey = "bug", TypeAssessedAt = (DateTimeOffset?)null });
    }

    /// <summary>LM6: by content, not by Message-ID alone.</summary>
    [Fact]
    public async Task The_same_mail_twice_is_one_and_another_with_its_id_is_another()
    {
        var mail = Bench.From(Emma.Address);
        var first = await Bench.TakeAsync(mail);

        (await Bench.TakeAsync(mail)).Should().BeEquivalentTo(new { Decision = InboundDecision.Duplicate, first.TicketId });
        (await Bench.TakeAsync(mail with { Source = "mail:sales@demo.example" })).Should().BeEquivalentTo(new { Decision = InboundDecision.Duplicate, first.TicketId }, "LM12: it was sent to both");
        var other = await Bench.TakeAsync(Bench.From(Emma.Address, "Something else") with { MessageId = mail.MessageId });
        other.Decision.Should().Be(InboundDecision.NewTicket);
        other.Because.Should().Contain("message-id-reused");
        var without = Bench.From(Emma.Address) with { MessageId = null };
        (await Bench.TakeAsync(without)).Decision.Should().Be(InboundDecision.NewTicket);
        (await Bench.TakeAsync(without)).Decision.Should().Be(InboundDecision.Duplicate);
    }

    [Theory]
    [InlineData(CopiesJoin.Never, InboundProof.Passed, false)]
    [InlineData(CopiesJoin.Proven, InboundProof.None, false)]
    [InlineData(CopiesJoin.Proven, InboundProof.Passed, true)]
    [InlineData(CopiesJoin.Always, InboundProof.None, true)]
    public async Task Who_got_copies_joins_as_the_mailbox_says_and_never_we_or_staff(CopiesJoin join, InboundProof proof, bool joins)
    {
        Bench.Rules = Bench.Rules with { CopiesJoin = join };
        var mail = Bench.From(Emma.Address) with { Proof = proof, Cc = [new InboundAddress("Boss", "boss@wonderfield.example"), new InboundAddress(Name: null, "sales@demo.example"), new InboundAddress(Name: null, Alex.Address)] };

        var verdict = await Bench.TakeAsync(mail);

        verdict.Joined.Should().Equal(joins ? ["boss@wonderfield.example"] : []);
        await using var tables = Desk.Store.Read();
        (await tables.AllCc.Select(c => c.FoldedAddress).ToListAsync()).Should().Equal(verdict.Joined);
    }

    [Fact]
    public async Task Staff_bring_in_a_customer_s_mail_by_forwarding_it()
    {
        var forward = Bench.From(Alex.Address) with { IsForward = true, Forwarded = new InboundAddress("Emma", Emma.Address) };

        var verdict = await Bench.TakeAsync(forward with { Proof = InboundProof.Passed });
        (await Bench.TicketAsync(verdict)).RequesterId.Should().Be(Emma.Id);
        var unproven = await Bench.TakeAsync(InboundBench.Sealed(forward with { Text = "Again" }) with { MessageId = "again@program.example" });
        (await Bench.TicketAsync(unproven)).RequesterId.Should().Be(Alex.Id, "anybody can write that address");
    }

    /// <summary>LM10, and number 71 of the scenarios: what is left out is named.</summary>
    [Fact]
    public async Task Files_come_along_and_what_does_not_fit_is_named()
    {
        var files = Enumerable.Range(1, 22).Select(i => new InboundFile($"page-{i}.txt", "text/plain", new byte[] { 1, 2, (byte)i })).ToList();

        var verdict = await Bench.TakeAsync(Bench.From(Emma.Address) with { Files = files });

        await using var tables = Desk.Store.Read();
        (await tables.AllAttachments.CountAsync(a => a.TicketId == verdict.TicketId)).Should().Be(20);
        (await Bench.MessagesAsync(verdict.TicketId!.Value)).Single().Body.Should().EndWith("Not attached here, but in the original: page-21.txt, page-22.txt.");
    }

    [Theory]
    [InlineData("", "", "(no subject)", "(no text)")]
    [InlineData("line\r\nBcc: x@y.example", "text", "line Bcc: x@y.example", "text")]
    public async Task What_is_missing_or_strange_is_made_good(string subject, string text, string seen, string said)
    {
        var verdict = await Bench.TakeAsync(Bench.From(Emma.Address) with { Subject = subject, Text = text });

        (await Bench.TicketAsync(verdict)).Subject.Should().Be(seen);
        (await Bench.MessagesAsync(verdict.TicketId!.Value)).Single().Body.Should().Be(said);
    }
}
