using System.Diagnostics.Metrics;
using Helpdesk.Engine.Outbox;
using Helpdesk.Engine.Plugins;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Storage.Schema;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Helpdesk.Testing;

/// <summary>
/// The storage core and the outbox as one server has them, on a database of its own and by a clock that stands still,
/// with the contributions of plugins that are classes of the test. <see cref="Another"/> is a second server on the same database.
/// </summary>
internal sealed class TestDesk : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly PluginContributions[] _plugins;
    private readonly bool _isFirst;

    private TestDesk(TestDatabase database, TimeProvider time, int node, PluginContributions[] plugins, bool isFirst)
    {
        Database = database;
        Time = time;
        _plugins = plugins;
        _isFirst = isFirst;
        _services = Services(plugins);
        var meters = _services.GetRequiredService<IMeterFactory>();
        Contributions = new Contributions(plugins);
        Gate = new WriteGate(database.Database.HasOneWriter, time, meters);
        Ids = new IdSource(time, node);
        Store = new DeskStore(database.Database, Gate, Ids, time, Signal, Contributions);
        Circuits = new Circuits(time);
        Queue = new OutboxQueue(Store, new NodeIdentity($"node-{node}"), OutboxOptions.Default);
        Delivery = new RowDelivery(
            Store, Contributions, _services.GetRequiredService<IServiceScopeFactory>(), Circuits, OutboxOptions.Default, new OutboxMeters(meters), NullLogger<RowDelivery>.Instance);
    }

    public TestDatabase Database { get; }

    public TimeProvider Time { get; }

    /// <summary>The clock, where the test has not brought one of its own.</summary>
    public TestClock Clock => (TestClock)Time;

    public Contributions Contributions { get; }

    public WriteGate Gate { get; }

    public IdSource Ids { get; }

    public OutboxSignal Signal { get; } = new();

    public DeskStore Store { get; }

    public OutboxQueue Queue { get; }

    public RowDelivery Delivery { get; }

    public Circuits Circuits { get; }

    /// <summary>A fresh database with the engine's tables, those of the plugins, and the plugins' subscriptions.</summary>
    public static async Task<TestDesk> OpenAsync(string provider, TimeProvider? time = null, params PluginContributions[] plugins) =>
        await OpenAsync(await TestDatabase.CreateAsync(provider), time, plugins);

    /// <summary>As <see cref="OpenAsync(string, TimeProvider?, PluginContributions[])"/>, on a database that the caller brings.</summary>
    public static async Task<TestDesk> OpenAsync(TestDatabase database, TimeProvider? time = null, params PluginContributions[] plugins)
    {
        var desk = new TestDesk(database, time ?? new TestClock(), node: 1, plugins, isFirst: true);
        try
        {
            await desk.PrepareAsync();
            return desk;
        }
        catch
        {
            await desk.DisposeAsync();
            throw;
        }
    }

    /// <summary>Another server (or a command line) on the same database: a gate and ids of its own.</summary>
    /// <param name="time">Its clock; the same one unless told. One that stands still is a server that was stopped.</param>
    public TestDesk Another(int node = 2, TimeProvider? time = null) => new(Database, time ?? Time, node, _plugins, isFirst: false);

    /// <summary>Claims what is due and delivers it, until nothing is due any more.</summary>
    /// <returns>How many deliveries were made.</returns>
    public async Task<int> DeliverAllAsync()
    {
        var deliveries = 0;
        while (await Queue.ClaimAsync(100, Contributions.ReceiverKeys, CancellationToken.None) is { Count: > 0 } claims)
        {
            foreach (var claim in claims)
            {
                await Delivery.DeliverAsync(claim.Id, claim.Lease, CancellationToken.None);
                deliveries++;
            }
        }

        return deliveries;
    }

    public async ValueTask DisposeAsync()
    {
        Gate.Dispose();
        Signal.Dispose();
        await _services.DisposeAsync();
        if (_isFirst)
        {
            await Database.DisposeAsync();
        }
    }

    private async Task PrepareAsync()
    {
        var keeper = new SchemaKeeper(Database.Database, Gate);
        await keeper.BringUpToDateAsync(CancellationToken.None);
        foreach (var tables in _plugins.SelectMany(plugin => plugin.Tables))
        {
            await keeper.BringUpToDateAsync(Store, tables, CancellationToken.None);
        }

        await Store.WriteAsync(
            (unit, _) =>
            {
                unit.Desk.Subscriptions.AddRange(Contributions.Receivers.Where(receiver => receiver.EventName is not null)
                    .Select(receiver => new Subscription(receiver.Key, receiver.PluginId, receiver.EventName!, receiver.Options.InTicketOrder)));
                return Task.CompletedTask;
            },
            CancellationToken.None);
    }

    private static ServiceProvider Services(IEnumerable<PluginContributions> plugins)
    {
        var services = new ServiceCollection().AddMetrics();
        foreach (var service in plugins.SelectMany(plugin => plugin.Services))
        {
            services.Add(service);
        }

        foreach (var handler in plugins.SelectMany(plugin => plugin.Receivers).Select(receiver => receiver.HandlerType).Distinct())
        {
            services.AddScoped(handler);
        }

        return services.BuildServiceProvider(validateScopes: true);
    }
}
