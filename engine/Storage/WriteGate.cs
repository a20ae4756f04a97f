using System.Diagnostics.Metrics;

namespace Helpdesk.Engine.Storage;

/// <summary>
/// Lets one writer of this process in at a time, first come first served, where the database takes only one (SQLite).
/// Without it writers would collide inside SQLite, which has no queue: they sleep and retry, and under load some starve.
/// </summary>
internal sealed class WriteGate : IDisposable
{
    private readonly SemaphoreSlim? _turn;
    private readonly TimeProvider _time;
    private readonly Histogram<double> _waited;

    public WriteGate(bool oneWriter, TimeProvider time, IMeterFactory meters)
    {
        _turn = oneWriter ? new SemaphoreSlim(1, 1) : null;
        _time = time;
        _waited = meters.Create("Helpdesk.Storage").CreateHistogram<double>("helpdesk.write_gate.wait", "s", "How long writers waited for their turn");
    }

    /// <summary>Waits for the turn; disposing of the result gives it to the next.</summary>
    public async ValueTask<Turn> EnterAsync(CancellationToken cancellationToken)
    {
        if (_turn is null)
        {
            return new Turn(null);
        }

        var began = _time.GetTimestamp();
        await _turn.WaitAsync(cancellationToken);
        _waited.Record(_time.GetElapsedTime(began).TotalSeconds);
        return new Turn(_turn);
    }

    public void Dispose() => _turn?.Dispose();

    internal sealed class Turn(SemaphoreSlim? turn) : IDisposable
    {
        private SemaphoreSlim? _turn = turn;

        public void Dispose() => Interlocked.Exchange(ref _turn, null)?.Release();
    }
}
