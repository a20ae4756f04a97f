using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using Helpdesk.Engine.Outbox;
using Helpdesk.Engine.Plugins;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Helpdesk.Engine.Storage;

/// <summary>
/// The desk's database: read through a context at any time, write in a unit of work. There is one for the process and
/// one for each generation, which knows the tables of that generation's plugins; all share gate, ids and signal.
/// </summary>
internal sealed class DeskStore(
    IDatabase database,
    WriteGate gate,
    IdSource ids,
    TimeProvider time,
    OutboxSignal signal,
    Contributions contributions,
    IServiceProvider? pluginModels = null)
{
    /// <summary>How many contexts of a kind wait for their next use: to make one costs more than most queries.</summary>
    private const int MostContexts = 32;

    private readonly PooledDbContextFactory<DeskTables> _reading = new(Reading(database), MostContexts);
    private readonly PooledDbContextFactory<DeskTables> _writing = new(Options<DeskTables>(database, null, null), MostContexts);
    private readonly ConcurrentDictionary<(Type Tables, bool IsReading), DbContextOptions> _pluginOptions = [];
    private readonly Subscriptions _subscriptions = new();

    /// <summary>The longest that a unit of work with somebody else's writes in it may hold the gate.</summary>
    public static TimeSpan Budget { get; } = TimeSpan.FromSeconds(5);

    public IDatabase Database => database;

    public TimeProvider Time => time;

    public Contributions Contributions => contributions;

    public long NewId() => ids.Next();

    /// <summary>The engine's tables for reading, without tracking.</summary>
    public DeskTables Read() => _reading.CreateDbContext();

    /// <summary>As <see cref="Read"/>, for somebody who may leave while a query still runs: the context is used by nobody after.</summary>
    public DeskTables ReadAlone() => new(Reading(database));

    /// <summary>The engine's tables for writing, in a transaction that somebody else ends.</summary>
    public DeskTables Write(DbConnection connection, DbTransaction transaction)
    {
        var tables = _writing.CreateDbContext();
        tables.Database.SetDbConnection(connection);
        tables.Database.UseTransaction(transaction);
        // A transaction that fails in the middle is given up as a whole: nobody goes back to a savepoint.
        tables.Database.AutoSavepointsEnabled = false;
        return tables;
    }

    /// <summary>A plugin's tables, on a connection of their own or on that of a unit of work.</summary>
    public TTables Tables<TTables>(DbConnection? connection = null) where TTables : PluginTables =>
        (TTables)Tables(typeof(TTables), connection);

    public PluginTables Tables(Type tables, DbConnection? connection = null)
    {
        if (!contributions.TablesByType.TryGetValue(tables, out var pluginId))
        {
            throw new InvalidOperationException($"The tables {tables.Name} were not added by a plugin of this generation.");
        }

        var options = _pluginOptions.GetOrAdd((tables, connection is null), key => PluginOptions(key.Tables, key.IsReading));
        var context = (PluginTables)Activator.CreateInstance(tables, options)!;
        if (context.PluginId != pluginId)
        {
            context.Dispose();
            throw new InvalidOperationException($"The tables {tables.Name} call themselves '{context.PluginId}' but were added by '{pluginId}'.");
        }

        if (connection is not null)
        {
            context.Database.SetDbConnection(connection);
        }

        return context;
    }

    /// <summary>Runs the work in a transaction: all of it is there afterwards, or nothing.</summary>
    /// <param name="depth">How many events stand between this work and what a person did.</param>
    public async Task<TResult> WriteAsync<TResult>(Func<UnitOfWork, CancellationToken, Task<TResult>> work, CancellationToken cancellationToken, int depth = 0)
    {
        using var turn = await gate.EnterAsync(cancellationToken);
        await using var connection = database.CreateConnection();
        await connection.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken);
        await using var unit = new UnitOfWork(this, connection, transaction, _subscriptions, time.Instant(), depth);
        var result = await work(unit, cancellationToken);
        if (unit.IsGivenUp)
        {
            await transaction.RollbackAsync(CancellationToken.None);
            return result;
        }

        await unit.SaveAsync(cancellationToken);
        // From here on the answer is the database's: a caller that goes away must not leave it open.
        await transaction.CommitAsync(CancellationToken.None);
        turn.Dispose();
        if (unit.HasOutboxRows)
        {
            signal.Raise();
        }

        return result;
    }

    public Task WriteAsync(Func<UnitOfWork, CancellationToken, Task> work, CancellationToken cancellationToken) =>
        WriteAsync(
            async (unit, token) =>
            {
                await work(unit, token);
                return true;
            },
            cancellationToken);

    internal static DbContextOptions<TContext> Options<TContext>(IDatabase database, DbConnection? connection, IServiceProvider? models)
        where TContext : DbContext
    {
        var options = new DbContextOptionsBuilder<TContext>();
        Configure(options, database, connection, models);
        return options.Options;
    }

    private static DbContextOptions<DeskTables> Reading(IDatabase database)
    {
        var options = new DbContextOptionsBuilder<DeskTables>().UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking);
        Configure(options, database, null, null);
        return options.Options;
    }

    private DbContextOptions PluginOptions(Type tables, bool isReading)
    {
        // A non-generic builder makes DbContextOptions<DbContext>, which EF refuses for another context type.
        var options = (DbContextOptionsBuilder)Activator.CreateInstance(typeof(DbContextOptionsBuilder<>).MakeGenericType(tables))!;
        Configure(options, database, null, pluginModels);
        if (isReading)
        {
            options.UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking);
        }

        return options.Options;
    }

    private static void Configure(DbContextOptionsBuilder options, IDatabase database, DbConnection? connection, IServiceProvider? models)
    {
        database.Use(options, connection);
        options.ConfigureWarnings(warnings => warnings
            .Ignore(Microsoft.EntityFrameworkCore.Diagnostics.RelationalEventId.PendingModelChangesWarning)
            .Ignore(Microsoft.EntityFrameworkCore.Diagnostics.CoreEventId.ManyServiceProvidersCreatedWarning));
        if (models is not null)
        {
            // The plugin's model belongs to the generation and goes with it; EF's own cache would keep it for ever.
            options.UseInternalServiceProvider(models);
        }
    }
}
