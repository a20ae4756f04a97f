using Helpdesk.Engine.Access;
using Helpdesk.Engine.Channels.Inbound;
using Helpdesk.Engine.Channels.Notifications;
using Helpdesk.Engine.People;

namespace Helpdesk.Engine.Tests.Inbound;

/// <summary>Mail that comes back says something about an address: of that person alone, and until she writes or staff say otherwise.</summary>
public sealed class MailTroubleTests : InboundTest
{
    [Fact]
    public async Task An_address_that_is_not_there_gets_no_more_news_until_somebody_says_so()
    {
        var ours = await Bench.OpenedAsync(Emma, Alex);
        await BounceAsync(ours, "5.1.1", isForGood: true);

        (await TroubleAsync()).Should().BeEquivalentTo(new { Failures = 1, Reason = "5.1.1 550 no", LastMailId = ours.Id }).And.Match<MailTrouble>(t => t.StoppedAt != null);
        await ReplyAsync(ours);
        (await Bench.SentAsync()).Should().NotContain(mail => mail.RecipientId == Emma.Id);

        (await new PeopleDesk(Desk.Store).TryMailAsync(Emma.Id, Actor.System, CancellationToken.None)).Refusals.Should().BeEmpty();
        await ReplyAsync(ours);
        (await Bench.SentAsync()).Should().ContainSingle(mail => mail.RecipientId == Emma.Id);
    }

    [Fact]
    public async Task Whoever_writes_has_her_address_again()
    {
        var ours = await Bench.OpenedAsync(Emma, Alex);
        await BounceAsync(ours, "5.1.1", isForGood: true);

        await Bench.TakeAsync(Bench.Answer(ours, Emma.Address) with { Proof = InboundProof.Failed });
        (await TroubleAsync()).Should().NotBeNull("a forged mail says nothing about her");

        await Bench.TakeAsync(Bench.Answer(ours, Emma.Address));
        (await TroubleAsync()).Should().BeNull();
    }

    /// <summary>A report that says nothing for good may come before the one that does, of the same mail.</summary>
    [Fact]
    public async Task The_report_that_says_more_counts()
    {
        var ours = await Bench.OpenedAsync(Emma, Alex);
        await BounceAsync(ours, "", isForGood: false);
        (await TroubleAsync()).Should().Match<MailTrouble>(t => t.Failures == 0 && t.StoppedAt == null);

        await BounceAsync(ours, "5.1.1", isForGood: true);
        await BounceAsync(ours, "4.4.7", isForGood: false);

        (await TroubleAsync()).Should().Match<MailTrouble>(t => t.Failures == 1 && t.StoppedAt != null && t.Reason == "5.1.1 550 no");
    }

    /// <summary>A full mailbox is one tomorrow; three mails in two weeks that came back for good are enough. One mail counts once, whoever reports it.</summary>
    [Fact]
    public async Task Other_failures_count_by_mail_and_stop_at_the_third()
    {
        var ours = await Bench.OpenedAsync(Emma, Alex);
        await BounceAsync(ours, "5.2.2", isForGood: true);
        await BounceAsync(ours, "5.2.2", isForGood: true);
        (await TroubleAsync()).Should().Match<MailTrouble>(t => t.Failures == 1 && t.StoppedAt == null);

        for (var i = 2; i <= 3; i++)
        {
            await ReplyAsync(ours);
            var next = (await Bench.SentAsync()).Single(mail => mail.RecipientId == Emma.Id);
            await BounceAsync(next, "4.2.2", isForGood: false);
            (await TroubleAsync())!.Failures.Should().Be(i - 1, "what may arrive yet is no failure");
            await ReplyAsync(ours);
            await BounceAsync((await Bench.SentAsync()).Single(mail => mail.RecipientId == Emma.Id), "5.2.2", isForGood: true);
            Desk.Clock.Advance(TimeSpan.FromHours(1));
        }

        (await TroubleAsync()).Should().Match<MailTrouble>(t => t.Failures == 3 && t.StoppedAt != null);
    }

    /// <summary>Only who got the mail knows its id: a report about it is about her, whomever it names.</summary>
    [Fact]
    public async Task Nobody_stops_another_s_mail()
    {
        var ours = await Bench.OpenedAsync(Emma, Alex);
        var mallory = await Desk.CustomerAsync("Mallory");
        await Bench.TakeAsync(Bench.From("mailer-daemon@evil.example") with { Nature = InboundNature.Bounce, AboutMessageId = "made.up@demo.example", Failures = [new InboundFailure(Emma.Address, "5.1.1", "no", IsForGood: true)] });
        var hers = await Bench.OpenedAsync(mallory, Alex);
        await Bench.TakeAsync(Bench.From("mailer-daemon@evil.example") with { Nature = InboundNature.Bounce, AboutMessageId = hers.MessageId, Failures = [new InboundFailure(Emma.Address, "5.1.1", "no", IsForGood: true)] });

        (await TroubleAsync()).Should().BeNull();
        await ReplyAsync(ours);
        (await Bench.SentAsync()).Should().Contain(mail => mail.RecipientId == Emma.Id);
    }

    private Task<InboundVerdict> BounceAsync(Mail ours, string status, bool isForGood) => Bench.TakeAsync(Bench.From("mailer-daemon@mx.example") with
    {
        Nature = InboundNature.Bounce,
        AboutMessageId = ours.MessageId,
        Failures = [new InboundFailure(Emma.Address, status, "550 no", isForGood)],
    });

    private async Task ReplyAsync(Mail ours) => await Desk.ReplyAsync(await Desk.FindAsync(ours.TicketId!.Value), Alex, "Are you there?");

    private async Task<MailTrouble?> TroubleAsync()
    {
        await using var tables = Desk.Store.Read();
        return tables.MailTroubles.SingleOrDefault(t => t.FoldedAddress == Emma.FoldedAddress);
    }
}
