using System.Globalization;
using System.Text;
using Helpdesk.Engine.Tickets.Acts;
using Helpdesk.Engine.Workflow;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Host.Tests.EmailIngest;

/// <summary>B5, LM6–LM8; scenarios 40, 68, 75–77: mail is fetched from a real server, whatever the line, the server and this desk do; nothing is lost and nothing doubled.</summary>
[Trait("Kind", "slow")]
public sealed class ImapTests
{
    [SkippableFact]
    public async Task Mail_that_comes_while_the_desk_waits_is_a_ticket_at_once_and_its_life_goes_on_by_mail()
    {
        var server = await DovecotServer.RequireAsync();
        await using var desk = await MailboxesDesk.StartAsync();
        var user = await AddAsync(desk, server, server.ImapPort);
        await Patience.UntilAsync(async () => (await desk.Keeper.OpenAsync("/mail")).QuerySelector(".desk-status-good") is not null, "the desk has looked for the first time");

        await server.DeliverAsync(user, Bytes(MailboxesDesk.Mail(DemoPeople.Customer, "one@customer.example")));

        (await desk.JudgedAsync(1))["new-ticket"].Should().Be(1);
        (await server.FlagsAsync(user)).Should().ContainSingle().Which.Should().Contain("S");
        var receipt = await desk.SentAsync(DemoPeople.Customer, mail => mail.References == "one@customer.example");
        await desk.DoAsync(receipt.TicketId!.Value, new Reply("Have you tried water?", []));
        var answered = await desk.SentAsync(DemoPeople.Customer, mail => mail.TicketId == receipt.TicketId && mail.Template == "ticket-replied-requester");
        await server.DeliverAsync(user, Bytes(MailboxesDesk.Mail(DemoPeople.Customer, "two@customer.example", "Re: " + answered.Subject, "It is out.", $"In-Reply-To: <{answered.MessageId}>")));
        (await desk.JudgedAsync(2))["append"].Should().Be(1);
        await desk.DoAsync(receipt.TicketId.Value, new SetStatus(Status.Closed));
        await server.DeliverAsync(user, Bytes(MailboxesDesk.Mail(DemoPeople.Customer, "three@customer.example", "Re: " + answered.Subject, "It burns again.", $"In-Reply-To: <{answered.MessageId}>")));

        (await desk.JudgedAsync(3))["append"].Should().Be(2);
        (await desk.ReadAsync(tables => tables.AllTickets.SingleAsync(t => t.Id == receipt.TicketId))).StatusKey.Should().Be(Status.CustomerReply, "an answer opens it again");
    }

    [SkippableFact]
    public async Task A_server_that_numbers_its_mails_anew_doubles_nothing()
    {
        var server = await DovecotServer.RequireAsync();
        await using var desk = await MailboxesDesk.StartAsync();
        var user = await AddAsync(desk, server, server.ImapPort);
        await DeliverAsync(server, user, 0, 5);
        await desk.JudgedAsync(5);

        await server.ChangeUidValidityAsync(user);
        await DeliverAsync(server, user, 5, 1);

        var law = await desk.JudgedAsync(11);
        (law["new-ticket"], law["duplicate"]).Should().Be((6, 5));
    }

    [SkippableFact]
    public async Task A_line_that_breaks_in_the_middle_of_a_mail_and_a_server_that_goes_away_lose_nothing()
    {
        var server = await DovecotServer.RequireAsync();
        await using var proxy = FaultProxy.To(server.ImapPort);
        await using var desk = await MailboxesDesk.StartAsync();
        proxy.CutAfterBytesFromServer(4_000);
        var user = await AddAsync(desk, server, proxy.Port);
        await DeliverAsync(server, user, 0, 12);
        await Patience.UntilAsync(async () => (await desk.LawAsync())["fetched"] > 0, "the first mails are there");
        proxy.CutAfterBytesFromServer(2_000);
        await DeliverAsync(server, user, 12, 12);
        await Patience.UntilAsync(async () => (await desk.LawAsync())["fetched"] > 12, "more mails are there");
        proxy.RefuseNew(true);
        proxy.CutNow();
        await DeliverAsync(server, user, 24, 6);
        await Patience.UntilAsync(async () => (await desk.Keeper.OpenAsync("/mail")).QuerySelector(".desk-status-bad") is not null, "the page says that it does not work");
        proxy.RefuseNew(false);

        var law = await desk.JudgedAsync(30);
        (law["new-ticket"], law["duplicate"]).Should().Be((30, 0));
        (await desk.Keeper.OpenAsync("/mail")).QuerySelector(".desk-status-bad").Should().BeNull();
    }

    [SkippableFact]
    public async Task Two_desks_that_fetch_one_mailbox_open_each_ticket_once()
    {
        var server = await DovecotServer.RequireAsync();
        await using var database = await TestDatabase.CreateAsync("postgres");
        string[] settings = ["--Database:Provider=postgres", $"--Database:ConnectionString={database.ConnectionString}"];
        await using var one = await MailboxesDesk.StartAsync(settings);
        var folder = Directory.CreateTempSubdirectory("helpdesk-").FullName;
        foreach (var shared in (string[])["plugin-files", "attachments", "keys"])
        {
            Directory.CreateSymbolicLink(Path.Combine(folder, shared), Directory.CreateDirectory(Path.Combine(one.Desk.DataDirectory, shared)).FullName);
        }

        File.Copy(Path.Combine(one.Desk.DataDirectory, "demo-log-ins"), Path.Combine(folder, "demo-log-ins"));
        FixturePlugins.LayBundled(RunningDesk.PluginFolderOf(folder), "EmailIngest");
        await using var two = await RunningDesk.StartAsync(folder, ownsFolder: true, settings);
        var user = await AddAsync(one, server, server.ImapPort);
        // Twice the same place: whoever holds the one holds not the other.
        await one.AddAsync("again", "again@helpdesk.example", Fields(user, server.ImapPort));

        await DeliverAsync(server, user, 0, 20);

        var law = await one.JudgedAsync(40);
        (law["new-ticket"], law["duplicate"]).Should().Be((20, 20));
        var subjects = await one.ReadAsync(tables => tables.AllTickets.Where(t => t.Subject.StartsWith("Number ")).Select(t => t.Subject).ToListAsync());
        subjects.Should().HaveCount(20).And.OnlyHaveUniqueItems();
    }

    [SkippableFact]
    public async Task By_POP3_each_mail_is_taken_once_and_deleted_only_where_that_is_wanted()
    {
        var server = await DovecotServer.RequireAsync();
        await using var desk = await MailboxesDesk.StartAsync();
        var (kept, deleted) = (await server.AddUserAsync(), await server.AddUserAsync());
        await DeliverAsync(server, kept, 0, 3);
        await DeliverAsync(server, deleted, 3, 3);

        await desk.AddAsync("kept", "kept@helpdesk.example", [.. Fields(kept, server.Pop3Port), ("Kind", "Pop3")]);
        await desk.AddAsync("deleted", "deleted@helpdesk.example", [.. Fields(deleted, server.Pop3Port), ("Kind", "Pop3"), ("After", "Delete")]);

        (await desk.JudgedAsync(6))["new-ticket"].Should().Be(6);
        await Patience.UntilAsync(async () => await server.CountAsync(deleted) == 0, "they are gone from the server");
        (await server.CountAsync(kept)).Should().Be(3);
    }

    [SkippableFact]
    public async Task A_mail_that_is_too_large_is_not_fetched_but_its_head_is()
    {
        var server = await DovecotServer.RequireAsync();
        await using var desk = await MailboxesDesk.StartAsync();
        var user = await AddAsync(desk, server, server.ImapPort, ("MostMegabytes", "1"));
        var large = MailboxesDesk.Mail(DemoPeople.Customer, "large@customer.example", "A film", new StringBuilder().Insert(0, "All work and no play.\r\n", 60_000).ToString());

        await server.DeliverAsync(user, Bytes(large));

        (await desk.JudgedAsync(1))["new-ticket"].Should().Be(1);
        var ticket = await desk.ReadAsync(tables => tables.AllTickets.SingleAsync(t => t.Subject == "A film"));
        (await desk.ReadAsync(tables => tables.AllMessages.SingleAsync(m => m.TicketId == ticket.Id))).Body.Should().Contain("2 MiB").And.NotContain("no play");
    }

    [SkippableFact]
    public async Task A_wrong_password_is_said_in_a_sentence_and_put_right_without_a_restart()
    {
        var server = await DovecotServer.RequireAsync();
        await using var desk = await MailboxesDesk.StartAsync();
        var user = await AddAsync(desk, server, server.ImapPort, ("Password", "wrong"));
        await Patience.UntilAsync(async () => (await desk.Keeper.OpenAsync("/mail")).QuerySelector("main")!.TextContent.Contains($"does not let '{user}' in", StringComparison.Ordinal), "the page says why");
        var page = (await desk.Keeper.OpenAsync("/mail")).QuerySelector("tbody a")!.GetAttribute("href")!;

        using (var saved = await desk.Keeper.SendFormAsync(page, page, MailboxesDesk.Form("support", MailboxesDesk.Address, Fields(user, server.ImapPort))))
        {
            saved.Headers.Location!.ToString().Should().Be("/mail");
        }

        using (var tested = await desk.Keeper.SendFormAsync(page, page + "?handler=test", []))
        {
            tested.Headers.Location!.ToString().Should().Be(page, "the server lets us in");
        }

        await DeliverAsync(server, user, 0, 1);
        (await desk.JudgedAsync(1))["new-ticket"].Should().Be(1);
    }

    /// <summary>Microsoft 365 and Gmail let nobody in by a password: another server gives a token, for a secret, and a new one when it is over.</summary>
    [SkippableFact]
    public async Task A_mailbox_is_fetched_by_a_token_that_another_server_gives()
    {
        var server = await DovecotServer.RequireAsync();
        Skip.IfNot(server.TakesTokens, "This Dovecot is told of tokens in another way.");
        var user = await server.AddUserAsync();
        var (isKnown, given) = (false, 0);
        // Each token is over a second later; each answer brings another refresh token, and the one before counts no more.
        using var giver = TokenGiver.Start(fields => isKnown && fields["refresh_token"] == (given == 0 ? "first" : $"refresh-{given}")
            ? (200, $$"""{"access_token": "{{DovecotServer.TokenOf(user, TimeSpan.FromHours(1))}}", "token_type": "Bearer", "expires_in": 61, "refresh_token": "refresh-{{++given}}"}""")
            : (400, """{"error": "invalid_grant", "error_description": "Nobody knows you."}"""));
        await using var desk = await MailboxesDesk.StartAsync();
        await desk.AddAsync(fields: [
            .. Fields(user, server.ImapPort), ("SignIn", "OAuth2"), ("Password", "the client's secret"), ("TokenAddress", giver.Address), ("ClientId", "helpdesk"), ("Scope", "mail.read"), ("RefreshToken", "first")]);
        await Patience.UntilAsync(async () => (await desk.Keeper.OpenAsync("/mail")).QuerySelector("main")!.TextContent.Contains("invalid_grant Nobody knows you.", StringComparison.Ordinal), "the page says why");

        isKnown = true;
        await DeliverAsync(server, user, 0, 1);

        (await desk.JudgedAsync(1))["new-ticket"].Should().Be(1);
        var asked = giver.Asked.ToList();
        string[] names = ["grant_type", "client_id", "client_secret", "refresh_token", "scope"];
        asked.Should().OnlyContain(fields => names.All(name => fields[name] != null));
        names.Select(name => asked[0][name]).Should().Equal("refresh_token", "helpdesk", "the client's secret", "first", "mail.read");
        (await desk.ReadAsync(tables => tables.Database.SqlQueryRaw<string>("SELECT password || refresh_token AS \"Value\" FROM email_ingest_mailbox").SingleAsync()))
            .Should().NotContain("secret").And.NotContain("first").And.NotContain("refresh-");
        var page = (await desk.Keeper.OpenAsync("/mail")).QuerySelector("tbody a")!.GetAttribute("href")!;
        using var tested = await desk.Keeper.SendFormAsync(page, page + "?handler=test", []);
        tested.Headers.Location!.ToString().Should().Be(page, "the token that came with the last one is used");
        // Whoever fetches has to sign in anew, and has not exchanged the last token itself.
        await server.ChangeUidValidityAsync(user);
        await DeliverAsync(server, user, 1, 1);
        (await desk.JudgedAsync(3)).Should().Contain("new-ticket", 2).And.Contain("duplicate", 1);
        given.Should().BeGreaterThan(2);
        (await desk.Keeper.OpenAsync(page)).QuerySelectorAll("input[type=password]").Should().OnlyContain(input => !input.HasAttribute("value"));
    }

    /// <summary>A secret goes in the clear to nobody but this machine.</summary>
    [Fact]
    public async Task Where_tokens_are_given_has_to_be_encrypted()
    {
        await using var desk = await MailboxesDesk.StartAsync();

        using var answer = await desk.Keeper.SendFormAsync("/mail/new", "/mail/new", MailboxesDesk.Form("support", MailboxesDesk.Address, [.. Fields("user", 993), ("SignIn", "OAuth2"), ("TokenAddress", "http://tokens.example/"), ("ClientId", "")]));

        (await Browser.PageAsync(answer)).QuerySelector("main")!.TextContent.Should().Contain("Write an address that begins with https://.").And.Contain("Write the ID of the application.");
    }

    private static async Task<string> AddAsync(MailboxesDesk desk, DovecotServer server, int port, params (string Field, string Value)[] more)
    {
        var user = await server.AddUserAsync();
        await desk.AddAsync(fields: [.. Fields(user, port), .. more]);
        return user;
    }

    /// <summary>A mailbox to which everybody may write.</summary>
    private static (string Field, string Value)[] Fields(string user, int port) =>
        [("Kind", "Imap"), ("Port", port.ToString(CultureInfo.InvariantCulture)), ("UserName", user), ("Password", DovecotServer.Password), ("Senders", "Anybody")];

    /// <summary>Mails of as many senders.</summary>
    private static async Task DeliverAsync(DovecotServer server, string user, int from, int count)
    {
        for (var number = from; number < from + count; number++)
        {
            await server.DeliverAsync(user, Bytes(MailboxesDesk.Mail($"p{number}@people.example", $"n{number}@people.example", $"Number {number}", $"{new string('x', 300)}\r\nNumber {number}.")));
        }
    }

    private static byte[] Bytes(string mail) => Encoding.UTF8.GetBytes(mail);
}
