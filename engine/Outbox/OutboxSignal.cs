namespace Helpdesk.Engine.Outbox;

/// <summary>Wakes the pump of this process when rows were committed. Missing one costs a second, never a row.</summary>
internal sealed class OutboxSignal : IDisposable
{
    private readonly SemaphoreSlim _raised = new(0, 1);

    private readonly Lock _raising = new();

    public void Raise()
    {
        // Already raised: the pump will look at everything that is due anyway.
        lock (_raising)
        {
            if (_raised.CurrentCount == 0)
            {
                _raised.Release();
            }
        }
    }

    /// <summary>Waits until raised, or until the pause is over.</summary>
    public Task WaitAsync(TimeSpan pause, CancellationToken cancellationToken) => _raised.WaitAsync(pause, cancellationToken);

    public void Dispose() => _raised.Dispose();
}
