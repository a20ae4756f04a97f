using System.Data.Common;
using System.Text.Json;
using Helpdesk.Engine.Outbox;
using Helpdesk.Engine.Outbox.Events;
using Helpdesk.Engine.Outbox.Jobs;
using Helpdesk.Engine.Plugins;
using Helpdesk.Engine.Search;
using Helpdesk.Engine.Search.Databases;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Storage;

/// <summary>An open transaction with the engine's tables, the plugins' tables and the outbox rows that it will leave.</summary>
internal sealed class UnitOfWork : IUnitOfWork, IAsyncDisposable
{
    /// <summary>Events that cause events that cause events: here somebody goes round in circles.</summary>
    public const int DeepestCause = 10;

    private const int LargestPayload = 64 * 1024;

    private readonly DeskStore _store;
    private readonly DbConnection _connection;
    private readonly DbTransaction _transaction;
    private readonly Subscriptions _subscriptions;
    private readonly int _depth;
    private readonly Dictionary<Type, PluginTables> _tables = [];
    private readonly List<Published> _published = [];
    private IndexChanges? _index;
    private volatile bool _isCutOff;

    public UnitOfWork(DeskStore store, DbConnection connection, DbTransaction transaction, Subscriptions subscriptions, DateTimeOffset now, int depth)
    {
        _store = store;
        _connection = connection;
        _transaction = transaction;
        _subscriptions = subscriptions;
        _depth = depth;
        Now = now;
        Desk = store.Write(connection, transaction);
    }

    public DateTimeOffset Now { get; }

    /// <summary>The engine's tables, tracking.</summary>
    public DeskTables Desk { get; }

    /// <summary>What can be found, as the work changes it.</summary>
    public IndexChanges Index
    {
        get
        {
            ObjectDisposedException.ThrowIf(_isCutOff, this);
            return _index ??= new IndexChanges(_store.Write(_connection, _transaction), SearchSql.Of(_store.Database), NewId);
        }
    }

    public bool HasOutboxRows { get; private set; }

    public bool IsGivenUp { get; private set; }

    public long NewId() => _store.NewId();

    /// <summary>Nothing of this work shall remain.</summary>
    public void GiveUp() => IsGivenUp = true;

    /// <summary>
    /// Takes the database away from foreign code that was left behind in here: what it is doing is ended, and it
    /// gets at no table any more.
    /// </summary>
    public async Task CutOffAsync()
    {
        _isCutOff = true;
        await _store.Database.CutOffAsync(_connection);
    }

    public TTables Tables<TTables>() where TTables : PluginTables
    {
        ObjectDisposedException.ThrowIf(_isCutOff, this);
        if (!_tables.TryGetValue(typeof(TTables), out var tables))
        {
            tables = _store.Tables<TTables>(_connection);
            tables.Database.UseTransaction(_transaction);
            _tables.Add(typeof(TTables), tables);
        }

        return (TTables)tables;
    }

    /// <summary>Tells every subscriber, once the work is committed.</summary>
    public void Publish<TEvent>(TEvent deskEvent) where TEvent : class, IDeskEvent =>
        _published.Add(new Published(TEvent.EventName, JsonSerializer.Serialize(deskEvent, OutboxJson.Options), deskEvent.TicketId, deskEvent.TicketVersion));

    public void Schedule<TJob, TArguments>(TArguments arguments, TimeSpan delay = default)
        where TJob : class, IJob<TArguments>
        where TArguments : class => Schedule<TJob, TArguments>(arguments, delay, lane: null);

    /// <summary>Schedules a job that waits for those of its lane that were scheduled before it; a dead one no longer holds it up.</summary>
    public void ScheduleInLane<TJob, TArguments>(TArguments arguments, string lane, TimeSpan delay = default)
        where TJob : class, IJob<TArguments>
        where TArguments : class => Schedule<TJob, TArguments>(arguments, delay, lane);

    private void Schedule<TJob, TArguments>(TArguments arguments, TimeSpan delay, string? lane)
        where TJob : class, IJob<TArguments>
        where TArguments : class
    {
        ArgumentNullException.ThrowIfNull(arguments);
        if (!_store.Contributions.JobsByType.TryGetValue(typeof(TJob), out var receiver))
        {
            throw new InvalidOperationException($"The job {typeof(TJob).Name} was not added, so nobody would run it.");
        }

        var payload = JsonSerializer.Serialize(arguments, OutboxJson.Options);
        if (payload.Length > LargestPayload)
        {
            throw new InvalidOperationException($"The arguments of the job '{receiver.Name}' are larger than 64 KiB; store what is large and pass its id.");
        }

        Enqueue(OutboxRow.ForJob(NewId(), receiver.Key, receiver.PluginId, payload, Now, Now + delay, _depth, lane));
    }

    /// <summary>Adds a row for a cron job that is due.</summary>
    public void EnqueueCron(string receiverKey, string? pluginId) =>
        Enqueue(OutboxRow.ForJob(NewId(), receiverKey, pluginId, payload: null, Now, Now, _depth));

    public async Task SavePluginTablesAsync(CancellationToken cancellationToken)
    {
        foreach (var tables in _tables.Values)
        {
            // What fails here is given up with the transaction.
            tables.Database.AutoSavepointsEnabled = false;
            await tables.SaveChangesAsync(cancellationToken);
            // Saved once: what foreign code put in after its turn is not saved by anybody.
            await tables.DisposeAsync();
        }

        _tables.Clear();
    }

    public async Task SaveAsync(CancellationToken cancellationToken)
    {
        await SavePluginTablesAsync(cancellationToken);
        foreach (var published in _published)
        {
            if (_depth >= DeepestCause)
            {
                throw new InvalidOperationException($"The event {published.EventName} has {DeepestCause} events behind it: somebody goes round in circles.");
            }

            foreach (var subscriber in await _subscriptions.OfAsync(published.EventName, Desk, cancellationToken))
            {
                Enqueue(OutboxRow.ForEvent(NewId(), subscriber, published.Payload, published.TicketId, published.TicketVersion, Now, _depth + 1));
            }
        }

        _published.Clear();
        await Desk.SaveChangesAsync(cancellationToken);
        if (_index is not null)
        {
            await _index.SaveAsync(cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        var isLeft = _isCutOff;
        _isCutOff = true;
        foreach (var tables in _tables.Values)
        {
            await tables.DisposeAsync();
        }

        if (isLeft)
        {
            // Whoever was left behind may still be in here: nobody shall get these contexts after.
            return;
        }

        if (_index is not null)
        {
            await _index.DisposeAsync();
        }

        await Desk.DisposeAsync();
    }

    private void Enqueue(OutboxRow row)
    {
        Desk.Outbox.Add(row);
        HasOutboxRows = true;
    }

    private sealed record Published(string EventName, string Payload, long? TicketId, long TicketVersion);
}
