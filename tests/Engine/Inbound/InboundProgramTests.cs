using Helpdesk.Engine.Channels.Inbound;
using Helpdesk.Engine.Conversation;
using Helpdesk.Engine.Tickets;

namespace Helpdesk.Engine.Tests.Inbound;

/// <summary>LM5: what programs say, our own mail, and too much of it.</summary>
public sealed class InboundProgramTests : InboundTest
{
    /// <summary>LM5, LM19: nothing automatic changes a state, and nothing is ever sent for it.</summary>
    [Theory]
    [InlineData(InboundNature.AutoReply, InboundDecision.Append)]
    [InlineData(InboundNature.Machine, InboundDecision.Append)]
    [InlineData(InboundNature.Bounce, InboundDecision.Bounce)]
    [InlineData(InboundNature.DeliveryReport, InboundDecision.Append)]
    [InlineData(InboundNature.ReadReceipt, InboundDecision.Ignore)]
    [InlineData(InboundNature.Complaint, InboundDecision.Held)]
    public async Task What_a_program_says_about_a_ticket_is_kept_for_staff_and_nobody_is_told(InboundNature nature, InboundDecision decision)
    {
        var ours = await Bench.OpenedAsync(Emma, Alex);
        var before = await Desk.FindAsync(ours.TicketId!.Value);
        var mail = Bench.Answer(ours, nature == InboundNature.AutoReply ? Emma.Address : "mailer-daemon@mx.example") with { Nature = nature, AboutMessageId = ours.MessageId, Failures = [new InboundFailure(Emma.Address, "5.1.1", "550 no such user", IsForGood: true)] };

        var verdict = await Bench.TakeAsync(mail);

        verdict.Should().BeEquivalentTo(new { Decision = decision, ours.TicketId });
        (await Desk.FindAsync(before.Id)).Should().BeEquivalentTo(new { before.StatusKey, before.UpdatedAt });
        (await Bench.SentAsync()).Should().BeEmpty();
        (await Bench.MessagesAsync(before.Id)).Skip(2).Select(m => m.Kind).Should().Equal(decision is InboundDecision.Append or InboundDecision.Bounce ? [MessageKind.Note] : []);
    }

    [Fact]
    public async Task A_bounce_of_what_we_never_sent_is_nothing_of_ours()
    {
        var verdict = await Bench.TakeAsync(Bench.From("mailer-daemon@mx.example") with { Nature = InboundNature.Bounce, AboutMessageId = "forged@demo.example" });

        verdict.Should().BeEquivalentTo(new { Decision = InboundDecision.Ignore, TicketId = (long?)null });
    }

    [Fact]
    public async Task Our_own_mail_comes_back_and_is_ignored()
    {
        var ours = await Bench.OpenedAsync(Emma, Alex);

        (await Bench.TakeAsync(Bench.From(Emma.Address) with { MessageId = ours.MessageId })).Because.Should().Equal("own-message-id");
        (await Bench.TakeAsync(Bench.From("Support+abc@Demo.example"))).Because.Should().Equal("own-address");
        (await Bench.SentAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task A_flood_is_set_aside_and_said_once()
    {
        Bench.Rules = Bench.Rules with { MostPerHour = 5 };
        var verdicts = new List<InboundVerdict>();
        for (var i = 0; i < 8; i++)
        {
            verdicts.Add(await Bench.TakeAsync(Bench.From(Emma.Address)));
        }

        verdicts.Select(verdict => verdict.Decision).Should().Equal(
            [.. Enumerable.Repeat(InboundDecision.NewTicket, 5), .. Enumerable.Repeat(InboundDecision.Quarantine, 3)]);
        verdicts.SelectMany(verdict => verdict.Alerts).Where(alert => alert == "too-many").Should().ContainSingle();
        Desk.Clock.Advance(TimeSpan.FromHours(2));
        (await Bench.TakeAsync(Bench.From(Emma.Address))).Decision.Should().Be(InboundDecision.NewTicket);
    }
}
