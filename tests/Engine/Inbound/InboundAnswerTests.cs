using Helpdesk.Engine.Access;
using Helpdesk.Engine.Channels.Inbound;
using Helpdesk.Engine.Channels.Notifications;
using Helpdesk.Engine.Conversation;
using Helpdesk.Engine.People;
using Helpdesk.Engine.People.Joining;
using Helpdesk.Engine.Tickets;
using Helpdesk.Engine.Tickets.Acts;
using Helpdesk.Engine.Workflow;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Tests.Inbound;

/// <summary>D5, E3; LM1–LM3, LM11, LM15, LM19: which ticket something belongs to, and who may say what there.</summary>
public sealed class InboundAnswerTests : InboundTest
{
    [Fact]
    public async Task An_answer_comes_home_by_token_or_by_id_or_by_what_she_had_sent_herself()
    {
        var ours = await Bench.OpenedAsync(Emma, Alex);
        var answer = Bench.Answer(ours, Emma.Address);
        foreach (var (mail, because) in new[]
        {
            (answer, "reply-token"),
            (Bench.Answer(ours, Emma.Address) with { Tokens = [] }, "sent-message-id"),
            (Bench.From(Emma.Address) with { Answers = ["elsewhere@program.example", answer.MessageId!] }, "received-message-id"),
            (Bench.From(Emma.Address) with { Numbers = [(await Desk.FindAsync(ours.TicketId!.Value)).Number] }, "subject-number"),
        })
        {
            var verdict = await Bench.TakeAsync(mail);

            verdict.Should().BeEquivalentTo(new { Decision = InboundDecision.Append, ours.TicketId, Role = InboundRole.Customer, IsInternal = false });
            verdict.Because.Should().Equal(because);
        }

        (await Desk.FindAsync(ours.TicketId!.Value)).StatusKey.Should().Be(Status.CustomerReply);
        (await Bench.MessagesAsync(ours.TicketId.Value)).Should().HaveCount(6).And.OnlyContain(m => m.Kind == MessageKind.Reply);
        (await Bench.SentAsync()).Where(mail => mail.RecipientId == Alex.Id).Should().NotBeEmpty();
    }

    /// <summary>LM13: what became part of another ticket leads there, by each of its ways.</summary>
    [Fact]
    public async Task Answers_to_a_merged_ticket_come_to_the_one_that_goes_on()
    {
        var ours = await Bench.OpenedAsync(Emma, Alex);
        var other = await Desk.OpenTicketAsync(Emma);
        await Desk.DoAsync(await Desk.FindAsync(ours.TicketId!.Value), Alex, new Merge(other.Id));
        var number = (await Desk.FindAsync(ours.TicketId.Value)).Number;

        foreach (var mail in new[] { Bench.Answer(ours, Emma.Address), Bench.Answer(ours, Emma.Address) with { Tokens = [] }, Bench.From(Emma.Address) with { Numbers = [number] } })
        {
            (await Bench.TakeAsync(mail)).Should().BeEquivalentTo(new { Decision = InboundDecision.Append, TicketId = (long?)other.Id });
        }
    }

    /// <summary>Mail is no queue: a customer's answer to a colleague may come before what she answers.</summary>
    [Fact]
    public async Task A_mail_that_comes_after_the_answer_to_it_joins_its_ticket_if_its_sender_may()
    {
        var first = await Bench.TakeAsync(Bench.From(Emma.Address) with { Answers = ["late@program.example"] });
        var stranger = await Desk.CustomerAsync("Olga");

        (await Bench.TakeAsync(Bench.From(stranger.Address) with { MessageId = "late@program.example" })).Decision.Should().Be(InboundDecision.NewTicket);
        var late = await Bench.TakeAsync(Bench.From(Emma.Address) with { MessageId = "late@program.example" });

        late.Should().BeEquivalentTo(new { Decision = InboundDecision.Append, first.TicketId });
        late.Because.Should().Contain("late-parent");
    }

    /// <summary>Scenario 4: staff see beside a mail whether its sender was proven; customers are not told of such.</summary>
    [Fact]
    public async Task Staff_see_whether_a_sender_was_proven()
    {
        var opened = await Bench.TakeAsync(Bench.From(Emma.Address));
        var number = (await Bench.TicketAsync(opened)).Number;
        await Bench.TakeAsync(Bench.From(Emma.Address) with { Numbers = [number], Proof = InboundProof.Passed });
        await Desk.ReplyAsync(await Bench.TicketAsync(opened), Alex);
        var reader = new TicketReader(Desk.Store);

        (await reader.FindAsync(new Actor(Alex.Id, Alex.Role, "web"), number, default))!.Messages.Select(message => message.IsSenderProven).Should().Equal(false, true, null);
        (await reader.FindAsync(new Actor(Emma.Id, Emma.Role, "web"), number, default))!.Messages.Select(message => message.IsSenderProven).Should().AllSatisfy(proven => proven.Should().BeNull());
    }

    /// <summary>Scenario 6: with a ticket's number and a clock nobody can make up the id of a mail of ours.</summary>
    [Fact]
    public async Task Ids_of_our_mails_hold_what_nobody_can_guess()
    {
        var ours = await Bench.OpenedAsync(Emma, Alex);

        ours.MessageId.Should().MatchRegex("^[0-9a-f]{1,16}\\.[0-9a-f]{20}\\.[0-9]+@demo\\.example$");
        MessageIds.Of(ours.Id, "000001", "support@demo.example", "another secret").Should().NotBe(ours.MessageId);
    }

    /// <summary>RFC 5322 §3.6.4: a program finds the thread by what its owner had sent herself.</summary>
    [Fact]
    public async Task Our_mails_go_on_from_what_she_sent()
    {
        var hers = Bench.From(Emma.Address) with { MessageId = "hers@program.example" };
        await Bench.TakeAsync(hers);

        (await Bench.SentAsync()).Single(mail => mail.RecipientId == Emma.Id).References.Should().Be("hers@program.example");
    }

    /// <summary>LM4: where a mailbox can tell, a stranger who is not proven gets no receipt.</summary>
    [Theory]
    [InlineData(InboundProof.None, false)]
    [InlineData(InboundProof.Passed, true)]
    public async Task A_stranger_s_receipt_waits_for_proof_where_there_could_be_one(InboundProof proof, bool isAnswered)
    {
        Bench.Rules = Bench.Rules with { Senders = SenderPolicy.Anybody, StrangersNeedProof = true };

        await Bench.TakeAsync(Bench.From("new@elsewhere.example") with { Proof = proof });

        (await Bench.SentAsync()).Any(mail => mail.Template == MailTemplateNames.OpenedForStranger).Should().Be(isAnswered);
    }

    /// <summary>LM1: a number can be guessed.</summary>
    [Fact]
    public async Task A_guessed_ticket_number_never_attaches()
    {
        var ours = await Bench.OpenedAsync(Emma, Alex);
        var number = (await Desk.FindAsync(ours.TicketId!.Value)).Number;
        var other = await Desk.CustomerAsync("Olga");

        var verdict = await Bench.TakeAsync(Bench.From(other.Address) with { Numbers = [number] });

        verdict.Decision.Should().Be(InboundDecision.NewTicket);
        verdict.TicketId.Should().NotBe(ours.TicketId);
        (await Bench.MessagesAsync(verdict.TicketId!.Value)).Should().SatisfyRespectively(
            said => said.Kind.Should().Be(MessageKind.Reply),
            noticed => (noticed.Kind, noticed.Body).Should().Be((MessageKind.Note, $"This may belong to ticket {number}.")));
        (await Bench.MessagesAsync(ours.TicketId.Value)).Should().HaveCount(2);
    }

    /// <summary>LM2, LM3: what leads to a ticket lets nobody speak there.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_stranger_with_a_token_or_an_id_is_held_and_hears_nothing(bool byToken)
    {
        var ours = await Bench.OpenedAsync(Emma, Alex);
        var mail = Bench.Answer(ours, "thief@elsewhere.example");

        var verdict = await Bench.TakeAsync(byToken ? mail with { Answers = [] } : mail with { Tokens = [] });

        verdict.Should().BeEquivalentTo(new { Decision = InboundDecision.Held, ours.TicketId, Role = InboundRole.Unknown });
        (await Bench.MessagesAsync(ours.TicketId!.Value)).Should().HaveCount(2);
        (await Bench.SentAsync()).Should().BeEmpty();
        await using var tables = Desk.Store.Read();
        (await tables.AllHeldMessages.SingleAsync()).Should().BeEquivalentTo(new { ours.TicketId, Address = "thief@elsewhere.example", State = HeldState.Waiting });
        (await tables.AccessRequests.AnyAsync()).Should().BeFalse("staff decide on the ticket");
    }

    [Fact]
    public async Task Another_participant_s_token_is_fine_and_another_address_of_hers_too()
    {
        var ours = await Bench.OpenedAsync(Emma, Alex);
        var colleague = await Desk.CustomerAsync("Carla");
        await Desk.WriteAsync(unit => unit.Desk.Add(new PersonAlias("Carla@Home.Example", colleague.Id, Alex.Id, unit.Now)));
        await Desk.DoAsync(await Desk.FindAsync(ours.TicketId!.Value), Alex, new Share([new ShareWith(ShareKind.Person, colleague.Id)]));

        var verdict = await Bench.TakeAsync(Bench.Answer(ours, "carla@home.example"));

        verdict.Should().BeEquivalentTo(new { Decision = InboundDecision.Append, ours.TicketId, Role = InboundRole.Participant });
        (await Bench.MessagesAsync(ours.TicketId.Value))[^1].AuthorId.Should().Be(colleague.Id);
        (await Desk.FindAsync(ours.TicketId.Value)).RequesterId.Should().Be(Emma.Id, "a mail makes nobody else the requester");
    }

    /// <summary>E3: whoever gets copies may answer that ticket, and nothing else opens to her.</summary>
    [Fact]
    public async Task Whoever_gets_copies_answers_that_ticket_and_no_other()
    {
        var ours = await Bench.OpenedAsync(Emma, Alex);
        var ticket = await Desk.FindAsync(ours.TicketId!.Value);
        await Desk.DoAsync(ticket, Alex, new AddCc([new CcAddress("Boss@Wonderfield.example", "The boss")]));
        var other = await Bench.OpenedAsync(Emma, Alex);

        (await Bench.TakeAsync(Bench.Answer(ours, "boss@wonderfield.example"))).Should().BeEquivalentTo(new { Decision = InboundDecision.Append, ours.TicketId, Role = InboundRole.Participant });
        (await Bench.TakeAsync(Bench.Answer(other, "boss@wonderfield.example"))).Decision.Should().Be(InboundDecision.Held);

        var author = (await Bench.MessagesAsync(ticket.Id))[^1].AuthorId!.Value;
        await using var tables = Desk.Store.Read();
        (await tables.People.SingleAsync(p => p.Id == author)).IsGuest.Should().BeTrue();
        (await Sight.Of(new Actor(author, Role.Customer, "web")).Tickets(tables).AnyAsync()).Should().BeFalse();
    }

    [Fact]
    public async Task Whoever_was_taken_off_speaks_there_no_more()
    {
        var ours = await Bench.OpenedAsync(Emma, Alex);
        var ticket = await Desk.FindAsync(ours.TicketId!.Value);
        await Desk.DoAsync(ticket, Alex, new AddCc([new CcAddress("boss@wonderfield.example")]));
        await Desk.ReplyAsync(ticket, Alex);
        var copy = (await Bench.SentAsync()).Single(mail => mail.FoldedAddress == "boss@wonderfield.example" && mail.Template == MailTemplateNames.RepliedForCc);
        await using (var tables = Desk.Store.Read())
        {
            await Desk.DoAsync(ticket, Alex, new RemoveCc(await tables.AllCc.Select(c => c.Address).SingleAsync()));
        }

        (await Bench.TakeAsync(Bench.Answer(copy, "boss@wonderfield.example"))).Decision.Should().Be(InboundDecision.Held);
    }

    /// <summary>LM11, LM12: forwarding begins something new, unless it goes to the very address for answers.</summary>
    [Fact]
    public async Task What_is_forwarded_is_a_new_matter()
    {
        var ours = await Bench.OpenedAsync(Emma, Alex);
        var forwarded = Bench.Answer(ours, Emma.Address) with { IsForward = true };

        (await Bench.TakeAsync(forwarded with { Tokens = [] })).Decision.Should().Be(InboundDecision.NewTicket);
        (await Bench.TakeAsync(Bench.Answer(ours, Emma.Address) with { IsForward = true })).Decision.Should().Be(InboundDecision.Append);
    }

    [Theory]
    [InlineData(13, InboundDecision.Append)]
    [InlineData(15, InboundDecision.NewTicket)]
    public async Task A_closed_ticket_opens_again_for_a_while_and_then_a_new_one_says_which(int days, InboundDecision decision)
    {
        var ours = await Bench.OpenedAsync(Emma, Alex);
        var ticket = await Desk.FindAsync(ours.TicketId!.Value);
        await Desk.DoAsync(ticket, Alex, new SetStatus("closed"), new AddCc([new CcAddress("boss@wonderfield.example")]));
        Desk.Clock.Advance(TimeSpan.FromDays(days));

        var verdict = await Bench.TakeAsync(Bench.Answer(ours, Emma.Address));

        verdict.Should().BeEquivalentTo(new { Decision = decision, IsReopened = decision == InboundDecision.Append });
        if (decision == InboundDecision.NewTicket)
        {
            (await Bench.MessagesAsync(verdict.TicketId!.Value))[^1].Body.Should().Contain(ticket.Number);
            await using var tables = Desk.Store.Read();
            (await tables.AllCc.AnyAsync(c => c.TicketId == verdict.TicketId)).Should().BeFalse("who read the old one reads the new one only if somebody says so");
        }
    }

    /// <summary>LM2, LM15: one of the staff speaks by mail as on the page, where she is proven; a note's answer is a note.</summary>
    [Theory]
    [InlineData(InboundProof.Passed, false, false, InboundRole.Agent)]
    [InlineData(InboundProof.Passed, true, true, InboundRole.Agent)]
    [InlineData(InboundProof.None, false, true, InboundRole.Unknown)]
    [InlineData(InboundProof.Failed, false, true, InboundRole.Unknown)]
    public async Task Staff_answer_by_mail_where_they_are_proven_and_never_to_everybody_by_guesswork(InboundProof proof, bool toNote, bool isInternal, InboundRole role)
    {
        var ours = await Bench.OpenedAsync(Emma, Alex);
        var ticket = await Desk.FindAsync(ours.TicketId!.Value);
        var other = await Desk.AgentAsync("Bo");
        await Desk.DoAsync(ticket, Alex, new Assign(Alex.Id));
        if (toNote)
        {
            await Desk.NoteAsync(ticket, other);
        }
        else
        {
            await Desk.ReplyAsync(ticket, Emma);
        }

        var told = (await Bench.SentAsync()).Last(mail => mail.RecipientId == Alex.Id);
        var verdict = await Bench.TakeAsync(Bench.Answer(told, Alex.Address) with { Proof = proof });

        verdict.Should().BeEquivalentTo(new { Decision = InboundDecision.Append, Role = role, IsInternal = isInternal });
        var said = (await Bench.MessagesAsync(ticket.Id))[^1];
        said.Should().BeEquivalentTo(new { Kind = isInternal ? MessageKind.Note : MessageKind.Reply, AuthorId = role == InboundRole.Agent ? Alex.Id : (long?)null });
        (await Bench.SentAsync()).Any(mail => mail.RecipientId == Emma.Id).Should().Be(!isInternal);
    }

    /// <summary>D5.</summary>
    [Fact]
    public async Task Where_answers_are_off_she_is_told_where_to_go_on_and_nothing_is_lost()
    {
        var ours = await Bench.OpenedAsync(Emma, Alex);
        Bench.Rules = Bench.Rules with { TakesAnswers = false };

        (await Bench.TakeAsync(Bench.Answer(ours, Emma.Address))).Should().BeEquivalentTo(new { Decision = InboundDecision.Held, ours.TicketId });

        var told = (await Bench.SentAsync()).Should().ContainSingle().Subject;
        told.Template.Should().Be(MailTemplateNames.AnswerElsewhere);
        told.Text.Should().Contain("/tickets/" + (await Desk.FindAsync(ours.TicketId!.Value)).Number);
    }

    /// <summary>D5: the department says so, and its mails say so.</summary>
    [Fact]
    public async Task A_department_that_takes_no_answers_says_so_in_its_mail_and_keeps_what_is_mailed_all_the_same()
    {
        (await Bench.OpenedAsync(Emma, Alex)).Text.Should().StartWith("Reply above this line");
        await Desk.WriteAsync(unit =>
        {
            var department = unit.Desk.Departments.Single(d => d.Key == "support");
            department.SetUp(department.Name, department.Order, department.Sight, takesAnswers: false, isRetired: false);
        });

        var ours = await Bench.OpenedAsync(Emma, Alex);
        ours.Text.Should().StartWith("Answers to this mail are not read: please answer on the ticket’s page.");
        ours.Html.Should().Contain("Answers to this mail are not read");
        (await Bench.TakeAsync(Bench.Answer(ours, Emma.Address))).Should().BeEquivalentTo(new { Decision = InboundDecision.Held, Because = new[] { "reply-token", "answers-are-off" } });
        (await Bench.SentAsync()).Should().ContainSingle(mail => mail.Template == MailTemplateNames.AnswerElsewhere);
    }

    /// <summary>LM19: nobody can be sure that it means nothing, so it opens the ticket like any answer; staff are told.</summary>
    [Theory]
    [InlineData("Thanks!", true)]
    [InlineData("Thank you very much, Alex. It works now.\n\nBest regards\nEmma", true)]
    [InlineData("Hartelijk dank voor de snelle hulp, het werkt weer.", true)]
    [InlineData("Merci beaucoup, cela fonctionne à nouveau. Bonne journée !", true)]
    [InlineData("ありがとうございました。解決しました。", true)]
    [InlineData("Thanks, but it is broken again.", false)]
    [InlineData("Thanks. When will it be done?", false)]
    [InlineData("No thanks", false)]
    [InlineData("It works now.", false)]
    [InlineData("ありがとうございます。ただ、まだ動きません。", false)]
    public async Task Mere_thanks_are_said_to_be(string text, bool isCourtesy)
    {
        var ours = await Bench.OpenedAsync(Emma, Alex);
        await Desk.DoAsync(await Desk.FindAsync(ours.TicketId!.Value), Alex, new SetStatus("closed"));

        var verdict = await Bench.TakeAsync(Bench.Answer(ours, Emma.Address) with { Text = text });

        verdict.IsReopened.Should().BeTrue();
        verdict.Because.Contains("courtesy", StringComparer.Ordinal).Should().Be(isCourtesy);
        var view = await new TicketReader(Desk.Store).FindAsync(new Actor(Alex.Id, Role.Agent, "web"), (await Desk.FindAsync(ours.TicketId!.Value)).Number, CancellationToken.None);
        view!.Messages[^1].IsOnlyThanks.Should().Be(isCourtesy);
    }
}
