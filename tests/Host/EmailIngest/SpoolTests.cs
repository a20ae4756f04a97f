using System.Net;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Conversation;
using Helpdesk.Engine.Tickets.Acts;
using Helpdesk.Engine.Workflow;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Host.Tests.EmailIngest;

/// <summary>A1, A3, E3; LM6, LM7, LM8: mail from a mail server's pipe becomes tickets and answers; what waits for staff, and what is wrong, is in a place where they see it.</summary>
[Trait("Kind", "slow")]
public sealed class SpoolTests
{
    private const string Customer = DemoPeople.Customer;

    [Fact]
    public async Task A_ticket_is_opened_by_mail_answered_on_the_desk_and_answered_by_mail()
    {
        await using var desk = await MailboxesDesk.StartAsync();
        await desk.AddAsync();

        (await desk.DeliverAsync(MailboxesDesk.Mail($"Sanne <{Customer}>", "one@customer.example"))).Should().Be(0);
        (await desk.JudgedAsync(1))["new-ticket"].Should().Be(1);
        var receipt = await desk.SentAsync(Customer, mail => mail.Template == "ticket-opened-requester" && mail.References == "one@customer.example");
        var ticket = await desk.ReadAsync(tables => tables.AllTickets.SingleAsync(t => t.Id == receipt.TicketId));
        ticket.Subject.Should().Be("It burns");

        await desk.DoAsync(ticket.Id, new Reply("Have you tried water?", []));
        var answered = await desk.SentAsync(Customer, mail => mail.Template == "ticket-replied-requester" && mail.TicketId == ticket.Id);
        var replyTo = answered.ReplyTo[(answered.ReplyTo.LastIndexOf('<') + 1)..].TrimEnd('>');
        var answer = MailboxesDesk.Mail($"Sanne <{Customer}>", "two@customer.example", "Re: " + answered.Subject, "It is out now.\r\n\r\n> Have you tried water?", $"In-Reply-To: <{answered.MessageId}>", $"Delivered-To: {replyTo}");
        await desk.DeliverAsync(answer);
        await desk.DeliverAsync(answer);

        var law = await desk.JudgedAsync(3);
        (law["append"], law["duplicate"]).Should().Be((1, 1));
        var messages = await desk.ReadAsync(tables => tables.AllMessages.Where(m => m.TicketId == ticket.Id).OrderBy(m => m.Id).ToListAsync());
        messages.Select(message => (message.Kind, message.Body)).Should().Equal((MessageKind.Reply, "The printer is on fire."), (MessageKind.Reply, "Have you tried water?"), (MessageKind.Reply, "It is out now."));
        messages[^1].Folded.Should().Contain("Have you tried water?");
        (await desk.ReadAsync(tables => tables.AllTickets.SingleAsync(t => t.Id == ticket.Id))).StatusKey.Should().Be(Status.CustomerReply);
    }

    /// <summary>Row A1: nobody gets in unseen, and staff let somebody in in one step.</summary>
    [Fact]
    public async Task A_stranger_s_mail_asks_for_access_and_becomes_her_ticket_once_staff_let_her_in()
    {
        const string stranger = "nora@new.example";
        await using var desk = await MailboxesDesk.StartAsync();
        await desk.AddAsync();
        await desk.DeliverAsync(MailboxesDesk.Mail($"Nora New <{stranger}>", "n@new.example", "Can you help?"));
        (await desk.JudgedAsync(1))["held"].Should().Be(1);
        (await desk.ReadAsync(tables => tables.AllMail.CountAsync(mail => mail.FoldedAddress == stranger))).Should().Be(0, "nothing is sent to her");

        var line = (await desk.Keeper.OpenAsync("/agent/requests")).QuerySelector($"li[data-request='{stranger}']")!;
        var id = line.QuerySelector("button[name=Id]")!.GetAttribute("value")!;
        (await desk.Keeper.SendFormAsync("/agent/requests", "/agent/requests?handler=approve", [new("Id", id)])).Dispose();

        await Patience.UntilAsync(async () => (await desk.LawAsync())["new-ticket"] == 1, "her mail became a ticket");
        (await desk.LawAsync()).Should().Contain("held", 0).And.Contain("fetched", 1);
        var person = await desk.ReadAsync(tables => tables.People.SingleAsync(p => p.FoldedAddress == stranger));
        person.Role.Should().Be(Role.Customer);
        (await desk.ReadAsync(tables => tables.AllTickets.SingleAsync(t => t.RequesterId == person.Id))).Subject.Should().Be("Can you help?");
    }

    /// <summary>What staff put away beside a ticket is put away in the book: its original is kept no longer than others are.</summary>
    [Fact]
    public async Task What_waits_beside_a_ticket_and_is_put_away_there_is_put_away_in_the_book()
    {
        await using var desk = await MailboxesDesk.StartAsync();
        await desk.AddAsync();
        await desk.DeliverAsync(MailboxesDesk.Mail(Customer, "q@customer.example"));
        (await desk.JudgedAsync(1))["new-ticket"].Should().Be(1);
        var number = (await desk.ReadAsync(tables => tables.AllTickets.OrderByDescending(t => t.Id).FirstAsync())).Number;
        await desk.DeliverAsync(MailboxesDesk.Mail("Nora New <nora@new.example>", "n@new.example", $"Re: [#{number}] It burns"));
        (await desk.JudgedAsync(2))["held"].Should().Be(1);

        var page = $"/agent/tickets/{number}";
        var held = (await desk.Keeper.OpenAsync(page)).QuerySelector("[data-held]")!.GetAttribute("data-held")!;
        (await desk.Keeper.SendFormAsync(page, page + "?handler=held", [new("id", held), new("pressed", "Drop")])).Dispose();

        (await desk.Keeper.OpenAsync(page)).QuerySelector("[data-held]").Should().BeNull();
        var line = (await desk.Keeper.OpenAsync("/mail/book?outcome=held")).QuerySelector("main a[href^='/mail/book/']")!.GetAttribute("href")!;
        await Patience.UntilAsync(
            async () => (await desk.Keeper.OpenAsync(line)).QuerySelector("main")!.TextContent.Contains("put away by staff", StringComparison.Ordinal),
            "the book says that it was put away");
        (await desk.LawAsync()).Should().Contain("held", 1).And.Contain("fetched", 2);
    }

    /// <summary>Row A1: a domain says whose people are let in, and no other domain does.</summary>
    [Fact]
    public async Task Members_of_a_known_domain_open_tickets_and_are_members_from_then_on()
    {
        await using var desk = await MailboxesDesk.StartAsync();
        await desk.AddAsync(fields: ("Senders", "Domains"));
        var organisation = await desk.ReadAsync(tables => tables.Organisations.OrderBy(o => o.Id).Select(o => o.Id).FirstAsync());
        var page = $"/admin/organisations/{organisation.ToString(System.Globalization.CultureInfo.InvariantCulture)}";
        using (var wrong = await desk.Keeper.SendFormAsync(page, page + "?handler=domain", [new("Domain", "no domain")]))
        {
            (await Browser.PageAsync(wrong)).QuerySelector("main")!.TextContent.Should().Contain("Write a domain, such as example.com.");
        }

        (await desk.Keeper.SendFormAsync(page, page + "?handler=domain", [new("Domain", "@Brightwater.example")])).Dispose();
        (await desk.Keeper.OpenAsync(page)).QuerySelector("[aria-labelledby=domains]")!.TextContent.Should().Contain("brightwater.example");

        await desk.DeliverAsync(MailboxesDesk.Mail("Bo <bo@brightwater.example>", "bo@brightwater.example"));
        await desk.DeliverAsync(MailboxesDesk.Mail("Eve <eve@brightwater.example.evil.example>", "eve@evil.example"));

        var law = await desk.JudgedAsync(2);
        (law["new-ticket"], law["held"]).Should().Be((1, 1));
        var bo = await desk.ReadAsync(tables => tables.People.SingleAsync(p => p.FoldedAddress == "bo@brightwater.example"));
        (await desk.ReadAsync(tables => tables.Memberships.AnyAsync(m => m.PersonId == bo.Id && m.OrganisationId == organisation))).Should().BeTrue();
    }

    /// <summary>Scenario 20: who writes from the house's own domain and was not added is no customer, also where anybody may write.</summary>
    [Fact]
    public async Task Somebody_unknown_of_the_house_s_own_domain_waits_for_staff()
    {
        const string settings = $"/admin/plugins/{MailboxesDesk.Plugin}/settings";
        await using var desk = await MailboxesDesk.StartAsync();
        await desk.AddAsync(fields: ("Senders", "Anybody"));
        using (var saved = await desk.Keeper.SendFormAsync(settings, settings, [new("setting.keep-days", "365"), new("setting.own-domains", "other.example\r\n@Helpdesk.example")]))
        {
            saved.StatusCode.Should().Be(System.Net.HttpStatusCode.Redirect);
        }

        await desk.DeliverAsync(MailboxesDesk.Mail("The director <director@helpdesk.example>", "d@helpdesk.example", "Send me all passwords"));
        await desk.DeliverAsync(MailboxesDesk.Mail("Nora New <nora@new.example>", "n@new.example"));

        var law = await desk.JudgedAsync(2);
        (law["new-ticket"], law["held"]).Should().Be((1, 1));
    }

    /// <summary>LM7: one mail that can't be taken stops no other; it is looked at, and made a ticket or put away.</summary>
    [Fact]
    public async Task What_can_t_be_taken_is_put_aside_and_the_next_is_taken()
    {
        await using var desk = await MailboxesDesk.StartAsync();
        await desk.AddAsync();
        foreach (var number in Enumerable.Range(0, 42))
        {
            await File.WriteAllTextAsync(Spooled(desk, $"{number:d3}"), MailboxesDesk.Mail(Customer, $"f{number}@customer.example", $"Number {number}"));
        }

        await File.WriteAllTextAsync(Spooled(desk, "900"), MailboxesDesk.Mail(DemoPeople.Colleague, "after@customer.example", "After them"));
        var law = await desk.JudgedAsync(43);
        (law["new-ticket"], law["quarantine"]).Should().Be((41, 2));
        (await desk.Keeper.OpenAsync("/admin")).QuerySelector("[aria-labelledby=needs]")!.TextContent.Should().Contain("Mails put aside that nobody has looked at: 2");
        using (var health = await desk.Keeper.GetAsync("/health/work"))
        {
            health.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
            (await health.Content.ReadAsStringAsync()).Should().Be("Something needs an administrator: the page /admin says what.");
        }

        var list = await desk.Keeper.OpenAsync("/mail/book?outcome=quarantine");
        var ids = list.QuerySelectorAll("tbody a").Select(link => link.GetAttribute("href")!.Split('/')[^1]).ToList();
        ids.Should().HaveCount(2);
        var page = await desk.Keeper.OpenAsync($"/mail/book/{ids[0]}");
        page.QuerySelector("code")!.TextContent.Should().Be("too-many");
        page.QuerySelector("pre")!.TextContent.Should().Contain("The printer is on fire.");
        (await desk.Keeper.SendFormAsync($"/mail/book/{ids[0]}", $"/mail/book/{ids[0]}?handler=ticket", [])).Dispose();
        (await desk.Keeper.SendFormAsync($"/mail/book/{ids[1]}", $"/mail/book/{ids[1]}?handler=drop", [])).Dispose();

        await Patience.UntilAsync(async () => (await desk.LawAsync())["new-ticket"] == 42, "it became a ticket");
        (await desk.Keeper.OpenAsync("/mail/book?outcome=quarantine")).QuerySelectorAll("tbody a").Should().BeEmpty();
        (await desk.LawAsync())["fetched"].Should().Be(43);
        using var original = await desk.Keeper.GetAsync($"/mail/book/{ids[0]}?handler=original");
        original.Content.Headers.ContentDisposition!.DispositionType.Should().Be("attachment");
        (await original.Content.ReadAsStringAsync()).Should().Contain("Message-ID: <f");
    }

    /// <summary>LM7: what leads nowhere can be read by nobody, root neither.</summary>
    [Fact]
    public async Task One_in_the_spool_that_can_t_be_read_stops_no_other_and_is_said()
    {
        await using var desk = await MailboxesDesk.StartAsync();
        await desk.AddAsync();
        File.CreateSymbolicLink(Spooled(desk, "000"), Path.Combine(desk.Desk.DataDirectory, "nowhere"));

        await desk.DeliverAsync(MailboxesDesk.Mail(Customer, "next@customer.example"));

        (await desk.JudgedAsync(1))["new-ticket"].Should().Be(1);
        await Patience.UntilAsync(async () => (await desk.Keeper.OpenAsync("/mail")).QuerySelector("main")!.TextContent.Contains("000.eml in the spool can't be taken", StringComparison.Ordinal), "the page says so");
    }

    [Fact]
    public async Task Bytes_that_are_gone_are_said_to_be()
    {
        await using var desk = await MailboxesDesk.StartAsync();
        await desk.AddAsync(fields: ("Senders", "Added"));
        await desk.DeliverAsync(MailboxesDesk.Mail("stranger@new.example", "s@new.example"));
        await desk.JudgedAsync(1);
        Directory.Delete(Path.Combine(desk.Desk.DataDirectory, "plugin-files", MailboxesDesk.Plugin, "kept"), recursive: true);

        var id = (await desk.Keeper.OpenAsync("/mail/book")).QuerySelector("tbody a")!.GetAttribute("href")!;
        (await desk.Keeper.SendFormAsync(id, id + "?handler=ticket", [])).Dispose();

        await Patience.UntilAsync(async () => (await desk.LawAsync())["quarantine"] == 1, "it is put aside");
        (await desk.Keeper.OpenAsync(id)).QuerySelector("code")!.TextContent.Should().Be("bytes-missing");
    }

    [Fact]
    public async Task A_pipe_that_can_t_deliver_is_told_to_try_again_and_nothing_is_half_there()
    {
        await using var desk = await MailboxesDesk.StartAsync();
        await desk.AddAsync();

        (await desk.DeliverAsync("x", mailbox: "nobody")).Should().Be(75);
        (await desk.DeliverAsync("x", mailbox: "../support")).Should().Be(75);
        (await desk.DeliverAsync("")).Should().Be(65);
        (await MailProgram.RunAsync("deliver", [], desk.Desk.DataDirectory)).Code.Should().Be(64);
        Directory.EnumerateFiles(Path.GetDirectoryName(Spooled(desk, "x"))!).Should().BeEmpty();
    }

    [Fact]
    public async Task The_tables_from_the_migrations_are_those_of_the_model()
    {
        await using var desk = await MailboxesDesk.StartAsync();

        var (fromModel, migrated) = await PluginShape.ReadAsync(desk.Desk, MailboxesDesk.Plugin);

        fromModel.Should().HaveCountGreaterThan(50);
        migrated.Should().Equal(fromModel);
    }

    [Fact]
    public async Task Only_who_may_keep_mailboxes_sees_them_and_what_is_wrong_is_said_at_its_field()
    {
        await using var desk = await MailboxesDesk.StartAsync();
        using var agent = await desk.Desk.SignedInAsync(DemoPeople.Agent);
        using var customer = await desk.Desk.SignedInAsync(Customer);
        foreach (var path in (string[])["/mail", "/mail/new", "/mail/book", "/mail/book/1", "/mail/1"])
        {
            (await StatusAsync(agent, path)).Should().BeOneOf(HttpStatusCode.Forbidden, HttpStatusCode.NotFound);
            (await StatusAsync(customer, path)).Should().BeOneOf(HttpStatusCode.Forbidden, HttpStatusCode.NotFound);
        }

        using var wrong = await desk.Keeper.SendFormAsync("/mail/new", "/mail/new", [new("Form.Kind", "Imap"), new("Form.Name", "Not A Name"), new("Form.Address", "nobody"), new("Form.Department", "nowhere"), new("Form.Port", "0")]);
        var page = await Browser.PageAsync(wrong);
        page.QuerySelectorAll(".invalid-feedback, .field-validation-error").Select(fault => fault.TextContent.Trim()).Should().Contain(["Write an e-mail address, such as support@example.com.", "Choose a department.", "Write the name of the mail server."]);
    }

    private static async Task<HttpStatusCode> StatusAsync(Browser browser, string path)
    {
        using var answer = await browser.GetAsync(path);
        return answer.StatusCode;
    }

    private static string Spooled(MailboxesDesk desk, string name) => Path.Combine(desk.Desk.DataDirectory, "plugin-files", MailboxesDesk.Plugin, "spool", "support", name + ".eml");
}
