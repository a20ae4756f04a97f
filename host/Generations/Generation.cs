using System.Diagnostics.CodeAnalysis;
using Helpdesk.Engine.Plugins;
using Microsoft.AspNetCore.Builder;

namespace Helpdesk.Host.Generations;

/// <summary>
/// All that depends on the set of enabled plugins: an application of its own, never changed once it is built. Whoever
/// uses it holds a lease; when it has been replaced and the last lease has ended, it closes itself.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "It closes itself with its last lease.")]
internal sealed class Generation
{
    private readonly WebApplication _application;
    private readonly CancellationTokenSource _retiring = new();
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Func<Task> _close;

    /// <summary>Those who use it, and one for as long as it is the current one.</summary>
    private int _leases = 1;

    public Generation(int number, WebApplication application, CapturedApplication pipeline, Contributions contributions, Func<Task> close)
    {
        Number = number;
        _application = application;
        Pipeline = pipeline;
        Contributions = contributions;
        _close = close;
        Retiring = _retiring.Token;
    }

    public int Number { get; }

    public CapturedApplication Pipeline { get; }

    public Contributions Contributions { get; }

    public IServiceProvider Services => _application.Services;

    /// <summary>Cancelled once another generation serves: streams say good-bye and come back to that one.</summary>
    public CancellationToken Retiring { get; }

    /// <summary>Completes when everything of it has been disposed of.</summary>
    public Task Closed => _closed.Task;

    /// <summary>A lease, or null when this generation is over.</summary>
    public GenerationLease? TryLease()
    {
        var leases = Volatile.Read(ref _leases);
        while (leases > 0)
        {
            var seen = Interlocked.CompareExchange(ref _leases, leases + 1, leases);
            if (seen == leases)
            {
                return new GenerationLease(this);
            }

            leases = seen;
        }

        return null;
    }

    /// <summary>Says that another generation serves from now on.</summary>
    public void Retire()
    {
        // On the pool: what listens to the token must not run in the middle of the swap.
        _ = _retiring.CancelAsync();
        Release();
    }

    internal void Release()
    {
        if (Interlocked.Decrement(ref _leases) == 0)
        {
            _ = Task.Run(CloseAsync);
        }
    }

    private async Task CloseAsync()
    {
        try
        {
            await _close();
            _closed.TrySetResult();
        }
        catch (Exception fault)
        {
            _closed.TrySetException(fault);
        }
        finally
        {
            _retiring.Dispose();
        }
    }
}

/// <summary>Keeps a generation alive; disposing of it twice is harmless.</summary>
internal sealed class GenerationLease(Generation generation) : IDisposable
{
    private Generation? _generation = generation;

    public Generation Generation => _generation ?? throw new ObjectDisposedException(nameof(GenerationLease));

    public void Dispose() => Interlocked.Exchange(ref _generation, null)?.Release();
}
