namespace Helpdesk.Engine.Plugins;

/// <summary>
/// Somebody else's code while it runs: on the pool, so that what blocks its thread or ignores its cancellation can be
/// left behind. Disposing of it while it runs leaves it behind.
/// </summary>
internal sealed class ForeignWork : IDisposable
{
    private readonly CancellationTokenSource _limit;
    private readonly Task _running;

    private ForeignWork(CancellationTokenSource limit, Task running)
    {
        _limit = limit;
        _running = running;
    }

    public bool HasEnded => _running.IsCompleted;

    /// <summary>The work itself, for counting what was left behind. It is somebody else's: nobody should wait for it without an end.</summary>
    public Task Running => _running;

    public static ForeignWork Start(Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        return new ForeignWork(limit, Task.Run(() => work(limit.Token), cancellationToken));
    }

    /// <summary>Waits for the end, whose exception it throws; false when it has not come within the budget.</summary>
    public async Task<bool> EndsWithinAsync(TimeSpan budget, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            await _running.WaitAsync(budget, time, cancellationToken);
            return true;
        }
        catch (TimeoutException) when (!_running.IsCompleted)
        {
            return false;
        }
    }

    /// <summary>Tells it that its time is over. Nobody waits for the telling: callbacks it has registered are foreign as well.</summary>
    public void Cancel() => _ = _limit.CancelAsync();

    public void Dispose()
    {
        if (HasEnded)
        {
            _limit.Dispose();
            return;
        }

        Cancel();
        _ = _running.ContinueWith(
            static (ended, limit) =>
            {
                // Looked at, so that the runtime does not report as unobserved what nobody waits for any more.
                _ = ended.Exception;
                ((CancellationTokenSource)limit!).Dispose();
            },
            _limit,
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }
}
