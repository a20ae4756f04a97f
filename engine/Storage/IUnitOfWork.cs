using Helpdesk.Engine.Outbox.Jobs;

namespace Helpdesk.Engine.Storage;

/// <summary>
/// A transaction that is open right now. On SQLite it holds the desk's only write gate, so it does database work and
/// nothing else: no network, no files, no waiting.
/// </summary>
public interface IUnitOfWork
{
    /// <summary>When the transaction began, UTC, cut to microseconds: the instant to store on what it writes.</summary>
    DateTimeOffset Now { get; }

    /// <summary>The plugin's own tables on this connection and transaction; saved by the unit of work before it commits.</summary>
    /// <typeparam name="TTables">A context that the plugin added.</typeparam>
    TTables Tables<TTables>() where TTables : PluginTables;

    /// <summary>Schedules a job of the plugin; it exists if and only if the transaction commits.</summary>
    /// <typeparam name="TJob">A job that the plugin added.</typeparam>
    /// <typeparam name="TArguments">Its arguments.</typeparam>
    /// <param name="arguments">Stored as JSON, at most 64 KiB.</param>
    /// <param name="delay">How long to wait; none for 'as soon as committed'.</param>
    /// <exception cref="InvalidOperationException">The job was not added, or the arguments are too large.</exception>
    void Schedule<TJob, TArguments>(TArguments arguments, TimeSpan delay = default)
        where TJob : class, IJob<TArguments>
        where TArguments : class;

    /// <summary>A new id: 64 bits, ascending with time, unlike any other of this desk.</summary>
    long NewId();
}
