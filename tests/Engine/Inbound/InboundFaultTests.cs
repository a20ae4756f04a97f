using Helpdesk.Engine.Access;
using Helpdesk.Engine.Attachments;
using Helpdesk.Engine.Channels.Inbound;
using Helpdesk.Engine.Channels.Notifications;
using Helpdesk.Engine.People;
using Helpdesk.Engine.Tickets.Acts;
using Helpdesk.Testing;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Tests.Inbound;

/// <summary>LM6–LM8, LM12: whatever comes, however often, from however many places at once, is there once, and nothing in it keeps it out.</summary>
public sealed class InboundFaultTests
{
    /// <summary>LF: what was decided and not done is done by the next attempt, and once.</summary>
    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Cut_off_between_word_and_deed_it_is_done_by_the_next_attempt_and_once(string provider)
    {
        await using var bench = await InboundBench.OpenAsync(provider);
        var emma = await bench.Desk.CustomerAsync("Emma");
        var mail = bench.From(emma.Address) with { Files = [new InboundFile("shot.png", "image/png", new byte[] { 1, 2, 3 })] };

        await FluentActions.Awaiting(() => bench.MakeDesk(new FullDisk()).ReceiveAsync(mail, bench.Rules, default)).Should().ThrowAsync<IOException>();
        await using (var tables = bench.Desk.Store.Read())
        {
            (await tables.InboundEntries.SingleAsync()).DoneAt.Should().BeNull();
            (await tables.AllTickets.AnyAsync()).Should().BeFalse();
        }

        var verdict = await bench.TakeAsync(mail);
        verdict.Decision.Should().Be(InboundDecision.NewTicket);
        (await bench.TakeAsync(mail)).Should().BeEquivalentTo(new { Decision = InboundDecision.Duplicate, verdict.TicketId });
        await using var after = bench.Desk.Store.Read();
        (await after.AllAttachments.CountAsync(a => a.TicketId == verdict.TicketId)).Should().Be(1);
    }

    /// <summary>Two servers fetch two mailboxes, and two mails of one new sender come at the same moment: the law of the ledger holds.</summary>
    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Whoever_fetches_it_at_the_same_moment_there_is_one_ticket_and_one_guest(string provider)
    {
        await using var bench = await InboundBench.OpenAsync(provider);
        bench.Rules = bench.Rules with { Senders = SenderPolicy.Anybody };
        for (var round = 0; round < 5; round++)
        {
            var address = $"new{round}@guest.example";
            InboundMessage[] mails = [bench.From(address), bench.From(address)];
            var fetched = Enumerable.Range(0, 4).SelectMany(server => mails.Select(mail => (Desk: bench.MakeDesk(), Mail: server % 2 == 0 ? mail : mail with { Source = "mail:sales@demo.example" })));

            var verdicts = await Task.WhenAll(fetched.Select(one => Task.Run(() => one.Desk.ReceiveAsync(one.Mail, bench.Rules, default))));

            verdicts.Select(verdict => verdict.TicketId).Distinct().Should().HaveCount(2).And.NotContainNulls();
            verdicts.Count(verdict => verdict.Decision == InboundDecision.NewTicket).Should().Be(2);
            verdicts.Count(verdict => verdict.Decision == InboundDecision.Duplicate).Should().Be(6);
            await using var tables = bench.Desk.Store.Read();
            (await tables.People.CountAsync(p => p.FoldedAddress == address)).Should().Be(1);
            (await tables.AllTickets.CountAsync()).Should().Be(2 * (round + 1));
            (await tables.InboundEntries.CountAsync(e => e.DoneAt == null)).Should().Be(0);
        }
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Many_answers_at_the_same_moment_are_all_on_the_ticket(string provider)
    {
        await using var bench = await InboundBench.OpenAsync(provider);
        var (emma, alex) = (await bench.Desk.CustomerAsync("Emma"), await bench.Desk.AgentAsync("Alex"));
        var ours = await bench.OpenedAsync(emma, alex);
        var answers = Enumerable.Range(0, 12).Select(_ => bench.Answer(ours, emma.Address)).ToList();

        var verdicts = await Task.WhenAll(answers.Select(answer => Task.Run(() => bench.MakeDesk().ReceiveAsync(answer, bench.Rules, default))));

        verdicts.Should().OnlyContain(verdict => verdict.Decision == InboundDecision.Append);
        (await bench.MessagesAsync(ours.TicketId!.Value)).Should().HaveCount(2 + answers.Count);
    }

    /// <summary>NUL and halves of surrogate pairs, which PostgreSQL keeps in no text and takes in no question; long things that are cut within a pair.</summary>
    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Nothing_that_stands_in_it_keeps_it_out(string provider)
    {
        await using var bench = await InboundBench.OpenAsync(provider);
        var emma = await bench.Desk.CustomerAsync("Emma");
        const string Nasty = "a\0b\uD83D c\uFFFE";
        var pairs = string.Concat(Enumerable.Repeat("\U0001F600", 60_000));
        var nasty = bench.From(emma.Address) with
        {
            Subject = "x" + pairs,
            Text = "x" + pairs,
            Folded = "x" + pairs,
            MessageId = Nasty,
            Answers = [Nasty, .. Enumerable.Range(0, 5_000).Select(i => $"{i}@x.example")],
            Tokens = [Nasty],
            Numbers = [Nasty],
            AboutMessageId = Nasty,
            Cc = [new InboundAddress(Nasty, Nasty)],
            Files = [new InboundFile(Nasty, Nasty, new byte[] { 1 })],
        };

        (await bench.TakeAsync(nasty)).Decision.Should().Be(InboundDecision.NewTicket);
        (await bench.TakeAsync(nasty)).Decision.Should().Be(InboundDecision.Duplicate);
        (await bench.TakeAsync(InboundBench.Sealed(nasty with { From = new InboundAddress("x" + pairs, "nora@new.example"), MessageId = "other" }))).Decision.Should().Be(InboundDecision.Held);
        (await bench.TakeAsync(InboundBench.Sealed(nasty with { From = new InboundAddress(Nasty, Nasty), MessageId = "third" }))).Decision.Should().Be(InboundDecision.Held);
        bench.Rules = bench.Rules with { Senders = SenderPolicy.Anybody };
        (await bench.TakeAsync(InboundBench.Sealed(nasty with { From = new InboundAddress("x" + pairs, "guest@new.example"), MessageId = "fourth", Answers = [] }))).Decision.Should().Be(InboundDecision.NewTicket);
    }

    /// <summary>Whoever only gets copies may answer, and nothing else; that she writes to others too does not keep her answer out.</summary>
    [Fact]
    public async Task Somebody_known_who_only_gets_copies_answers_though_her_own_copies_do_not_join()
    {
        await using var bench = await InboundBench.OpenAsync();
        var (emma, alex, boss) = (await bench.Desk.CustomerAsync("Emma"), await bench.Desk.AgentAsync("Alex"), await bench.Desk.CustomerAsync("Boss"));
        var ours = await bench.OpenedAsync(emma, alex);
        await bench.Desk.DoAsync(await bench.Desk.FindAsync(ours.TicketId!.Value), alex, new AddCc([new CcAddress(boss.Address)]));

        var verdict = await bench.TakeAsync(bench.Answer(ours, boss.Address) with { Proof = InboundProof.Passed, Cc = [new InboundAddress(Name: null, "secretary@wonderfield.example")] });

        verdict.Should().BeEquivalentTo(new { Decision = InboundDecision.Append, Role = InboundRole.Participant });
        verdict.Joined.Should().BeEmpty();
    }

    [Fact]
    public async Task A_name_behind_an_at_sign_keeps_no_mail_out()
    {
        await using var bench = await InboundBench.OpenAsync();
        var (emma, carla, alex) = (await bench.Desk.CustomerAsync("Emma"), await bench.Desk.CustomerAsync("Carla"), await bench.Desk.AgentAsync("Alex"));
        var organisation = new Organisation(bench.Desk.Store.NewId(), "Wonderfield", membersSeeAllTickets: false);
        await bench.Desk.WriteAsync(unit => unit.Desk.AddRange(organisation, new Membership(emma.Id, organisation.Id), new Membership(carla.Id, organisation.Id)));
        var ours = await bench.OpenedAsync(emma, alex);

        (await bench.TakeAsync(bench.Answer(ours, emma.Address, "@Carla knows more."))).Decision.Should().Be(InboundDecision.Append);
        (await bench.SentAsync()).Should().NotContain(mail => mail.RecipientId == carla.Id, "she does not see the ticket");
    }

    /// <summary>A spammer is not to mail the staff by writing: of what machines send, and of the many, nobody is told one by one.</summary>
    [Fact]
    public async Task Strangers_without_end_do_not_mail_the_staff_without_end()
    {
        await using var bench = await InboundBench.OpenAsync();
        await bench.Desk.PersonAsync("Sue", Role.Supervisor);

        (await bench.TakeAsync(bench.From("news@shop.example") with { Nature = InboundNature.Machine })).Decision.Should().Be(InboundDecision.Held);
        (await bench.SentAsync()).Should().BeEmpty();
        for (var i = 0; i < 30; i++)
        {
            (await bench.TakeAsync(bench.From($"spam{i}@new.example"))).Decision.Should().Be(InboundDecision.Held);
        }

        (await bench.SentAsync()).Should().HaveCount(10).And.OnlyContain(mail => mail.Template == MailTemplateNames.AccessRequested);
        await using var tables = bench.Desk.Store.Read();
        (await tables.AccessRequests.CountAsync()).Should().Be(30, "they all wait on the page");
    }

    private sealed class FullDisk : IBlobStore
    {
        public Task<Blob?> SaveAsync(Stream content, long largest, CancellationToken cancellationToken) => throw new IOException("No space left on device");

        public Stream? Open(string hash) => throw new NotSupportedException();

        public Task<bool> RemoveAsync(string hash, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task CleanAsync(CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
