using Helpdesk.Engine.Access;
using Helpdesk.Engine.Channels.Notifications;
using Helpdesk.Engine.Outbox;
using Helpdesk.Engine.Storage;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Tests.Notifications;

public sealed class SendingTests : IAsyncLifetime
{
    private MailDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await MailDesk.OpenAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task LN6_Whoever_may_no_longer_see_the_ticket_gets_nothing()
    {
        var customer = await _desk.CustomerAsync("Carla");
        var successor = await _desk.CustomerAsync("Chris");
        var ticket = await _desk.OpenTicketAsync(customer);
        await _desk.PlanAsync();

        await ChangeAsync(unit => unit.Desk.AllTickets.Where(t => t.Id == ticket.Id).ExecuteUpdateAsync(set => set.SetProperty(t => t.RequesterId, successor.Id)));
        await _desk.DeliverAsync();

        _desk.Transport.Taken.Should().BeEmpty();
        (await _desk.SentAsync()).Should().BeEmpty();
        (await _desk.RowsAsync()).Should().BeEmpty("the row is done: there is nothing to try again");
    }

    [Fact]
    public async Task LN6_Whoever_has_left_the_staff_gets_no_mail_for_staff()
    {
        var customer = await _desk.CustomerAsync("Carla");
        var agent = await _desk.AgentAsync("Ann");
        await _desk.OpenTicketAsync(customer);
        await _desk.PlanAsync();

        await ChangeAsync(unit => unit.Desk.People.Where(p => p.Id == agent.Id).ExecuteUpdateAsync(set => set.SetProperty(p => p.Role, Role.Customer)));
        await _desk.DeliverAsync();

        _desk.Transport.Taken.Select(mail => mail.RecipientId).Should().Equal(customer.Id);
    }

    [Fact]
    public async Task LN6_Whoever_is_gone_gets_nothing()
    {
        var customer = await _desk.CustomerAsync("Carla");
        var agent = await _desk.AgentAsync("Ann");
        await _desk.OpenTicketAsync(customer);
        await _desk.PlanAsync();

        await ChangeAsync(unit => unit.Desk.People.Where(p => p.Id == agent.Id).ExecuteDeleteAsync());
        await _desk.DeliverAsync();

        _desk.Transport.Taken.Select(mail => mail.RecipientId).Should().Equal(customer.Id);
    }

    [Fact]
    public async Task LM15_A_note_reaches_no_customer_even_when_a_mail_of_it_was_planned()
    {
        var customer = await _desk.CustomerAsync("Carla");
        var agent = await _desk.AgentAsync("Ann");
        var ticket = await _desk.OpenTicketAsync(customer);
        await _desk.DeliverAsync();
        _desk.Transport.Taken.Clear();
        var note = await _desk.NoteAsync(ticket, agent);

        await _desk.MailAsync(new SendMailArguments(ticket.Id, note, customer.Id, MailTemplateNames.RepliedForRequester));
        await _desk.DeliverAsync();

        _desk.Transport.Taken.Should().BeEmpty();
    }

    [Fact]
    public async Task A_message_of_another_ticket_is_not_sent_along()
    {
        var customer = await _desk.CustomerAsync("Carla");
        var other = await _desk.CustomerAsync("Oscar");
        var agent = await _desk.AgentAsync("Ann");
        var ticket = await _desk.OpenTicketAsync(customer);
        var secret = await _desk.ReplyAsync(await _desk.OpenTicketAsync(other), agent);
        await _desk.DeliverAsync();
        _desk.Transport.Taken.Clear();

        await _desk.MailAsync(new SendMailArguments(ticket.Id, secret, customer.Id, MailTemplateNames.RepliedForRequester));
        await _desk.DeliverAsync();

        _desk.Transport.Taken.Should().BeEmpty();
    }

    [Fact]
    public async Task A_mail_that_a_server_puts_off_is_sent_later_under_the_same_Message_ID()
    {
        var ids = new List<string>();
        var refusals = 2;
        _desk.Transport.OnSending = mail =>
        {
            ids.Add(mail.MessageId);
            return refusals-- > 0 ? throw new IOException("421 Too busy") : Task.CompletedTask;
        };
        await _desk.OpenTicketAsync(await _desk.CustomerAsync("Carla"));

        await _desk.DeliverAsync();
        (await _desk.SentAsync()).Should().BeEmpty();
        await LaterAsync();
        await LaterAsync();

        ids.Should().HaveCount(3);
        ids.Distinct(StringComparer.Ordinal).Should().ContainSingle();
        (await _desk.SentAsync()).Should().ContainSingle().Which.MessageId.Should().Be(ids[0]);
        (await _desk.RowsAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task A_mail_that_was_taken_but_not_marked_is_sent_again_under_the_same_Message_ID_and_kept_once()
    {
        await _desk.OpenTicketAsync(await _desk.CustomerAsync("Carla"));
        // Another node takes the row over just after the server has said 250.
        _desk.Transport.OnTaken = _ => ChangeAsync(unit => unit.Desk.Outbox.ExecuteUpdateAsync(set => set.SetProperty(row => row.Lease, "stolen")));

        await _desk.DeliverAsync();
        (await _desk.SentAsync()).Should().BeEmpty("whoever has lost the lease writes nothing");
        _desk.Transport.OnTaken = _ => Task.CompletedTask;
        _desk.Clock.Advance(OutboxOptions.Default.Lease + TimeSpan.FromSeconds(1));
        await _desk.DeliverAsync();

        _desk.Transport.Taken.Should().HaveCount(2);
        _desk.Transport.Taken.Select(mail => mail.MessageId).Distinct(StringComparer.Ordinal).Should().ContainSingle();
        (await _desk.SentAsync()).Should().ContainSingle();
    }

    [Fact]
    public async Task A_mail_that_is_refused_for_good_is_given_up_at_once()
    {
        await _desk.OpenTicketAsync(await _desk.CustomerAsync("Carla"));
        _desk.Transport.OnSending = _ => throw new MailRefusedException("The mail server refused the mail: 550 No such user");

        await _desk.DeliverAsync();

        var row = (await _desk.RowsAsync()).Should().ContainSingle().Subject;
        row.State.Should().Be(OutboxState.Dead);
        row.Attempts.Should().Be(1);
        row.LastError.Should().Contain("550 No such user");
    }

    [Fact]
    public async Task One_refused_recipient_costs_the_others_nothing()
    {
        var customer = await _desk.CustomerAsync("Carla");
        var agents = new[] { await _desk.AgentAsync("Ann"), await _desk.AgentAsync("Ben"), await _desk.AgentAsync("Cem") };
        _desk.Transport.OnSending = mail => mail.RecipientId == agents[1].Id ? throw new MailRefusedException("No such user") : Task.CompletedTask;

        await _desk.OpenTicketAsync(customer);
        await _desk.DeliverAsync();

        _desk.Transport.Taken.Select(mail => mail.RecipientId).Should().BeEquivalentTo([customer.Id, agents[0].Id, agents[2].Id]);
    }

    [Fact]
    public async Task Without_a_server_mail_is_kept_and_says_so()
    {
        _desk.Transport.IsConfigured = false;

        await _desk.OpenTicketAsync(await _desk.CustomerAsync("Carla"));
        await _desk.DeliverAsync();

        _desk.Transport.Taken.Should().BeEmpty();
        (await _desk.SentAsync()).Should().ContainSingle().Which.WasSent.Should().BeFalse();
    }

    [Fact]
    public async Task RFC3834_Only_what_a_person_wrote_to_the_customer_counts_as_written_by_a_person()
    {
        var customer = await _desk.CustomerAsync("Carla");
        var agent = await _desk.AgentAsync("Ann");
        var ticket = await _desk.OpenTicketAsync(customer);
        await _desk.ReplyAsync(ticket, agent);
        await _desk.ReplyAsync(ticket, customer);

        await _desk.DeliverAsync();

        _desk.Transport.Taken.Select(mail => (mail.RecipientId, mail.IsAutomatic)).Should().BeEquivalentTo(
            [(customer.Id, true), (agent.Id, true), (customer.Id, false), (agent.Id, true)]);
    }

    [Fact]
    public async Task LM14_Mails_of_one_ticket_to_one_person_refer_to_each_other()
    {
        var customer = await _desk.CustomerAsync("Carla");
        var agent = await _desk.AgentAsync("Ann");
        var ticket = await _desk.OpenTicketAsync(customer);
        await _desk.DeliverAsync();
        await _desk.ReplyAsync(ticket, agent);
        await _desk.DeliverAsync();
        await _desk.OpenTicketAsync(customer);
        await _desk.DeliverAsync();
        await _desk.ReplyAsync(ticket, agent);
        await _desk.DeliverAsync();

        var thread = _desk.Transport.Taken.Where(mail => mail.RecipientId == customer.Id && mail.TicketId == ticket.Id).ToList();
        thread.Select(mail => mail.References).Should().Equal("", thread[0].MessageId, $"{thread[0].MessageId} {thread[1].MessageId}");
        thread.Select(mail => mail.Subject).Distinct(StringComparer.Ordinal).Should().Equal("[#000001] The printer is on fire");
        _desk.Transport.Taken.Select(mail => mail.MessageId).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task A_long_thread_keeps_its_first_mail_and_the_latest()
    {
        var customer = await _desk.CustomerAsync("Carla");
        var agent = await _desk.AgentAsync("Ann");
        var ticket = await _desk.OpenTicketAsync(customer);
        await _desk.DeliverAsync();
        for (var i = 0; i < 25; i++)
        {
            await _desk.ReplyAsync(ticket, agent);
            await _desk.DeliverAsync();
        }

        var thread = _desk.Transport.Taken.Where(mail => mail.RecipientId == customer.Id).Select(mail => mail.MessageId).ToList();
        var references = _desk.Transport.Taken[^1].References.Split(' ');
        references.Should().Equal([thread[0], .. thread[^(MailReader.MostReferences)..^1]]);
    }

    [Fact]
    public async Task Mail_can_be_read_newest_first_and_by_pages()
    {
        var customer = await _desk.CustomerAsync("Carla");
        foreach (var subject in new[] { "One", "Two", "Three" })
        {
            await _desk.OpenTicketAsync(customer, subject);
            await _desk.DeliverAsync();
        }

        var first = await _desk.Mails.ListAsync(2, before: null, CancellationToken.None);
        var second = await _desk.Mails.ListAsync(2, first[^1].Id, CancellationToken.None);

        first.Concat(second).Select(mail => mail.Subject).Should().Equal("[#000003] Three", "[#000002] Two", "[#000001] One");
        (await _desk.Mails.FindAsync(second[0].Id, CancellationToken.None))!.Subject.Should().Be("[#000001] One");
        (await _desk.Mails.FindAsync(1, CancellationToken.None)).Should().BeNull();
    }

    private Task ChangeAsync(Func<UnitOfWork, Task> change) => _desk.Store.WriteAsync((unit, _) => change(unit), CancellationToken.None);

    private async Task LaterAsync()
    {
        _desk.Clock.Advance(TimeSpan.FromMinutes(5));
        await _desk.DeliverAsync();
    }
}
