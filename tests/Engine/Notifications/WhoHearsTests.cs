using Helpdesk.Engine.Access;
using Helpdesk.Engine.Channels.Notifications;
using Helpdesk.Engine.Departments;
using Helpdesk.Engine.People;
using Helpdesk.Engine.Priorities;
using Helpdesk.Engine.Texts;
using Helpdesk.Engine.Tickets;
using Helpdesk.Engine.Tickets.Acts;

namespace Helpdesk.Engine.Tests.Notifications;

public sealed class WhoHearsTests : IAsyncLifetime
{
    private MailDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await MailDesk.OpenAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task B5_Whoever_opens_a_ticket_gets_a_receipt_and_every_agent_hears_of_it()
    {
        var customer = await _desk.CustomerAsync("Carla");
        var agent = await _desk.AgentAsync("Ann");
        await _desk.PersonAsync("Adam", Role.Administrator);
        await _desk.CustomerAsync("Somebody else");

        await _desk.OpenTicketAsync(customer);

        await HeardAsync((customer.Id, MailTemplateNames.OpenedForRequester), (agent.Id, MailTemplateNames.OpenedForStaff));
    }

    [Fact]
    public async Task Of_a_department_with_members_they_alone_hear()
    {
        var customer = await _desk.CustomerAsync("Carla");
        var member = await MemberAsync("Ann");
        await _desk.AgentAsync("Ben");

        var ticket = await _desk.OpenTicketAsync(customer);
        await HeardAsync((customer.Id, MailTemplateNames.OpenedForRequester), (member.Id, MailTemplateNames.OpenedForStaff));
        await ForgetAsync();
        await _desk.ReplyAsync(ticket, customer);

        await HeardAsync((member.Id, MailTemplateNames.RepliedForStaff));
    }

    [Fact]
    public async Task What_a_customer_writes_on_an_assigned_ticket_goes_to_the_assignee_alone()
    {
        var customer = await _desk.CustomerAsync("Carla");
        await MemberAsync("Ann");
        var assignee = await _desk.AgentAsync("Ben");
        var ticket = await OpenedAsync(customer);
        await _desk.DoAsync(ticket, assignee, new Assign(assignee.Id));
        await ForgetAsync();

        await _desk.ReplyAsync(ticket, customer);

        await HeardAsync((assignee.Id, MailTemplateNames.RepliedForStaff));
    }

    [Fact]
    public async Task B5_While_the_assignee_is_away_the_department_hears_and_then_she_does_again()
    {
        var customer = await _desk.CustomerAsync("Carla");
        var member = await MemberAsync("Ann");
        var assignee = await _desk.AgentAsync("Ben");
        var ticket = await OpenedAsync(customer);
        await _desk.DoAsync(ticket, member, new Assign(assignee.Id));
        await ForgetAsync();
        var back = _desk.Clock.GetUtcNow().AddDays(1);
        (await _desk.Accounts.ChangeOwnAsync(assignee.Id, "en", back, CancellationToken.None)).Refusals.Should().BeEmpty();

        await _desk.ReplyAsync(ticket, customer);
        await HeardAsync((member.Id, MailTemplateNames.RepliedForStaff));
        await ForgetAsync();

        _desk.Clock.Advance(TimeSpan.FromDays(1));
        await _desk.ReplyAsync(ticket, customer);
        await HeardAsync((assignee.Id, MailTemplateNames.RepliedForStaff));
    }

    [Fact]
    public async Task B5_Who_is_away_for_everybody_hears_nevertheless()
    {
        var customer = await _desk.CustomerAsync("Carla");
        var agent = await _desk.AgentAsync("Ann");
        var ticket = await OpenedAsync(customer);
        await _desk.DoAsync(ticket, agent, new Unfollow());
        await ForgetAsync();

        await _desk.ReplyAsync(ticket, customer);

        await HeardAsync((agent.Id, MailTemplateNames.RepliedForStaff));
    }

    [Fact]
    public async Task B10_An_account_lead_who_is_told_at_once_reads_what_was_written_and_follows_it()
    {
        var customer = await _desk.CustomerAsync("Carla");
        var (lead, agent) = (await _desk.PersonAsync("Lena", Role.Supervisor), await MemberAsync("Ann"));
        var organisation = new Organisation(_desk.Store.NewId(), "Brightwater", membersSeeAllTickets: false);
        organisation.LeadBy(lead.Id);
        await _desk.WriteAsync(unit => unit.Desk.AddRange(organisation, new Membership(customer.Id, organisation.Id)));

        var ticket = await _desk.OpenTicketAsync(customer, with: open => open with { Shares = [new ShareWith(ShareKind.Person, lead.Id)] });

        await HeardAsync((customer.Id, MailTemplateNames.OpenedForRequester), (agent.Id, MailTemplateNames.OpenedForStaff), (lead.Id, MailTemplateNames.SharedWithStaff));
        _desk.Transport.Taken.Single(mail => mail.RecipientId == lead.Id).Text.Should().ContainAll("Carla has shared this ticket", "Please help.");
        await ForgetAsync();
        await _desk.ReplyAsync(ticket, agent);
        await HeardAsync((customer.Id, MailTemplateNames.RepliedForRequester), (lead.Id, MailTemplateNames.RepliedForStaff));
    }

    [Fact]
    public async Task A_colleagues_reply_goes_to_the_requester_too()
    {
        var customer = await _desk.CustomerAsync("Carla");
        var colleague = await _desk.CustomerAsync("Chris");
        var agent = await _desk.AgentAsync("Ann");
        var organisation = new Organisation(_desk.Store.NewId(), "Brightwater", membersSeeAllTickets: true);
        await _desk.WriteAsync(unit =>
        {
            unit.Desk.Add(organisation);
            unit.Desk.AddRange(new Membership(customer.Id, organisation.Id), new Membership(colleague.Id, organisation.Id));
        });
        var ticket = await OpenedAsync(customer);

        await _desk.ReplyAsync(ticket, colleague);

        await HeardAsync((customer.Id, MailTemplateNames.RepliedForRequester), (agent.Id, MailTemplateNames.RepliedForStaff));
    }

    [Fact]
    public async Task A_note_goes_to_the_assignee_and_to_the_staff_who_took_part()
    {
        var customer = await _desk.CustomerAsync("Carla");
        var (author, assignee, answerer) = (await _desk.AgentAsync("Ann"), await _desk.AgentAsync("Ben"), await _desk.AgentAsync("Cem"));
        await _desk.AgentAsync("Dora");
        var ticket = await OpenedAsync(customer);
        await _desk.DoAsync(ticket, author, new Assign(assignee.Id));
        await _desk.ReplyAsync(ticket, answerer);
        await ForgetAsync();

        await _desk.NoteAsync(ticket, author);

        await HeardAsync((assignee.Id, MailTemplateNames.NotedForStaff), (answerer.Id, MailTemplateNames.NotedForStaff));
    }

    [Fact]
    public async Task LN1_Whoever_takes_a_ticket_herself_hears_nothing_and_whoever_is_given_one_does()
    {
        var customer = await _desk.CustomerAsync("Carla");
        var (ann, ben) = (await _desk.AgentAsync("Ann"), await _desk.AgentAsync("Ben"));
        var ticket = await OpenedAsync(customer);

        await _desk.DoAsync(ticket, ann, new Assign(ann.Id));
        await HeardAsync();
        await _desk.DoAsync(ticket, ann, new Assign(ben.Id));

        await HeardAsync((ben.Id, MailTemplateNames.AssignedForStaff));
    }

    [Fact]
    public async Task E2_A_move_is_told_to_the_members_of_the_new_department()
    {
        var customer = await _desk.CustomerAsync("Carla");
        var mover = await _desk.AgentAsync("Ann");
        var member = await _desk.AgentAsync("Ben");
        var billing = new Department(_desk.Store.NewId(), "billing", LocalizedText.Of("Billing", "Facturatie", "Facturation", "請求"), 2);
        await _desk.WriteAsync(unit => unit.Desk.AddRange(billing, new DepartmentMember(billing.Id, member.Id), new DepartmentMember(billing.Id, mover.Id)));
        var ticket = await OpenedAsync(customer);

        await _desk.DoAsync(ticket, mover, new Move("billing"));

        await HeardAsync((member.Id, MailTemplateNames.MovedForStaff));
    }

    [Fact]
    public async Task A7_A_type_that_staff_changed_is_told_to_the_requester_with_the_reason()
    {
        var customer = await _desk.CustomerAsync("Carla", "nl");
        var agent = await _desk.AgentAsync("Ann");
        var ticket = await OpenedAsync(customer);

        await _desk.DoAsync(ticket, agent, new Retype("bug", "It happens on <every> page."));

        await HeardAsync((customer.Id, MailTemplateNames.RetypedForRequester));
        _desk.Transport.Taken[0].Text.Should().Contain("het type Fout").And.Contain("De reden: It happens on <every> page.");
        _desk.Transport.Taken[0].Html.Should().Contain("It happens on &lt;every&gt; page.");
        await ForgetAsync();
        await _desk.DoAsync(ticket, agent, new Retype("bug"), new Note("Confirmed.", []));
        await HeardAsync();
    }

    [Fact]
    public async Task B8_The_requester_and_who_gets_copies_read_the_row_by_which_the_priority_was_decided_on()
    {
        await _desk.WriteAsync(unit =>
        {
            unit.Desk.AddRange(SeededPriorities.Priorities(unit.NewId));
            unit.Desk.AddRange(SeededPriorities.Rows(unit.NewId));
        });
        var customer = await _desk.CustomerAsync("Carla", "nl");
        var follower = await _desk.AgentAsync("Fay");
        var agent = await _desk.AgentAsync("Ann");
        var ticket = await OpenedAsync(customer);
        await _desk.DoAsync(ticket, agent, new AddCc([new CcAddress("copy@else.example")]));
        await _desk.DoAsync(ticket, follower, new Follow());
        await ForgetAsync();

        await _desk.DoAsync(ticket, agent, new SetPriority("SL-2"));

        await HeardAsync((customer.Id, MailTemplateNames.PrioritizedForRequester), (null, MailTemplateNames.RepliedForCc));
        var mail = _desk.Transport.Taken.Single(taken => taken.RecipientId == customer.Id);
        mail.Text.Should().Contain("Ann heeft de prioriteit van uw ticket bepaald:").And.Contain("regel SL-2 van onze serviceniveaus").And.Contain("Prioriteit: Hoog");
        await ForgetAsync();
        await _desk.DoAsync(ticket, agent, new Reply("We are on it.", []), new SetPriority("SL-1"));
        await HeardAsync((customer.Id, MailTemplateNames.RepliedForRequester), (follower.Id, MailTemplateNames.RepliedForStaff), (null, MailTemplateNames.RepliedForCc));
    }

    [Fact]
    public async Task A_ticket_that_staff_close_or_reopen_without_a_word_is_told_to_the_requester()
    {
        var customer = await _desk.CustomerAsync("Carla");
        var agent = await _desk.AgentAsync("Ann");
        var ticket = await OpenedAsync(customer);

        await _desk.DoAsync(ticket, agent, new SetStatus("closed"));
        await HeardAsync((customer.Id, MailTemplateNames.ClosedForRequester));
        await ForgetAsync();
        await _desk.DoAsync(ticket, agent, new SetStatus("open"));
        await HeardAsync((customer.Id, MailTemplateNames.ReopenedForRequester));
        await ForgetAsync();
        await _desk.DoAsync(ticket, customer, new SetStatus("closed"));

        await HeardAsync();
    }

    [Fact]
    public async Task LN1_A_change_of_many_acts_is_one_mail_to_each()
    {
        var customer = await _desk.CustomerAsync("Carla");
        var (ann, ben) = (await _desk.AgentAsync("Ann"), await MemberAsync("Ben"));
        var ticket = await OpenedAsync(customer);

        await _desk.DoAsync(ticket, ann, new Reply("Solved.", []), new Retype("bug", "It is one."), new Assign(ben.Id), new Note("Look at it.", []), new SetStatus("closed"));

        await HeardAsync((customer.Id, MailTemplateNames.RepliedForRequester), (ben.Id, MailTemplateNames.AssignedForStaff));
    }

    [Fact]
    public async Task E3_An_address_with_copies_gets_a_first_mail_that_explains_and_then_the_replies_but_never_a_note()
    {
        var customer = await _desk.CustomerAsync("Carla", "fr");
        var agent = await _desk.AgentAsync("Ann");
        var ticket = await OpenedAsync(customer);

        await _desk.DoAsync(ticket, customer, new AddCc([new CcAddress("Boss@Company.example", "The boss"), new CcAddress("spare@company.example")]));
        await _desk.DeliverAsync();

        _desk.Transport.Taken.Select(mail => (mail.Template, mail.To)).Should().BeEquivalentTo([
            (MailTemplateNames.CcAdded, "\"The boss\" <Boss@Company.example>"), (MailTemplateNames.CcAdded, "\"spare@company.example\" <spare@company.example>")]);
        _desk.Transport.Taken[0].Text.Should().Contain("Vous avez été ajouté").And.NotContain("Please help.").And.NotContain("/tickets/");
        await ForgetAsync();

        await _desk.NoteAsync(ticket, agent);
        await _desk.ReplyAsync(ticket, agent, "Voilà.");
        await _desk.DoAsync(ticket, agent, new RemoveCc("spare@company.example"));
        await _desk.DeliverAsync();

        var copy = _desk.Transport.Taken.Should().ContainSingle(mail => mail.Template == MailTemplateNames.RepliedForCc, "who was taken off before it was sent gets nothing (LN6)").Subject;
        copy.FoldedAddress.Should().Be("boss@company.example");
        copy.References.Split(' ').Should().ContainSingle("it refers to the mail that explained");
        _desk.Transport.Taken.Should().NotContain(mail => mail.Text.Contains("upset", StringComparison.Ordinal));
    }

    [Fact]
    public async Task LM15_A_copy_of_a_note_that_was_planned_by_mistake_is_not_sent()
    {
        var ticket = await OpenedAsync(await _desk.CustomerAsync("Carla"));
        await _desk.DoAsync(ticket, await _desk.AgentAsync("Ann"), new AddCc([new CcAddress("boss@company.example")]));
        var note = await _desk.NoteAsync(ticket, await _desk.AgentAsync("Ben"));
        await ForgetAsync();
        await using var tables = _desk.Store.Read();
        var cc = tables.AllCc.Single().Id;

        await _desk.MailAsync(new SendMailArguments(ticket.Id, note, RecipientId: null, MailTemplateNames.RepliedForCc) { CcId = cc });
        await _desk.DeliverAsync();

        _desk.Transport.Taken.Should().BeEmpty();
    }

    [Fact]
    public async Task Whoever_was_shut_out_hears_nothing_as_requester_as_staff_or_as_copy()
    {
        var customer = await _desk.CustomerAsync("Carla");
        var agent = await _desk.AgentAsync("Ann");
        var shutOut = await _desk.AgentAsync("Ben");
        var ticket = await OpenedAsync(customer);
        await _desk.DoAsync(ticket, agent, new AddCc([new CcAddress(shutOut.Address)]));
        await ForgetAsync();
        await new PeopleDesk(_desk.Store).DisableAsync(shutOut.Id, Actor.System, CancellationToken.None);
        await new PeopleDesk(_desk.Store).DisableAsync(customer.Id, Actor.System, CancellationToken.None);

        await _desk.ReplyAsync(ticket, agent);
        await _desk.DeliverAsync();

        _desk.Transport.Taken.Should().BeEmpty();
    }

    [Fact]
    public async Task Each_recipient_of_a_ticket_has_an_address_to_answer_to_until_she_leaves_it()
    {
        var customer = await _desk.CustomerAsync("Carla");
        var agent = await _desk.AgentAsync("Ann");
        var ticket = await _desk.OpenTicketAsync(customer, with: open => open with { Cc = [new CcAddress("boss@company.example")] });
        await _desk.DeliverAsync();
        await _desk.ReplyAsync(ticket, agent);
        await _desk.DeliverAsync();

        var answers = _desk.Transport.Taken.ToLookup(mail => mail.FoldedAddress, mail => Mailbox.Parse(mail.ReplyTo).Address, StringComparer.Ordinal);
        answers.Should().HaveCount(3);
        answers.Should().AllSatisfy(of => of.Distinct(StringComparer.Ordinal).Should().ContainSingle("a ticket's mails to one address share it"));
        answers.Select(of => of.First()).Should().OnlyHaveUniqueItems().And.AllSatisfy(address => address.Should().MatchRegex("^support\\+[a-z2-7]{26}@demo\\.example$"));

        await _desk.DoAsync(ticket, agent, new RemoveCc("boss@company.example"), new AddCc([new CcAddress("other@company.example")]));
        await _desk.DoAsync(ticket, agent, new AddCc([new CcAddress("boss@company.example")]));
        _desk.Transport.Taken.Clear();
        await _desk.DeliverAsync();

        var anew = Mailbox.Parse(_desk.Transport.Taken.Last(mail => mail.FoldedAddress == "boss@company.example").ReplyTo).Address;
        anew.Should().NotBe(answers["boss@company.example"].First(), "the one she had is over");
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
    public async Task A_note_on_a_ticket_that_is_nobodys_yet_sends_nothing()
    {
        var customer = await _desk.CustomerAsync("Carla");
        var agent = await _desk.AgentAsync("Ann");
        await _desk.AgentAsync("Ben");
        var ticket = await OpenedAsync(customer);

        await _desk.NoteAsync(ticket, agent);

        await HeardAsync();
    }

    private async Task<Ticket> OpenedAsync(Person requester)
    {
        var ticket = await _desk.OpenTicketAsync(requester);
        await ForgetAsync();
        return ticket;
    }

    private async Task<Person> MemberAsync(string name)
    {
        var agent = await _desk.AgentAsync(name);
        await _desk.WriteAsync(unit => unit.Desk.Add(new DepartmentMember(_desk.Department.Id, agent.Id)));
        return agent;
    }

    private async Task ForgetAsync()
    {
        await _desk.DeliverAsync();
        _desk.Transport.Taken.Clear();
    }

    /// <summary>Says who got which mail; the reason in the mail tells which it was.</summary>
    /// <param name="expected">Nobody of the desk is whoever gets copies.</param>
    private async Task HeardAsync(params (long? Person, string Template)[] expected)
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
