using Helpdesk.Engine.Storage;

namespace Helpdesk.Engine.Outbox;

/// <summary>
/// One attempt to hand an event or a job to its handler. Database work goes through <see cref="Write"/>: it runs after
/// the handler has returned, in one transaction with the mark that the row is done, so its effect is there once.
/// What the handler does to the outside world happens at least once; <see cref="Id"/> is the key by which others can tell.
/// </summary>
public sealed class Delivery
{
    private readonly List<Func<IUnitOfWork, CancellationToken, Task>> _writes = [];

    internal Delivery(long id, int attempt, DateTimeOffset occurredAt)
    {
        Id = id;
        Attempt = attempt;
        OccurredAt = occurredAt;
    }

    /// <summary>The id of the outbox row: the same on every attempt, never used again.</summary>
    public long Id { get; }

    /// <summary>1 for the first attempt.</summary>
    public int Attempt { get; }

    /// <summary>When the cause was committed, UTC.</summary>
    public DateTimeOffset OccurredAt { get; }

    internal IReadOnlyList<Func<IUnitOfWork, CancellationToken, Task>> Writes => _writes;

    /// <summary>
    /// Adds database work. The writes run in the order given, within the budget of a transaction (5 s together);
    /// nothing but database work belongs in them.
    /// </summary>
    /// <param name="write">The work; a unit of work of its own is handed in.</param>
    public void Write(Func<IUnitOfWork, CancellationToken, Task> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        _writes.Add(write);
    }
}
