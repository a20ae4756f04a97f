using System.Diagnostics.Metrics;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Attachments;
using Helpdesk.Engine.Brands;
using Helpdesk.Engine.Channels.Hearing;
using Helpdesk.Engine.Channels.Notifications;
using Helpdesk.Engine.Channels.Notifications.Accounts;
using Helpdesk.Engine.Channels.Notifications.Holding;
using Helpdesk.Engine.Departments;
using Helpdesk.Engine.Hooks;
using Helpdesk.Engine.Outbox;
using Helpdesk.Engine.People;
using Helpdesk.Engine.People.Joining;
using Helpdesk.Engine.People.Privacy;
using Helpdesk.Engine.Plugins;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Storage.Schema;
using Helpdesk.Engine.Texts;
using Helpdesk.Engine.Tickets;
using Helpdesk.Engine.Tickets.Acts;
using Helpdesk.Engine.Workflow;
using Helpdesk.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Helpdesk.Engine.Tests.Notifications;

/// <summary>A desk that does nothing but send mail: real tables, outbox and deliveries, and a server in the test's hand.</summary>
internal sealed class MailDesk : IAsyncDisposable
{
    private readonly TestDatabase _database;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("helpdesk-blobs-");
    private readonly ServiceProvider _services;
    private readonly WriteGate _gate;
    private readonly OutboxSignal _signal = new();
    private readonly Contributions _contributions;
    private readonly OutboxQueue _queue;
    private readonly RowDelivery _delivery;

    private MailDesk(TestDatabase database, Uri baseAddress, bool roomIsOpen)
    {
        _database = database;
        Blobs = new DiskBlobs(_folder.FullName, Clock);
        _contributions = new Contributions([CoreContributions.Build()]);
        _services = new ServiceCollection().AddMetrics().AddLogging().AddMail()
            .AddSingleton(new DeskAddress(baseAddress))
            .AddSingleton(new DeskZone("Europe/Amsterdam"))
            .AddSingleton(new PhraseBook(typeof(PhraseBook).Assembly))
            .AddSingleton<IMailTransport>(Transport)
            .AddSingleton(new MailRoom(roomIsOpen))
            .AddSingleton(new ReplyAddressOptions(UseTokens: true))
            .AddSingleton(provider => new AccountLinks(provider.GetRequiredService<DeskStore>()))
            .AddSingleton(provider => new JoiningReader(provider.GetRequiredService<DeskStore>()))
            .AddSingleton<IBlobStore>(Blobs)
            .AddTransient<RemoveUnused>()
            .AddTransient<EraseTraces>()
            .AddSingleton(_ => Store!)
            .BuildServiceProvider(validateScopes: true);
        var meters = _services.GetRequiredService<IMeterFactory>();
        _gate = new WriteGate(_database.Database.HasOneWriter, Clock, meters);
        Store = new DeskStore(_database.Database, _gate, new IdSource(Clock, node: 1), Clock, _signal, _contributions);
        Tickets = new TicketDesk(Store, new HookChain(_contributions, _services.GetRequiredService<IServiceScopeFactory>(), new Circuits(Clock), Clock, NullLogger<HookChain>.Instance), new PhraseBook(typeof(PhraseBook).Assembly));
        Accounts = new AccountDesk(Store, new PersonDirectory(Store), new Passwords(rounds: 1000), new SignInGuards(Store));
        Links = new AccountLinks(Store);
        _queue = new OutboxQueue(Store, new NodeIdentity("test"), OutboxOptions.Default);
        _delivery = new RowDelivery(
            Store, _contributions, _services.GetRequiredService<IServiceScopeFactory>(), new Circuits(Clock), OutboxOptions.Default, new OutboxMeters(meters), NullLogger<RowDelivery>.Instance);
    }

    public HandClock Clock { get; } = new();

    public HandTransport Transport { get; } = new();

    public DeskStore Store { get; }

    public DiskBlobs Blobs { get; }

    public TicketDesk Tickets { get; }

    public AccountDesk Accounts { get; }

    public AccountLinks Links { get; }

    public MailReader Mails => _services.GetRequiredService<MailReader>();

    public Brand Brand { get; private set; } = null!;

    public Department Department { get; private set; } = null!;

    public static async Task<MailDesk> OpenAsync(string brandName = "Demo Hosting", string baseAddress = "https://help.demo.example/", bool roomIsOpen = false, string provider = "sqlite")
    {
        var desk = new MailDesk(await TestDatabase.CreateAsync(provider), new Uri(baseAddress), roomIsOpen);
        if (provider == "sqlite")
        {
            await using var tables = desk.Store.Read();
            await tables.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL");
            await tables.Database.ExecuteSqlRawAsync(tables.Database.GenerateCreateScript());
        }
        else
        {
            await new SchemaKeeper(desk._database.Database, desk._gate).BringUpToDateAsync(CancellationToken.None);
        }

        desk.Brand = new Brand(desk.Store.NewId(), "demo", brandName, "support@demo.example", "{0:000000}", 1);
        desk.Department = new Department(desk.Store.NewId(), "support", LocalizedText.Of("Technical support", "Technische ondersteuning", "Assistance technique", "技術サポート"), 1);
        await desk.WriteAsync(unit =>
        {
            unit.Desk.Add(desk.Brand);
            unit.Desk.Add(desk.Department);
            unit.Desk.AddRange(Status.Seeded());
            unit.Desk.AddRange(Transition.Seeded());
            var bug = new TicketType("bug");
            bug.Offer("test", new TicketTypeOffer("bug", LocalizedText.Of("Bug", "Fout", "Bogue", "不具合"), LocalizedText.Of("It is broken.", "Het is stuk.", "C’est cassé.", "壊れています。")));
            unit.Desk.Add(bug);
            unit.Desk.AddRange(desk._contributions.Receivers.Where(receiver => receiver.EventName is not null)
                .Select(receiver => new Subscription(receiver.Key, receiver.PluginId, receiver.EventName!, receiver.Options.InTicketOrder)));
        });
        return desk;
    }

    public Task<Person> CustomerAsync(string name, string language = "en") => PersonAsync(name, Role.Customer, language);

    public Task<Person> AgentAsync(string name, string language = "en") => PersonAsync(name, Role.Agent, language);

    public async Task<Person> PersonAsync(string name, Role role, string language = "en")
    {
        var id = Store.NewId();
        var person = new Person(id, name, $"p{id:x}@people.example", role, language, Clock.GetUtcNow());
        await WriteAsync(unit => unit.Desk.Add(person));
        return person;
    }

    public async Task<Ticket> OpenTicketAsync(Person requester, string subject = "The printer is on fire", string body = "Please help.", Person? actor = null, Func<Open, Open>? with = null)
    {
        var open = new Open(subject, Department.Key, body, []) { RequesterId = requester.Id };
        var result = await Tickets.OpenAsync(with?.Invoke(open) ?? open, Of(actor ?? requester), CancellationToken.None);
        result.Refusals.Should().BeEmpty();
        return await FindAsync(result.Ticket!.Id);
    }

    /// <summary>Does acts to a ticket, as one change, in a while: people take their time, and what they do is no burst.</summary>
    public Task DoAsync(Ticket ticket, Person actor, params Act[] acts)
    {
        Clock.Advance(MailTiming.Burst / MailTiming.AtOnce * 1.2);
        return DoAtOnceAsync(ticket, actor, acts);
    }

    /// <summary>Does acts to a ticket, as one change.</summary>
    public async Task DoAtOnceAsync(Ticket ticket, Person actor, params Act[] acts) =>
        (await Tickets.DoAsync(ticket.Id, acts, Of(actor), null, CancellationToken.None)).Refusals.Should().BeEmpty();

    public async Task<Ticket> FindAsync(long ticketId)
    {
        await using var tables = Store.Read();
        return await tables.AllTickets.SingleAsync(ticket => ticket.Id == ticketId);
    }

    public Task<long> ReplyAsync(Ticket ticket, Person author, string body = "Have you tried water?") => SayAsync(ticket, author, new Reply(body, []));

    public Task<long> NoteAsync(Ticket ticket, Person author, string body = "The customer is upset.") => SayAsync(ticket, author, new Note(body, []));

    /// <summary>One mail, without an event behind it.</summary>
    public Task MailAsync(SendMailArguments mail) => WriteAsync(unit => SendMail.Schedule(unit, mail));

    public Task WriteAsync(Action<UnitOfWork> work) =>
        Store.WriteAsync(
            (unit, _) =>
            {
                work(unit);
                return Task.CompletedTask;
            },
            CancellationToken.None);

    /// <summary>Delivers events until only mails are left to be sent.</summary>
    public async Task PlanAsync()
    {
        await DeliverAsync([$"core:{SendMail.Name}", $"core:{SendHeld.Name}", $"core:{SendAccountMail.Name}", $"core:{SendAccessMail.Name}", $"core:{SendGuestMail.Name}"]);
    }

    /// <summary>Delivers all that is due, mails included.</summary>
    public Task DeliverAsync() => DeliverAsync([]);

    /// <summary>The mails that a ticket's event led to.</summary>
    public async Task<IReadOnlyList<Mail>> SentAsync()
    {
        await using var tables = Store.Read();
        return await tables.AllMail.OrderBy(mail => mail.Id).ToListAsync();
    }

    public async Task<IReadOnlyList<OutboxRow>> RowsAsync()
    {
        await using var tables = Store.Read();
        return await tables.Outbox.OrderBy(row => row.Id).ToListAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _gate.Dispose();
        _signal.Dispose();
        await _database.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private async Task<long> SayAsync(Ticket ticket, Person author, SayingAct act)
    {
        await DoAsync(ticket, author, act);
        await using var tables = Store.Read();
        return await tables.AllMessages.Where(message => message.TicketId == ticket.Id).MaxAsync(message => message.Id);
    }

    private static Actor Of(Person person) => new(person.Id, person.Role, "web");

    private async Task DeliverAsync(IReadOnlyCollection<string> except)
    {
        while (await _queue.ClaimAsync(100, [.. _contributions.ReceiverKeys.Except(except, StringComparer.Ordinal)], CancellationToken.None) is { Count: > 0 } claims)
        {
            foreach (var claim in claims)
            {
                await _delivery.DeliverAsync(claim.Id, claim.Lease, CancellationToken.None);
            }
        }
    }
}
