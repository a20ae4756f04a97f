using Helpdesk.Engine.Access;
using Helpdesk.Engine.Channels.Inbound;
using Helpdesk.Engine.Channels.Notifications;
using Helpdesk.Engine.People;
using Helpdesk.Engine.People.Joining;
using Helpdesk.Engine.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Tests.Inbound;

/// <summary>A1; LM3, LM4: who may write here at all, and what the others hear.</summary>
public sealed class InboundStrangerTests : InboundTest
{
    /// <summary>A1: whom nobody has added is held, staff let her in in one step, and what she wrote is her ticket.</summary>
    [Fact]
    public async Task A_stranger_is_held_until_staff_let_her_in_and_then_it_is_her_ticket()
    {
        await Desk.PersonAsync("Sue", Role.Supervisor);
        var mail = Bench.From("nora@new.example", "May I come in?", "A question", "Nora");
        var second = Bench.From("nora@new.example", "Are you there?", "Another", "Nora");

        (await Bench.TakeAsync(mail)).Should().BeEquivalentTo(new { Decision = InboundDecision.Held, TicketId = (long?)null });
        (await Bench.TakeAsync(second)).Decision.Should().Be(InboundDecision.Held);
        (await Bench.SentAsync()).Should().OnlyContain(sent => sent.Template == MailTemplateNames.AccessRequested);
        AccessRequest request;
        await using (var tables = Desk.Store.Read())
        {
            request = await tables.AccessRequests.SingleAsync();
            request.Should().BeEquivalentTo(new { Name = "Nora", Address = "nora@new.example", RequestedById = (long?)null, Note = "A question" });
        }

        (await new JoiningDesk(Desk.Store).ApproveAsync(request.Id, new Actor(Alex.Id, Role.Agent, "web"), default)).Refusals.Should().BeEmpty();
        (await Bench.SentAsync()).Should().Contain(sent => sent.Template == MailTemplateNames.Invitation);

        var verdict = await Bench.TakeAsync(mail);
        verdict.Should().BeEquivalentTo(new { Decision = InboundDecision.NewTicket, Role = InboundRole.Customer });
        (await Bench.TakeAsync(second)).Decision.Should().Be(InboundDecision.NewTicket);
        (await Bench.TakeAsync(mail)).Decision.Should().Be(InboundDecision.Duplicate);
        (await Bench.TicketAsync(verdict)).Subject.Should().Be("A question");
    }

    [Fact]
    public async Task A_refusal_is_sent_once_a_day_and_says_nothing_of_what_she_wrote()
    {
        Bench.Rules = Bench.Rules with { Unwelcome = Unwelcome.Answer };

        (await Bench.TakeAsync(Bench.From("nora@new.example", "BUY NOW", "CHEAP PILLS"))).Decision.Should().Be(InboundDecision.Refused);
        (await Bench.TakeAsync(Bench.From("nora@new.example"))).Decision.Should().Be(InboundDecision.Refused);
        var sent = (await Bench.SentAsync()).Should().ContainSingle().Subject;
        (sent.Template, sent.FoldedAddress, sent.IsAutomatic).Should().Be((MailTemplateNames.InboundRefused, "nora@new.example", true));
        (sent.Subject + sent.Text + sent.Html).Should().NotContain("PILLS").And.NotContain("BUY");

        Desk.Clock.Advance(TimeSpan.FromDays(1.1));
        await Bench.TakeAsync(Bench.From("nora@new.example"));
        (await Bench.SentAsync()).Should().ContainSingle();
        (await Bench.TakeAsync(Bench.From("no-reply@shop.example"))).Decision.Should().Be(InboundDecision.Refused);
        (await Bench.SentAsync()).Should().BeEmpty("nobody reads there");
    }

    /// <summary>LM4: a receipt carries no words of somebody who is not known, and not without end.</summary>
    [Fact]
    public async Task Whoever_is_not_known_gets_few_receipts_without_her_words()
    {
        Bench.Rules = Bench.Rules with { Senders = SenderPolicy.Anybody };
        var verdicts = new List<InboundVerdict>();
        for (var i = 0; i < 5; i++)
        {
            verdicts.Add(await Bench.TakeAsync(Bench.From("victim@new.example", "BUY NOW", "CHEAP PILLS", "Victim")));
        }

        verdicts.Should().OnlyContain(verdict => verdict.Decision == InboundDecision.NewTicket && verdict.Role == InboundRole.Unknown);
        verdicts.SelectMany(verdict => verdict.Alerts).Should().Equal("automatic-mail-limit");
        var receipts = (await Bench.SentAsync()).Where(mail => mail.FoldedAddress == "victim@new.example").ToList();
        receipts.Should().HaveCount(3).And.OnlyContain(mail => mail.Template == MailTemplateNames.OpenedForStranger);
        receipts.Should().OnlyContain(mail => !(mail.To + mail.Subject + mail.Text + mail.Html).Contains("PILLS") && !mail.Text.Contains("BUY") && !mail.To.Contains("Victim"));
    }

    [Fact]
    public async Task A_forged_sender_opens_nothing_where_people_are_added_and_speaks_nowhere()
    {
        var ours = await Bench.OpenedAsync(Emma, Alex);

        (await Bench.TakeAsync(Bench.Answer(ours, Emma.Address) with { Proof = InboundProof.Failed })).Should().BeEquivalentTo(new { Decision = InboundDecision.Held, ours.TicketId });
        (await Bench.TakeAsync(Bench.From(Emma.Address) with { Proof = InboundProof.Failed })).Decision.Should().Be(InboundDecision.Held);
        (await Bench.SentAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task Nobody_s_mail_and_a_closed_account_s_wait_for_staff()
    {
        var gone = await Desk.CustomerAsync("Gone");
        await Desk.WriteAsync(unit =>
        {
            unit.Desk.People.Attach(gone);
            gone.Disable(unit.Now);
        });

        (await Bench.TakeAsync(Bench.From(address: null))).Decision.Should().Be(InboundDecision.Held);
        (await Bench.TakeAsync(Bench.From("not an address"))).Decision.Should().Be(InboundDecision.Held);
        (await Bench.TakeAsync(Bench.From(gone.Address))).Because.Should().Equal("account-closed");
    }

    [Fact]
    public async Task A_domain_of_an_organisation_lets_its_people_in_where_the_mailbox_goes_by_that()
    {
        var organisation = new Organisation(Desk.Store.NewId(), "Wonderfield", membersSeeAllTickets: true);
        await Desk.WriteAsync(unit => unit.Desk.AddRange(organisation, new OrganisationDomain("wonderfield.example", organisation.Id)));
        Bench.Rules = Bench.Rules with { Senders = SenderPolicy.Domains };

        var verdict = await Bench.TakeAsync(Bench.From("Nora@Wonderfield.example"));
        (await Bench.TicketAsync(verdict)).OrganisationId.Should().Be(organisation.Id);
        (await Bench.TakeAsync(Bench.From("nora@wonderfield.example.evil.example"))).Decision.Should().Be(InboundDecision.Held);
    }
}
