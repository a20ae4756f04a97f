using Helpdesk.Engine.Access;
using Helpdesk.Engine.Channels.Hearing;
using Helpdesk.Engine.Channels.Notifications;
using Helpdesk.Engine.Hooks;
using Helpdesk.Engine.Outbox;
using Helpdesk.Engine.People;
using Helpdesk.Engine.Plugins;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Texts;
using Helpdesk.Engine.Tickets;
using Helpdesk.Engine.Tickets.Acts;
using Helpdesk.Host.Smtp;
using MailKit.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using SmtpServer.Protocol;

namespace Helpdesk.Host.Tests.Smtp;

/// <summary>A ticket's mails on their way: outbox, SMTP and a real server that is not always well.</summary>
public sealed class DeliveryTests
{
    [Fact]
    public async Task B5_What_a_server_takes_arrives_once()
    {
        await using var server = await LoopbackServer.StartAsync();
        await using var desk = await SmtpDesk.OpenAsync(server.Port);

        await desk.OpenTicketAsync();
        await desk.LaterAsync(TimeSpan.FromMinutes(30));

        server.Taken.Select(mail => mail.To.ToString()).Should().BeEquivalentTo(desk.Everybody);
        server.Taken.Should().AllSatisfy(mail => mail.ReplyTo.ToString().Should().MatchRegex("<support\\+[a-z2-7]{26}@demo.example>"));
        (await desk.RowsAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task LF6_What_a_server_puts_off_arrives_later_and_once()
    {
        await using var server = await LoopbackServer.StartAsync();
        await using var desk = await SmtpDesk.OpenAsync(server.Port);
        server.ToData = new SmtpResponse((SmtpReplyCode)421, "Too busy");
        await desk.OpenTicketAsync();
        server.Taken.Should().BeEmpty();

        server.ToData = null;
        await desk.LaterAsync(TimeSpan.FromMinutes(1));

        server.Taken.Select(mail => mail.To.ToString()).Should().BeEquivalentTo(desk.Everybody);
        (await desk.RowsAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task LF6_One_of_three_who_is_refused_is_shown_with_the_servers_words_and_the_others_get_theirs()
    {
        await using var server = await LoopbackServer.StartAsync();
        await using var desk = await SmtpDesk.OpenAsync(server.Port);
        (server.ToRecipient, server.OnlyTo) = (new SmtpResponse((SmtpReplyCode)550, "No such user here"), "ben@demo.example");

        await desk.OpenTicketAsync();
        await desk.LaterAsync(TimeSpan.FromHours(1));

        server.Taken.Should().HaveCount(2).And.NotContain(mail => mail.To.ToString().Contains("ben", StringComparison.Ordinal));
        var row = (await desk.RowsAsync()).Should().ContainSingle().Subject;
        row.State.Should().Be(OutboxState.Dead);
        row.LastError.Should().Contain("550").And.Contain("No such user here");
    }

    [Fact]
    public async Task LF6_A_server_that_hangs_up_before_it_says_250_gets_the_mail_again_under_the_same_Message_ID()
    {
        var rude = new RudeServer(".");
        var port = rude.Port;
        await using var desk = await SmtpDesk.OpenAsync(port);
        await desk.OpenTicketAsync();
        rude.Got.Should().Be(3, "it had them all before it hung up");
        var rows = await desk.RowsAsync();
        await rude.DisposeAsync();

        await using var server = await LoopbackServer.StartAsync(port: port);
        await desk.LaterAsync(TimeSpan.FromMinutes(1));

        rude.MessageIds.Should().HaveCount(rows.Count).And.OnlyHaveUniqueItems();
        server.Taken.Select(mail => mail.MessageId).Should().BeEquivalentTo(rude.MessageIds);
        (await desk.RowsAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task LF6_A_server_that_is_down_for_a_minute_costs_nothing_but_the_minute()
    {
        var port = Loopback.FreePort();
        await using var desk = await SmtpDesk.OpenAsync(port);
        await desk.OpenTicketAsync();
        for (var second = 0; second < 60; second += 10)
        {
            await desk.LaterAsync(TimeSpan.FromSeconds(10));
        }

        (await desk.RowsAsync()).Should().HaveCount(3).And.OnlyContain(row => row.State == OutboxState.Waiting && row.Attempts > 1);
        await using var server = await LoopbackServer.StartAsync(port: port);
        await desk.LaterAsync(TimeSpan.FromMinutes(2));

        server.Taken.Select(mail => mail.To.ToString()).Should().BeEquivalentTo(desk.Everybody);
        (await desk.RowsAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task LM14_A_reply_that_overtakes_waits_for_the_mail_that_it_refers_to()
    {
        await using var server = await LoopbackServer.StartAsync();
        await using var desk = await SmtpDesk.OpenAsync(server.Port);
        (server.ToRecipient, server.OnlyTo) = (new SmtpResponse((SmtpReplyCode)421, "Too busy"), "carla@demo.example");
        await desk.OpenTicketAsync();
        server.ToRecipient = null;
        await desk.ReplyAsync();
        server.Taken.Should().NotContain(mail => mail.To.ToString().Contains("carla", StringComparison.Ordinal));

        await desk.LaterAsync(TimeSpan.FromMinutes(1));

        var thread = server.Taken.Where(mail => mail.To.ToString().Contains("carla", StringComparison.Ordinal)).ToList();
        thread.Should().HaveCount(2);
        thread[1].InReplyTo.Should().Be(thread[0].MessageId);
    }

    [Fact]
    public async Task A2_An_invitation_that_is_refused_is_shown_where_the_person_is()
    {
        await using var server = await LoopbackServer.StartAsync();
        await using var desk = await SmtpDesk.OpenAsync(server.Port);
        server.ToRecipient = new SmtpResponse((SmtpReplyCode)550, "No such user here");
        var nora = await desk.InviteAsync();

        var line = (await new AccountReader(desk.Store).FindAsync(nora, default))!;
        line.State.Should().Be(PersonState.Invited);
        line.Mail!.State.Should().Be(MailState.Refused);
        line.Mail.Words.Should().StartWith("The mail server refused the mail: 550 No such user here");

        server.ToRecipient = null;
        await new PeopleDesk(desk.Store).InviteAsync(nora, Actor.System, default);
        (await new AccountReader(desk.Store).FindAsync(nora, default))!.Mail!.State.Should().Be(MailState.Waiting);
        await desk.LaterAsync(TimeSpan.Zero);
        (await new AccountReader(desk.Store).FindAsync(nora, default))!.Mail!.State.Should().Be(MailState.Sent);
    }

    /// <summary>A desk with a customer and two agents, and nothing between it and the server but SMTP.</summary>
    private sealed class SmtpDesk : IAsyncDisposable
    {
        private readonly TestDesk _inner;
        private readonly ServiceProvider _none = new ServiceCollection().BuildServiceProvider();
        private readonly TicketDesk _tickets;
        private Person _carla = null!;
        private Person _ann = null!;
        private long _ticket;

        private SmtpDesk(TestDesk inner)
        {
            _inner = inner;
            _tickets = new TicketDesk(inner.Store, new HookChain(inner.Contributions, _none.GetRequiredService<IServiceScopeFactory>(), inner.Circuits, inner.Time, NullLogger<HookChain>.Instance), new PhraseBook(typeof(PhraseBook).Assembly));
        }

        public DeskStore Store => _inner.Store;

        public string[] Everybody { get; } = ["\"Carla\" <carla@demo.example>", "\"Ann\" <ann@demo.example>", "\"Ben\" <ben@demo.example>"];

        public static async Task<SmtpDesk> OpenAsync(int port)
        {
            TestDesk? inner = null;
            var core = new PluginContributions("core", new ServiceCollection());
            MailContributions.AddTo(core);
            core.Services.AddLogging().AddMail()
                .AddSingleton(_ => inner!.Store)
                .AddSingleton<AccountLinks>()
                .AddSingleton(new DeskAddress(new Uri("https://help.demo.example")))
                .AddSingleton(new DeskZone(DeskZone.Utc))
                .AddSingleton(new PhraseBook(typeof(PhraseBook).Assembly))
                .AddSingleton(new MailRoom(IsOpen: false))
                .AddSingleton(new ReplyAddressOptions())
                .AddSingleton<IMailTransport>(new SmtpTransport(new SmtpOptions { Host = "127.0.0.1", Port = port, Security = SmtpSecurity.None, Timeout = TimeSpan.FromSeconds(10), KeepOpen = TimeSpan.Zero }, TimeProvider.System, NullLogger<SmtpTransport>.Instance));
            inner = await TestDesk.OpenAsync("sqlite", plugins: core);
            var desk = new SmtpDesk(inner);
            await desk.FillAsync();
            return desk;
        }

        public async Task OpenTicketAsync()
        {
            var result = await _tickets.OpenAsync(new Open("The printer is on fire", DeskSeed.SupportDepartment, "Please help.", []), new Actor(_carla.Id, Role.Customer, "web"), default);
            _ticket = result.Ticket!.Id;
            await _inner.DeliverAllAsync();
        }

        public async Task ReplyAsync()
        {
            (await _tickets.DoAsync(_ticket, [new Reply("Water.", [])], new Actor(_ann.Id, Role.Agent, "web"), null, default)).Refusals.Should().BeEmpty();
            await _inner.DeliverAllAsync();
        }

        public async Task<long> InviteAsync()
        {
            var accounts = new AccountDesk(Store, new PersonDirectory(Store), new Passwords(rounds: 1000), new SignInGuards(Store));
            var result = await accounts.AddPersonAsync(new NewPerson("Nora", "nora@demo.example", Role.Customer, "en") { IsInvited = true }, Actor.System, default);
            await _inner.DeliverAllAsync();
            return result.Person!.Id;
        }

        public async Task LaterAsync(TimeSpan by)
        {
            _inner.Clock.Advance(by);
            await _inner.DeliverAllAsync();
        }

        public async Task<IReadOnlyList<OutboxRow>> RowsAsync()
        {
            await using var tables = Store.Read();
            return await tables.Outbox.OrderBy(row => row.Id).ToListAsync();
        }

        public async ValueTask DisposeAsync()
        {
            await _none.DisposeAsync();
            await _inner.DisposeAsync();
        }

        private async Task FillAsync()
        {
            await new DeskSeed(Store).EnsureAsync(default);
            await Store.WriteAsync(
                async (unit, token) =>
                {
                    (await unit.Desk.Brands.SingleAsync(token)).Present("Demo Hosting", "support@demo.example");
                    _carla = new Person(unit.NewId(), "Carla", "carla@demo.example", Role.Customer, "en", unit.Now);
                    _ann = new Person(unit.NewId(), "Ann", "ann@demo.example", Role.Agent, "en", unit.Now);
                    unit.Desk.People.AddRange(_carla, _ann, new Person(unit.NewId(), "Ben", "ben@demo.example", Role.Agent, "en", unit.Now));
                },
                default);
        }
    }
}
