using System.Text;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Attachments;
using Helpdesk.Engine.Channels.Hearing;
using Helpdesk.Engine.Channels.Inbound;
using Helpdesk.Engine.Channels.Notifications;
using Helpdesk.Engine.Outbox;
using Helpdesk.Engine.People;
using Helpdesk.Engine.Plugins;
using Helpdesk.Engine.Plugins.Trials;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Storage.Schema;
using Helpdesk.Engine.Texts;
using Helpdesk.Engine.Tickets;
using Helpdesk.Engine.Tickets.Acts;
using Helpdesk.Host.Databases;
using Helpdesk.Host.Process;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Host.Trials;

/// <inheritdoc cref="ITrialDesk" />
/// <remarks>
/// The services of a generation without plugins, put together by the same means: doors, rules, hooks, outbox and mail are those of a desk
/// that serves. What is another's is the clock, the folder and the way that mail goes.
/// </remarks>
internal sealed class TrialDesk : ITrialDesk
{
    private const string Node = "trial";
    private const int MostAtOnce = 100;
    private static readonly Uri Address = new("https://helpdesk.example/");

    private readonly ServiceProvider _services;
    private readonly DirectoryInfo _folder;
    private readonly TrialClock _clock;
    private readonly DeskStore _store;
    private readonly Contributions _contributions;
    private long _lastMail;

    private TrialDesk(DirectoryInfo folder, DateTimeOffset now)
    {
        _folder = folder;
        _clock = new TrialClock(now);
        _services = Services(Path.Combine(folder.FullName, DatabaseChoice.DefaultFile), folder.FullName, _clock).BuildServiceProvider();
        _store = _services.GetRequiredService<DeskStore>();
        _contributions = _services.GetRequiredService<Contributions>();
    }

    /// <inheritdoc />
    public DateTimeOffset Now => _clock.GetUtcNow();

    /// <inheritdoc />
    public IInboundDesk Inbound => _services.GetRequiredService<IInboundDesk>();

    /// <summary>Makes the tables that a desk begins with.</summary>
    public static async Task PrepareAsync(string path, CancellationToken cancellationToken)
    {
        await using var services = Services(path, Path.GetDirectoryName(path)!, TimeProvider.System).BuildServiceProvider();
        var keeper = services.GetRequiredService<SchemaKeeper>();
        await keeper.BringUpToDateAsync(cancellationToken);
        // One file is all there is to copy: what stands beside it is written back.
        await using var connection = services.GetRequiredService<IDatabase>().CreateConnection();
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public static async Task<ITrialDesk> OpenAsync(DirectoryInfo folder, string address, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var desk = new TrialDesk(folder, now);
        try
        {
            await desk.FillAsync(address, cancellationToken);
            return desk;
        }
        catch
        {
            await desk.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc />
    public void AdvanceTo(DateTimeOffset now) => _clock.AdvanceTo(now);

    /// <inheritdoc />
    public Task AddOrganisationAsync(string name, IReadOnlyList<string> domains, CancellationToken cancellationToken) => WriteAsync(
        unit =>
        {
            var organisation = new Organisation(unit.NewId(), name, membersSeeAllTickets: false);
            unit.Desk.Organisations.Add(organisation);
            unit.Desk.OrganisationDomains.AddRange(domains.Select(domain => new OrganisationDomain(domain, organisation.Id)));
            return Task.CompletedTask;
        },
        cancellationToken);

    /// <inheritdoc />
    public Task AddPersonAsync(TrialPerson person, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(person);
        return WriteAsync(
            async unit =>
            {
                var folded = person.Aliases.Append(person.Address).Select(Person.Fold).ToList();
                if (!EmailAddress.IsOne(person.Address) || await unit.Desk.People.AnyAsync(p => folded.Contains(p.FoldedAddress), cancellationToken))
                {
                    throw new ArgumentException($"'{person.Address}' is no address, or somebody has it already.", nameof(person));
                }

                var added = new Person(unit.NewId(), person.Name ?? person.Address, person.Address, person.Role, "en", unit.Now);
                unit.Desk.People.Add(added);
                unit.Desk.PersonAliases.AddRange(person.Aliases.Select(alias => new PersonAlias(alias, added.Id, addedById: null, unit.Now)));
                if (person.Organisation is { } name)
                {
                    var organisation = await unit.Desk.Organisations.Where(o => o.Name == name).Select(o => (long?)o.Id).FirstOrDefaultAsync(cancellationToken)
                        ?? throw new ArgumentException($"There is no organisation '{name}'.", nameof(person));
                    unit.Desk.Memberships.Add(new Membership(added.Id, organisation));
                }
            },
            cancellationToken);
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<string>> DoAsync(long ticketId, string by, IReadOnlyList<Act> acts, CancellationToken cancellationToken)
    {
        var folded = Person.Fold(by);
        await using var tables = _store.Read();
        var actor = await tables.People.Where(p => p.FoldedAddress == folded).Select(p => new Actor(p.Id, p.Role, "web")).FirstOrDefaultAsync(cancellationToken);
        if (actor is null)
        {
            return [$"Nobody here has the address '{by}'."];
        }

        var result = await _services.GetRequiredService<TicketDesk>().DoAsync(ticketId, acts, actor, expectedVersion: null, cancellationToken);
        var phrases = _services.GetRequiredService<PhraseBook>();
        return [.. result.Refusals.Select(refusal => phrases.Say(refusal.Sentence, PhraseBook.Culture("en")))];
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<TrialMail>> DeliverAsync(CancellationToken cancellationToken)
    {
        var (queue, delivery) = (_services.GetRequiredService<OutboxQueue>(), _services.GetRequiredService<RowDelivery>());
        while (await queue.ClaimAsync(MostAtOnce, _contributions.ReceiverKeys, cancellationToken) is { Count: > 0 } claims)
        {
            foreach (var claim in claims)
            {
                await delivery.DeliverAsync(claim.Id, claim.Lease, cancellationToken);
            }
        }

        await using var tables = _store.Read();
        var after = _lastMail;
        var mails = await tables.AllMail.Where(mail => mail.Id > after).OrderBy(mail => mail.Id).ToListAsync(cancellationToken);
        _lastMail = mails.Select(mail => mail.Id).DefaultIfEmpty(after).Max();
        var staff = (await tables.People.Where(p => p.Role != Role.Customer).Select(p => p.FoldedAddress).ToListAsync(cancellationToken)).ToHashSet(StringComparer.Ordinal);
        return [.. mails.Select(mail => Of(mail, staff.Contains(mail.FoldedAddress))).OrderBy(mail => mail.IsForStaff)];
    }

    /// <inheritdoc />
    public async Task<string> ReadAsync(long ticketId, CancellationToken cancellationToken)
    {
        await using var tables = _store.Read();
        var sight = Sight.Of(Actor.System);
        var messages = await sight.MessagesOn(tables, ticketId).OrderBy(m => m.Id).ToListAsync(cancellationToken);
        var files = await sight.AttachmentsOn(tables, ticketId).Where(a => a.ContentId == null).OrderBy(a => a.Id).ToListAsync(cancellationToken);
        var text = new StringBuilder();
        foreach (var message in messages)
        {
            text.Append(message.Body).Append('\n');
            foreach (var file in files.Where(file => file.MessageId == message.Id))
            {
                text.Append(file.FileName).Append('\n');
            }
        }

        return text.ToString();
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static TrialMail Of(Mail mail, bool isForStaff) => new(Mailbox.Parse(mail.To).Address, mail.Template, mail.Subject, mail.MessageId)
    {
        IsForStaff = isForStaff,
        ReplyTo = Mailbox.Parse(mail.ReplyTo).Address,
        References = mail.References.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        AutoSubmitted = mail.AutoSubmitted,
        Text = mail.Text,
    };

    private static ServiceCollection Services(string database, string folder, TimeProvider clock)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddMetrics();
        services.AddSingleton(clock);
        services.AddSingleton<IDatabase>(_ => new SqliteDatabase(new SqliteConnectionStringBuilder { DataSource = database }.ToString()));
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<WriteGate>(provider, provider.GetRequiredService<IDatabase>().HasOneWriter));
        services.AddSingleton(new IdSource(clock, node: 1));
        services.AddSingleton(new NodeIdentity(Node));
        services.AddSingleton<OutboxSignal>();
        services.AddSingleton<OutboxMeters>();
        services.AddSingleton(OutboxOptions.Default);
        services.AddSingleton<OutboxQueue>();
        services.AddSingleton<RowDelivery>();
        services.AddSingleton<Circuits>();
        services.AddSingleton<SchemaKeeper>();
        services.AddSingleton<IBlobStore>(new DiskBlobs(Path.Combine(folder, "files"), clock));
        services.AddSingleton(new DeskAddress(Address));
        services.AddSingleton(new DeskZone("UTC"));
        services.AddSingleton(new Contributions([CoreContributions.Build()]));
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<DeskStore>(provider));
        services.AddTexts(typeof(ProcessServices).Assembly);
        services.AddDesk();
        services.AddMail();
        services.AddSingleton<IMailTransport, KeptMail>();
        services.AddSingleton(new ReplyAddressOptions());
        services.AddSingleton(new MailRoom(IsOpen: false));
        return services;
    }

    private async Task FillAsync(string address, CancellationToken cancellationToken)
    {
        await _services.GetRequiredService<DeskSeed>().EnsureAsync(cancellationToken);
        await WriteAsync(
            async unit =>
            {
                var brand = await unit.Desk.Brands.SingleAsync(cancellationToken);
                brand.Present(brand.Name, address);
                unit.Desk.Subscriptions.AddRange(_contributions.Receivers.Where(receiver => receiver.EventName is not null)
                    .Select(receiver => new Subscription(receiver.Key, receiver.PluginId, receiver.EventName!, receiver.Options.InTicketOrder)));
            },
            cancellationToken);
    }

    private Task WriteAsync(Func<UnitOfWork, Task> work, CancellationToken cancellationToken) => _store.WriteAsync((unit, _) => work(unit), cancellationToken);
}
