namespace Helpdesk.Engine.Storage;

/// <summary>
/// A plugin's way to its own tables from pages, panels and hooks: read at any time, write in a unit of work.
/// </summary>
/// <typeparam name="TTables">A context that the plugin added.</typeparam>
public interface ITables<TTables> where TTables : PluginTables
{
    /// <summary>Opens the tables for reading, without change tracking; dispose of them when done.</summary>
    TTables Read();

    /// <summary>
    /// Runs database work in a transaction and commits it. Takes its turn with every other writer; when the work
    /// throws, nothing of it remains.
    /// </summary>
    /// <param name="work">Database work only; 5 s at most.</param>
    /// <param name="cancellationToken">Ends the wait for a turn, and the work.</param>
    Task WriteAsync(Func<TTables, IUnitOfWork, CancellationToken, Task> work, CancellationToken cancellationToken = default);
}
