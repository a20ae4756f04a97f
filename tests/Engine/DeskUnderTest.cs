using System.Globalization;
using System.Text;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Attachments;
using Helpdesk.Engine.Hooks;
using Helpdesk.Engine.Outbox;
using Helpdesk.Engine.People;
using Helpdesk.Engine.Plugins;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Texts;
using Helpdesk.Engine.Tickets;
using Helpdesk.Engine.Tickets.Acts;
using Helpdesk.Engine.Tickets.Events;
using Helpdesk.Engine.Tickets.Merging;
using Helpdesk.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Helpdesk.Engine.Tests;

/// <summary>
/// A desk with its doors, on a database of its own: Emma and Tom of an organisation whose members see each other's
/// tickets, Sanne of one whose members don't, Camille of none, and the agent Alex. Every event is written to the outbox.
/// </summary>
internal sealed class DeskUnderTest : IAsyncDisposable
{
    private readonly TestDesk _inner;
    private readonly ServiceProvider _services;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("helpdesk-blobs-");

    private DeskUnderTest(TestDesk inner, ServiceProvider services)
    {
        _inner = inner;
        _services = services;
        Blobs = new DiskBlobs(_folder.FullName, inner.Time);
        Hooks = new HookChain(inner.Contributions, services.GetRequiredService<IServiceScopeFactory>(), inner.Circuits, inner.Time, NullLogger<HookChain>.Instance);
        Tickets = new TicketDesk(inner.Store, Hooks, new PhraseBook(typeof(PhraseBook).Assembly));
        Reader = new TicketReader(inner.Store);
        Merging = new MergePreviews(inner.Store, Reader);
        Lists = new TicketLists(inner.Store);
        Attachments = new AttachmentDesk(inner.Store, Blobs, new AttachmentOptions { Largest = 1024 * 1024 }, NullLogger<AttachmentDesk>.Instance);
        People = new PersonDirectory(inner.Store);
        Accounts = new AccountDesk(inner.Store, People, Passwords, new SignInGuards(inner.Store));
        Tokens = new ApiTokens(inner.Store);
    }

    public DeskStore Store => _inner.Store;

    /// <summary>Contexts that nobody has used yet: one that was used without a watch tells a watch nothing for a second.</summary>
    public DeskStore Unused => new(Store.Database, Gate, _inner.Ids, _inner.Time, _inner.Signal, _inner.Contributions);

    public TestClock Clock => _inner.Clock;

    public WriteGate Gate => _inner.Gate;

    public Circuits Circuits => _inner.Circuits;

    public string Folder => _folder.FullName;

    public DiskBlobs Blobs { get; }

    public HookChain Hooks { get; }

    public TicketDesk Tickets { get; }

    public TicketReader Reader { get; }

    public MergePreviews Merging { get; }

    public TicketLists Lists { get; }

    public AttachmentDesk Attachments { get; }

    public PersonDirectory People { get; }

    /// <summary>Few rounds: the tests are about who gets in, not about how long hashing takes.</summary>
    public Passwords Passwords { get; } = new(rounds: 1000);

    public AccountDesk Accounts { get; }

    public ApiTokens Tokens { get; }

    public Actor Emma { get; private set; } = Actor.System;

    public Actor Tom { get; private set; } = Actor.System;

    public Actor Sanne { get; private set; } = Actor.System;

    public Actor Camille { get; private set; } = Actor.System;

    public Actor Alex { get; private set; } = Actor.System;

    /// <summary>On SQLite.</summary>
    public static Task<DeskUnderTest> OpenAsync(params HookScript[] hooks) => OpenAsync("sqlite", hooks);

    public static async Task<DeskUnderTest> OpenAsync(string provider, params HookScript[] hooks)
    {
        var core = new PluginContributions(CoreContributions.Id, new ServiceCollection());
        CoreContributions.AddHousekeeping(core);
        var plugins = hooks.Select((hook, i) => hook.Contribute(i)).Append(new Votes().Contribute()).Append(core).ToArray();
        IServiceCollection services = new ServiceCollection();
        foreach (var service in plugins.SelectMany(plugin => plugin.Services))
        {
            services.Add(service);
        }

        var desk = new DeskUnderTest(await TestDesk.OpenAsync(provider, plugins: plugins), services.BuildServiceProvider(validateScopes: true));
        await desk.FillAsync();
        return desk;
    }

    /// <summary>A ticket of Emma's unless told; with the id and version that a change needs.</summary>
    public async Task<TicketSnapshot> OpenTicketAsync(Actor? requester = null, string subject = "Printer on fire", string body = "It burns.", string department = DeskSeed.SupportDepartment)
    {
        var result = await Tickets.OpenAsync(new Open(subject, department, body, []), requester ?? Emma, default);
        result.Refusals.Should().BeEmpty();
        return result.Ticket!;
    }

    public Task<DeskResult> DoAsync(TicketSnapshot ticket, Actor actor, params Act[] acts) => Tickets.DoAsync(ticket.Id, acts, actor, null, default);

    public async Task<long> UploadAsync(Actor owner, string content = "hello", string name = "hello.txt")
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(content));
        return (await Attachments.UploadAsync(stream, name, "text/plain", owner, default)).Attachment!.Id;
    }

    /// <summary>The names of the events that were published, in order.</summary>
    public async Task<IReadOnlyList<string>> EventsAsync() => [.. (await OutboxAsync()).Select(row => row.EventName!)];

    public async Task<IReadOnlyList<OutboxRow>> OutboxAsync()
    {
        await using var tables = Store.Read();
        return await tables.Outbox.OrderBy(row => row.Id).ToListAsync();
    }

    public async Task<TResult> ReadAsync<TResult>(Func<DeskTables, Task<TResult>> read)
    {
        await using var tables = Store.Read();
        return await read(tables);
    }

    public async Task<int> CountVotesAsync()
    {
        await using var tables = Store.Tables<VoteTables>();
        return await tables.Votes.CountAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _inner.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private async Task FillAsync()
    {
        await new DeskSeed(Store).EnsureAsync(default);
        await Store.WriteAsync(
            (unit, _) =>
            {
                Actor Somebody(string name, Role role)
                {
                    var person = new Person(unit.NewId(), name, name.ToLower(CultureInfo.InvariantCulture) + "@demo.example", role, "en", unit.Now);
                    unit.Desk.People.Add(person);
                    return new Actor(person.Id, role, "web");
                }

                (Emma, Tom) = (Somebody("Emma", Role.Customer), Somebody("Tom", Role.Customer));
                (Sanne, Camille) = (Somebody("Sanne", Role.Customer), Somebody("Camille", Role.Customer));
                Alex = Somebody("Alex", Role.Agent);
                var open = new Organisation(unit.NewId(), "Brightwater", membersSeeAllTickets: true);
                var closed = new Organisation(unit.NewId(), "De Wilg", membersSeeAllTickets: false);
                unit.Desk.Organisations.AddRange(open, closed);
                unit.Desk.Memberships.AddRange(
                    new Membership(Emma.PersonId!.Value, open.Id), new Membership(Tom.PersonId!.Value, open.Id), new Membership(Sanne.PersonId!.Value, closed.Id));
                unit.Desk.Subscriptions.AddRange(
                    Probe<TicketOpened>("1"), Probe<TicketReplied>("2"), Probe<TicketNoted>("3"), Probe<TicketStatusChanged>("4"),
                    Probe<TicketAssigned>("5"), Probe<TicketMoved>("6"), Probe<TicketRetyped>("7"), Probe<TicketCcAdded>("8"), Probe<TicketShared>("9"), Probe<TicketUnshared>("10"),
                    Probe<TicketPrioritized>("11"), Probe<TicketMerged>("12"));
                return Task.CompletedTask;
            },
            default);
    }

    /// <summary>Adds rows of the provider's set-up.</summary>
    public Task SetUpAsync(params object[] rows) =>
        Store.WriteAsync(
            (unit, _) =>
            {
                unit.Desk.AddRange(rows);
                return Task.CompletedTask;
            },
            default);

    private static Subscription Probe<TEvent>(string name) where TEvent : ITicketEvent => new($"plugin:probe:{name}", "probe", TEvent.EventName, inTicketOrder: false);
}
