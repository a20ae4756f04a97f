namespace Helpdesk.Engine.Outbox;

/// <summary>Wakes the pump of this process when rows were committed. Missing one costs a second, never a row.</summary>
internal sealed class OutboxSignal : IDisposable
{
    private readonly SemaphoreSlim _raised = new(0, 1);

    public void Raise()
    {
        try
        {
            _raised.Release();
        }
        catch (SemaphoreFullException)
        {
            // Already raised: the pump will look at everything that is due anyway.
        }
    }

    /// <summary>Waits until raised, or until the pause is over.</summary>
    public Task WaitAsync(TimeSpan pause, CancellationToken cancellationToken) => _raised.WaitAsync(pause, cancellationToken);

    public void Dispose() => _raised.Dispose();
}
