using System.Reflection;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Outbox;
using Helpdesk.Engine.People;
using Helpdesk.Engine.Plugins;
using Helpdesk.Engine.Plugins.Settings;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Tickets;
using Helpdesk.Engine.Tickets.Acts;
using Helpdesk.Host.Demo;
using Helpdesk.Host.Generations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Testing;

/// <summary>
/// A whole desk in this process with your plugin enabled in it: real pages on a free port of the loopback, SQLite in a temporary folder, the demo company,
/// and no mail that leaves. The plugin is loaded from the folder it was built into, as a desk loads it, and never referred to.
/// </summary>
public sealed class PluginDesk : IAsyncDisposable
{
    private readonly RunningDesk _desk;
    private readonly TestClock? _clock;

    private PluginDesk(RunningDesk desk, TestClock? clock, PluginManifest manifest)
    {
        _desk = desk;
        _clock = clock;
        Manifest = manifest;
    }

    /// <summary>What the plugin's <c>plugin.json</c> says.</summary>
    public PluginManifest Manifest { get; }

    /// <summary>Where the desk answers.</summary>
    public Uri Address => _desk.Address;

    /// <summary>The clock, which stands still until it is moved.</summary>
    /// <exception cref="InvalidOperationException">The desk goes by the real one.</exception>
    public TestClock Clock => _clock ?? throw new InvalidOperationException("The desk goes by the real clock; start it with FakeClock.");

    /// <summary>The folder that the plugin of a test project is built into, as its reference marked <c>PluginUnderTest</c> says.</summary>
    /// <param name="tests">The assembly of the tests.</param>
    /// <exception cref="InvalidOperationException">The project has no such reference.</exception>
    public static string FolderOf(Assembly tests)
    {
        ArgumentNullException.ThrowIfNull(tests);
        return tests.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(said => said.Key == "PluginUnderTest")?.Value
            ?? throw new InvalidOperationException("The test project does not say which plugin it tests: add <ProjectReference Include=\"../src/My.csproj\" PluginUnderTest=\"true\" ReferenceOutputAssembly=\"false\" Private=\"false\" />.");
    }

    /// <summary>Starts a desk with the plugin enabled.</summary>
    /// <param name="folder">The folder with the plugin's <c>plugin.json</c> and assembly.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <exception cref="InvalidOperationException">The plugin does not run; the message says why.</exception>
    public static async Task<PluginDesk> StartAsync(string folder, PluginDeskOptions? options = null)
    {
        options ??= new PluginDeskOptions();
        var manifest = ManifestReader.Read(folder);
        var clock = options.FakeClock ? new TestClock() : null;
        var running = await RunningDesk.StartAsync(
            settings: [$"--{PluginWatch.Setting}:0={folder}", $"--{DemoContents.Setting}={options.DemoContent}"],
            configure: builder => builder.Services.AddSingleton(clock ?? TimeProvider.System));
        var desk = new PluginDesk(running, clock, manifest);
        var record = await running.PluginAsync(manifest.Id);
        if (record.State != PluginState.Enabled)
        {
            await desk.DisposeAsync();
            throw new InvalidOperationException($"{manifest.Id} does not run: {record.Sentence}");
        }

        return desk;
    }

    /// <summary>A browser without a script in which somebody has signed in.</summary>
    /// <param name="address">One of <see cref="DemoPeople"/>.</param>
    public Task<Browser> SignInAsync(string address) => _desk.SignedInAsync(address);

    /// <summary>A browser in which nobody has signed in.</summary>
    public Browser Visit() => new(Address);

    /// <summary>Enables the plugin, as the button does, and waits until it runs.</summary>
    /// <exception cref="InvalidOperationException">It does not run; the message says why.</exception>
    public async Task EnableAsync()
    {
        var record = await _desk.EnableAsync(Manifest.Id);
        if (record.State != PluginState.Enabled)
        {
            throw new InvalidOperationException($"{Manifest.Id} does not run: {record.Sentence}");
        }
    }

    /// <summary>Disables the plugin, as the button does, and waits until it does not run any more. Its data is kept.</summary>
    public async Task DisableAsync()
    {
        var record = await _desk.DisableAsync(Manifest.Id);
        if (record.State != PluginState.Disabled)
        {
            throw new InvalidOperationException($"{Manifest.Id} was not disabled: {record.Sentence}");
        }
    }

    /// <summary>Sets settings of the plugin, as the form does; those that are not named stay as they are.</summary>
    /// <param name="values">Keys of <c>plugin.json</c> and what to type.</param>
    /// <exception cref="InvalidOperationException">Something was refused; the message says what.</exception>
    public async Task SetAsync(params (string Key, string? Value)[] values)
    {
        var settings = Current<PluginSettingsDesk>();
        var typed = (await settings.ReadAsync(Manifest, CancellationToken.None)).ToDictionary(view => view.Setting.Key, view => (string?)view.Value, StringComparer.Ordinal);
        foreach (var (key, value) in values)
        {
            typed[key] = value;
        }

        var result = await settings.SaveAsync(Manifest, new TypedSettings(typed, []), Actor.System, CancellationToken.None);
        if (result.Refusals.Count > 0)
        {
            throw new InvalidOperationException(string.Join("; ", result.Refusals.Select(refusal => $"{refusal.Field}: {refusal.Sentence.Key}")));
        }
    }

    /// <summary>What the settings of the plugin hold; a secret is never shown.</summary>
    public async Task<IReadOnlyDictionary<string, string>> SettingsAsync() =>
        (await Current<PluginSettingsDesk>().ReadAsync(Manifest, CancellationToken.None)).ToDictionary(view => view.Setting.Key, view => view.Value, StringComparer.Ordinal);

    /// <summary>Opens a ticket and returns its number.</summary>
    /// <param name="subject">What it is about.</param>
    /// <param name="body">The message.</param>
    /// <param name="requester">Whose it is; the demo customer's unless told.</param>
    public async Task<string> OpenTicketAsync(string subject, string body = "It does not work.", string requester = DemoPeople.Customer)
    {
        var result = await Current<TicketDesk>().OpenAsync(new Open(subject, "support", body, []), await ActorAsync(requester), null, CancellationToken.None);
        return Done(result).Number;
    }

    /// <summary>Answers a ticket.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="body">The message.</param>
    /// <param name="author">Who answers; the demo agent unless told.</param>
    public async Task ReplyAsync(string number, string body, string author = DemoPeople.Agent) =>
        await DoAsync(number, new Reply(body, []), author);

    /// <summary>Moves a ticket to another status.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="status">The key of the status, such as <c>closed</c>.</param>
    /// <param name="by">Who does it; the demo agent unless told.</param>
    public async Task SetStatusAsync(string number, string status, string by = DemoPeople.Agent) => await DoAsync(number, new SetStatus(status), by);

    /// <summary>Waits until all that is due has been delivered: events, jobs and mail.</summary>
    public Task RestAsync() => Patience.UntilAsync(
        async () =>
        {
            var now = (_clock ?? TimeProvider.System).GetUtcNow();
            await using var tables = Store.Read();
            return !await tables.Outbox.AnyAsync(row => (row.State == OutboxState.Waiting || row.State == OutboxState.Claimed) && row.DueAt <= now);
        },
        "the outbox comes to rest");

    /// <summary>The mail that the desk would have sent, oldest first.</summary>
    public async Task<IReadOnlyList<SentMail>> MailAsync()
    {
        await RestAsync();
        await using var tables = Store.Read();
        return await tables.AllMail.OrderBy(mail => mail.Id).Select(mail => new SentMail(mail.To, mail.Subject, mail.Text)).ToListAsync();
    }

    /// <summary>What went wrong in the plugin so far: each failure of a hook, handler, job, panel or suggestion source, with its name.</summary>
    public IReadOnlyList<string> Failures() =>
        [.. _desk.Services.GetRequiredService<Circuits>().Report()
            .Where(report => report.Key.StartsWith($"plugin:{Manifest.Id}:", StringComparison.Ordinal))
            .SelectMany(report => report.Value.Errors.Select(error => $"{report.Key}: {error.Sentence}"))];

    /// <summary>
    /// Lets something happen, and every event and job that the plugin gets by it be delivered twice under the same id, as when a desk ends between the work
    /// and the mark that it was done. What the handlers write the second time is rolled back.
    /// </summary>
    /// <param name="cause">What happens.</param>
    /// <returns>How many were delivered twice.</returns>
    /// <exception cref="InvalidOperationException">A handler did not bear it; the inner exception is its own.</exception>
    public async Task<int> DeliverTwiceAsync(Func<Task> cause)
    {
        ArgumentNullException.ThrowIfNull(cause);
        await RestAsync();
        IReadOnlyList<OutboxRow> rows;
        await using (var copies = await OutboxCopies.BeginAsync(Store, Manifest.Id))
        {
            await cause();
            await RestAsync();
            rows = await copies.ReadAsync();
        }

        using var lease = _desk.Generations.Lease();
        foreach (var row in rows)
        {
            await AgainAsync(lease.Generation, row);
        }

        return rows.Count;
    }

    /// <summary>Stops the desk and deletes all it has kept.</summary>
    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    private DeskStore Store => _desk.Services.GetRequiredService<DeskStore>();

    internal Contributions Contributions => _desk.Generations.Current.Contributions;

    private T Current<T>() where T : notnull => _desk.Generations.Current.Services.GetRequiredService<T>();

    private async Task DoAsync(string number, Act act, string by)
    {
        await using var tables = Store.Read();
        var id = await tables.AllTicketNumbers.Where(known => known.Number == number).Select(known => known.TicketId).SingleAsync();
        Done(await Current<TicketDesk>().DoAsync(id, [act], await ActorAsync(by), null, CancellationToken.None));
    }

    private static TicketSnapshot Done(DeskResult result) =>
        result.Ticket ?? throw new InvalidOperationException($"The desk refused: {string.Join(", ", result.Refusals.Select(refusal => refusal.Sentence.Key))}.");

    private async Task<Actor> ActorAsync(string address)
    {
        var person = await _desk.Services.GetRequiredService<PersonDirectory>().FindAsync(address, CancellationToken.None)
            ?? throw new InvalidOperationException($"Nobody has the address {address}.");
        return new Actor(person.Id, person.Role, "web");
    }

    private async Task AgainAsync(Generation generation, OutboxRow row)
    {
        var receiver = generation.Contributions.Receiver(row.Receiver)!;
        var delivery = new Delivery(row.Id, attempt: 2, row.OccurredAt);
        try
        {
            await using var scope = generation.Services.CreateAsyncScope();
            var payload = System.Text.Json.JsonSerializer.Deserialize(row.Payload!, receiver.PayloadType!, OutboxJson.Options);
            await receiver.Invoke(scope.ServiceProvider.GetRequiredService(receiver.HandlerType), payload, delivery, CancellationToken.None);
            await generation.Services.GetRequiredService<DeskStore>().WriteAsync(
                async (unit, token) =>
                {
                    await ForeignWrites.RunAsync(delivery.Writes, unit, TimeProvider.System, token);
                    unit.GiveUp();
                    return true;
                },
                CancellationToken.None);
        }
        catch (Exception fault)
        {
            throw new InvalidOperationException($"'{receiver.Name}' does not bear that {row.EventName ?? "its job"} is delivered twice: {fault.Message}", fault);
        }
    }
}
