using System.Diagnostics.Metrics;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Brands;
using Helpdesk.Engine.Channels.Notifications;
using Helpdesk.Engine.Conversation;
using Helpdesk.Engine.Departments;
using Helpdesk.Engine.Outbox;
using Helpdesk.Engine.People;
using Helpdesk.Engine.Plugins;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Texts;
using Helpdesk.Engine.Tickets;
using Helpdesk.Engine.Tickets.Events;
using Helpdesk.Engine.Workflow;
using Helpdesk.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Helpdesk.Engine.Tests.Notifications;

/// <summary>A desk that does nothing but send mail: real tables, outbox and deliveries, and a server in the test's hand.</summary>
internal sealed class MailDesk : IAsyncDisposable
{
    private readonly TestDatabase _database = TestDatabase.Sqlite();
    private readonly ServiceProvider _services;
    private readonly WriteGate _gate;
    private readonly OutboxSignal _signal = new();
    private readonly Contributions _contributions;
    private readonly OutboxQueue _queue;
    private readonly RowDelivery _delivery;

    private MailDesk(Uri baseAddress)
    {
        var core = new PluginContributions("core", new ServiceCollection());
        MailContributions.AddTo(core);
        _contributions = new Contributions([core]);
        _services = new ServiceCollection().AddMetrics().AddLogging().AddMail()
            .AddSingleton(new DeskAddress(baseAddress))
            .AddSingleton<IMailTransport>(Transport)
            .AddSingleton(_ => Store!)
            .BuildServiceProvider(validateScopes: true);
        var meters = _services.GetRequiredService<IMeterFactory>();
        _gate = new WriteGate(oneWriter: true, Clock, meters);
        Store = new DeskStore(_database.Database, _gate, new IdSource(Clock, node: 1), Clock, _signal, _contributions);
        _queue = new OutboxQueue(Store, new NodeIdentity("test"), OutboxOptions.Default);
        _delivery = new RowDelivery(
            Store, _contributions, _services.GetRequiredService<IServiceScopeFactory>(), new Circuits(Clock), OutboxOptions.Default, new OutboxMeters(meters), NullLogger<RowDelivery>.Instance);
    }

    public HandClock Clock { get; } = new();

    public HandTransport Transport { get; } = new();

    public DeskStore Store { get; }

    public MailReader Mails => _services.GetRequiredService<MailReader>();

    public Brand Brand { get; private set; } = null!;

    public Department Department { get; private set; } = null!;

    public static async Task<MailDesk> OpenAsync(string brandName = "Demo Hosting", string baseAddress = "https://help.demo.example/")
    {
        var desk = new MailDesk(new Uri(baseAddress));
        await using (var tables = desk.Store.Read())
        {
            await tables.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL");
            await tables.Database.ExecuteSqlRawAsync(tables.Database.GenerateCreateScript());
        }

        desk.Brand = new Brand(desk.Store.NewId(), "demo", brandName, "support@demo.example", "{0:000000}", 1);
        desk.Department = new Department(desk.Store.NewId(), "support", LocalizedText.Of("Technical support", "Technische ondersteuning", "Assistance technique", "技術サポート"), 1);
        await desk.WriteAsync(unit =>
        {
            unit.Desk.Add(desk.Brand);
            unit.Desk.Add(desk.Department);
            unit.Desk.AddRange(Status.Seeded());
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

    public async Task<Ticket> OpenTicketAsync(Person requester, string subject = "The printer is on fire", string body = "Please help.", Person? actor = null)
    {
        Ticket? ticket = null;
        await Store.WriteAsync(
            async (unit, token) =>
            {
                var (brandId, number) = await TicketNumbering.TakeAsync(unit.Desk, token);
                var status = await unit.Desk.Statuses.SingleAsync(s => s.Key == Status.Open, token);
                ticket = new Ticket(unit.NewId(), number, subject, brandId, Department.Id, requester.Id, organisationId: null, status, unit.Now);
                var message = new Message(unit.NewId(), ticket.Id, MessageKind.Reply, (actor ?? requester).Id, byStaff: false, body, MessageFormat.Text, html: null, "web", unit.Now, unit.Now);
                unit.Desk.AddRange(ticket, message);
                unit.Publish(new TicketOpened(ticket.Id, ticket.Version, message.Id, (actor ?? requester).Id));
            },
            CancellationToken.None);
        return ticket!;
    }

    public Task<long> ReplyAsync(Ticket ticket, Person author, string body = "Have you tried water?") => WriteMessageAsync(ticket, author, MessageKind.Reply, body);

    public Task<long> NoteAsync(Ticket ticket, Person author, string body = "The customer is upset.") => WriteMessageAsync(ticket, author, MessageKind.Note, body);

    /// <summary>One mail, without an event behind it.</summary>
    public Task MailAsync(SendMailArguments mail) => WriteAsync(unit => unit.Schedule<SendMail, SendMailArguments>(mail));

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
        await DeliverAsync([$"core:{SendMail.Name}"]);
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
    }

    private async Task<long> WriteMessageAsync(Ticket ticket, Person author, MessageKind kind, string body)
    {
        var byStaff = author.Role != Role.Customer;
        var id = Store.NewId();
        await WriteAsync(unit =>
        {
            unit.Desk.Add(new Message(id, ticket.Id, kind, author.Id, byStaff, body, MessageFormat.Text, html: null, "web", unit.Now, unit.Now));
            if (kind == MessageKind.Reply)
            {
                unit.Publish(new TicketReplied(ticket.Id, ticket.Version + 1, id, author.Id, byStaff));
            }
            else
            {
                unit.Publish(new TicketNoted(ticket.Id, ticket.Version + 1, id, author.Id));
            }
        });
        return id;
    }

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
