using Helpdesk.Engine.Access;
using Helpdesk.Engine.Channels.Notifications;

namespace Helpdesk.Engine.Tests.Notifications;

public sealed class WhoHearsTests : IAsyncLifetime
{
    private MailDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await MailDesk.OpenAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task Whoever_opens_a_ticket_gets_a_receipt_and_all_staff_hear_of_it()
    {
        var customer = await _desk.CustomerAsync("Carla");
        var agent = await _desk.AgentAsync("Ann");
        var administrator = await _desk.PersonAsync("Adam", Role.Administrator);
        await _desk.CustomerAsync("Somebody else");

        await _desk.OpenTicketAsync(customer);

        await HeardAsync((customer.Id, MailTemplateNames.OpenedForRequester), (agent.Id, MailTemplateNames.OpenedForStaff), (administrator.Id, MailTemplateNames.OpenedForStaff));
    }

    [Fact]
    public async Task LN1_An_agent_who_opens_a_ticket_for_a_customer_does_not_hear_of_it()
    {
        var customer = await _desk.CustomerAsync("Carla");
        var agent = await _desk.AgentAsync("Ann");
        var colleague = await _desk.AgentAsync("Ben");

        await _desk.OpenTicketAsync(customer, actor: agent);

        await HeardAsync((customer.Id, MailTemplateNames.OpenedForRequester), (colleague.Id, MailTemplateNames.OpenedForStaff));
    }

    [Fact]
    public async Task LN1_An_agent_with_a_ticket_of_her_own_gets_one_mail_and_not_two()
    {
        var agent = await _desk.AgentAsync("Ann");

        await _desk.OpenTicketAsync(agent);

        await HeardAsync((agent.Id, MailTemplateNames.OpenedForRequester));
    }

    [Fact]
    public async Task An_answer_goes_to_the_requester_alone()
    {
        var customer = await _desk.CustomerAsync("Carla");
        var agent = await _desk.AgentAsync("Ann");
        await _desk.AgentAsync("Ben");
        var ticket = await OpenedAsync(customer);

        await _desk.ReplyAsync(ticket, agent);

        await HeardAsync((customer.Id, MailTemplateNames.RepliedForRequester));
    }

    [Fact]
    public async Task LN1_An_agent_who_writes_on_her_own_ticket_hears_nothing()
    {
        var agent = await _desk.AgentAsync("Ann");
        var ticket = await OpenedAsync(agent);

        await _desk.ReplyAsync(ticket, agent);

        await HeardAsync();
    }

    [Fact]
    public async Task A_customers_reply_goes_to_the_staff_who_have_written_on_the_ticket()
    {
        var customer = await _desk.CustomerAsync("Carla");
        var answerer = await _desk.AgentAsync("Ann");
        var noter = await _desk.PersonAsync("Adam", Role.Administrator);
        await _desk.AgentAsync("Ben");
        var ticket = await OpenedAsync(customer);
        await _desk.ReplyAsync(ticket, answerer);
        await _desk.ReplyAsync(ticket, answerer);
        await _desk.NoteAsync(ticket, noter);
        await ForgetAsync();

        await _desk.ReplyAsync(ticket, customer);

        await HeardAsync((answerer.Id, MailTemplateNames.RepliedForStaff), (noter.Id, MailTemplateNames.RepliedForStaff));
    }

    [Fact]
    public async Task A_customers_reply_that_nobody_has_answered_goes_to_every_agent()
    {
        var customer = await _desk.CustomerAsync("Carla");
        var ann = await _desk.AgentAsync("Ann");
        var ben = await _desk.AgentAsync("Ben");
        await _desk.PersonAsync("Adam", Role.Administrator);
        var ticket = await OpenedAsync(customer);

        await _desk.ReplyAsync(ticket, customer);

        await HeardAsync((ann.Id, MailTemplateNames.RepliedForStaff), (ben.Id, MailTemplateNames.RepliedForStaff));
    }

    [Fact]
    public async Task Where_there_are_no_agents_the_administrators_hear_of_a_reply()
    {
        var customer = await _desk.CustomerAsync("Carla");
        var administrator = await _desk.PersonAsync("Adam", Role.Administrator);
        var ticket = await OpenedAsync(customer);

        await _desk.ReplyAsync(ticket, customer);

        await HeardAsync((administrator.Id, MailTemplateNames.RepliedForStaff));
    }

    [Fact]
    public async Task A_note_sends_nothing_to_anybody()
    {
        var customer = await _desk.CustomerAsync("Carla");
        var agent = await _desk.AgentAsync("Ann");
        await _desk.AgentAsync("Ben");
        var ticket = await OpenedAsync(customer);

        await _desk.NoteAsync(ticket, agent);

        await HeardAsync();
    }

    private async Task<Helpdesk.Engine.Tickets.Ticket> OpenedAsync(Helpdesk.Engine.People.Person requester)
    {
        var ticket = await _desk.OpenTicketAsync(requester);
        await ForgetAsync();
        return ticket;
    }

    private async Task ForgetAsync()
    {
        await _desk.DeliverAsync();
        _desk.Transport.Taken.Clear();
    }

    /// <summary>Says who got which mail; the reason in the mail tells which it was.</summary>
    private async Task HeardAsync(params (long Person, string Template)[] expected)
    {
        await _desk.PlanAsync();
        var planned = (await _desk.RowsAsync())
            .Select(row => System.Text.Json.JsonSerializer.Deserialize<SendMailArguments>(row.Payload!, Engine.Outbox.OutboxJson.Options)!)
            .Select(mail => (mail.RecipientId, mail.Template));
        planned.Should().BeEquivalentTo(expected);
        await _desk.DeliverAsync();
        _desk.Transport.Taken.Select(mail => mail.RecipientId).Should().BeEquivalentTo(expected.Select(e => e.Person));
    }
}
