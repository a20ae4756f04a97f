namespace Helpdesk.Host.Generations;

/// <summary>Asks for the wishes to be looked at now instead of within a second, and waits until that has been done.</summary>
internal sealed class PluginNudge : IDisposable
{
    private readonly SemaphoreSlim _raised = new(0, 1);
    private readonly Lock _lock = new();
    private TaskCompletionSource _looked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isAsked;

    /// <summary>Completes when the wishes that stand now have been carried out, or it has been said why not.</summary>
    public Task RaiseAsync(CancellationToken cancellationToken)
    {
        Task looked;
        lock (_lock)
        {
            looked = _looked.Task;
            if (!_isAsked)
            {
                _isAsked = true;
                _raised.Release();
            }
        }

        return looked.WaitAsync(cancellationToken);
    }

    /// <summary>Waits for a nudge, or until the pause is over.</summary>
    /// <returns>Whom to tell when the wishes have been looked at.</returns>
    public async Task<TaskCompletionSource> WaitAsync(TimeSpan pause, CancellationToken cancellationToken)
    {
        await _raised.WaitAsync(pause, cancellationToken);
        lock (_lock)
        {
            // Whoever nudges from here on wishes for something that the look to come may not see.
            var looked = _looked;
            _looked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _isAsked = false;
            return looked;
        }
    }

    public void Dispose() => _raised.Dispose();
}
