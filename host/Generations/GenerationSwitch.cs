using Microsoft.Extensions.Logging;

namespace Helpdesk.Host.Generations;

/// <summary>Knows which generation serves. Swapping is one exchange of a reference; nobody waits and nobody is turned away.</summary>
internal sealed partial class GenerationSwitch(ILogger<GenerationSwitch> logger)
{
    private readonly Lock _lock = new();
    private readonly List<WeakReference<Generation>> _known = [];
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Generation? _current;

    /// <summary>Completes when a generation serves for the first time.</summary>
    public Task First => _first.Task;

    public Generation Current => Volatile.Read(ref _current) ?? throw new InvalidOperationException("No generation serves yet.");

    public bool HasCurrent => Volatile.Read(ref _current) is not null;

    /// <summary>Takes a lease on the generation that serves now.</summary>
    public GenerationLease Lease()
    {
        while (true)
        {
            // Between reading the reference and leasing it, it may have been replaced and closed: then ask again.
            if (Current.TryLease() is { } lease)
            {
                return lease;
            }
        }
    }

    public void Swap(Generation next)
    {
        lock (_lock)
        {
            _known.RemoveAll(reference => !reference.TryGetTarget(out _));
            _known.Add(new WeakReference<Generation>(next));
        }

        var previous = Interlocked.Exchange(ref _current, next);
        _first.TrySetResult();
        LogServes(next.Number, next.Contributions.Plugins.Count - 1);
        previous?.Retire();
        _ = previous?.Closed.ContinueWith(
            (closed, number) => LogNotClosed(closed.Exception!, (int)number!),
            previous.Number,
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted,
            TaskScheduler.Default);
    }

    /// <summary>Generations that are still in memory, the current one among them.</summary>
    public int CountAlive()
    {
        lock (_lock)
        {
            return _known.Count(reference => reference.TryGetTarget(out _));
        }
    }

    /// <summary>Whether nothing of an earlier generation is in use any more.</summary>
    public bool IsAlone
    {
        get
        {
            lock (_lock)
            {
                return _known.TrueForAll(reference => !reference.TryGetTarget(out var known) || known == Current || known.Closed.IsCompleted);
            }
        }
    }

    /// <summary>At the end of the process: no generation serves any more.</summary>
    public async Task EndAsync()
    {
        if (Interlocked.Exchange(ref _current, null) is { } last)
        {
            last.Retire();
            await last.Closed;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Generation {Generation} serves, with {Plugins} plugins")]
    private partial void LogServes(int generation, int plugins);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Generation {Generation} did not close as it should")]
    private partial void LogNotClosed(Exception fault, int generation);
}
