using System.Collections.Concurrent;
using System.Diagnostics;

namespace Helpdesk.Engine.Plugins;

/// <summary>
/// Counts what contributions do wrong, one by one. After five failures in a row a contribution is left out for a
/// minute, then tried again: one bad handler or panel never switches off its plugin (LP10). One of which so many runs
/// hang that they would use up the process's threads in the end is left out until one of them ends. Outlives generations.
/// </summary>
internal sealed class Circuits(TimeProvider time)
{
    public const int FailuresToOpen = 5;

    /// <summary>Runs of one contribution that were left behind and still hold on to a thread, or to whatever they wait for.</summary>
    public const int MostHanging = 16;

    /// <summary>Of each contribution, to be shown.</summary>
    public const int ErrorsKept = 5;

    public static readonly TimeSpan OpenFor = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Record> _records = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, CircuitReport> Report() =>
        _records.ToDictionary(r => r.Key, r => r.Value.Report(time.GetUtcNow()), StringComparer.Ordinal);

    public bool IsOpen(string key) => _records.TryGetValue(key, out var record) && record.IsOpen(time.GetUtcNow());

    /// <summary>Whether the last thing it did was to fail.</summary>
    public bool IsFailing(string key) => _records.TryGetValue(key, out var record) && record.IsFailing;

    /// <summary>Whether so many runs of it hang that no other may begin.</summary>
    public bool IsClogged(string key) => _records.TryGetValue(key, out var record) && record.IsClogged;

    /// <summary>A run has used up its time and was left behind; it counts until it ends.</summary>
    public void LeftBehind(string key, Task running) => Of(key).LeaveBehind(running);

    public void Succeeded(string key) => Of(key).Succeed();

    public void Failed(string key, Exception fault) => Of(key).Fail($"{fault.GetType().Name}: {fault.Message}", time.GetUtcNow());

    /// <summary>How long a run of it took, whatever came of it: the clock's time, which the caller waited.</summary>
    public void Took(string key, TimeSpan time) => Of(key).Take(time);

    /// <summary>Forgets a plugin's failures, when it is switched on anew.</summary>
    public void Reset(string pluginId)
    {
        foreach (var key in _records.Keys.Where(key => key.StartsWith($"plugin:{pluginId}:", StringComparison.Ordinal)))
        {
            _records.TryRemove(key, out _);
        }
    }

    private Record Of(string key) => _records.GetOrAdd(key, static _ => new Record());

    private sealed class Record
    {
        private readonly Lock _lock = new();
        private long _calls;
        private long _failures;
        private int _inARow;
        private DateTimeOffset _openUntil;
        private readonly Queue<CircuitError> _errors = new(ErrorsKept);
        private TimeSpan _took;
        private int _hanging;

        public bool IsFailing => Volatile.Read(ref _inARow) > 0;

        public bool IsClogged => Volatile.Read(ref _hanging) >= MostHanging;

        public bool IsOpen(DateTimeOffset now)
        {
            lock (_lock)
            {
                return now < _openUntil || IsClogged;
            }
        }

        public void LeaveBehind(Task running)
        {
            Interlocked.Increment(ref _hanging);
            _ = running.ContinueWith(
                static (_, record) => Interlocked.Decrement(ref ((Record)record!)._hanging),
                this,
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
        }

        public void Succeed()
        {
            lock (_lock)
            {
                _calls++;
                _inARow = 0;
                _openUntil = default;
            }
        }

        public void Take(TimeSpan time)
        {
            lock (_lock)
            {
                _took += time;
            }
        }

        public void Fail(string error, DateTimeOffset now)
        {
            lock (_lock)
            {
                _calls++;
                _failures++;
                _inARow++;
                if (_errors.Count == ErrorsKept)
                {
                    _errors.Dequeue();
                }

                _errors.Enqueue(new CircuitError(error, now, Activity.Current?.TraceId.ToString()));
                if (_inARow >= FailuresToOpen)
                {
                    _openUntil = now + OpenFor;
                }
            }
        }

        public CircuitReport Report(DateTimeOffset now)
        {
            lock (_lock)
            {
                return new CircuitReport(_calls, _failures, _took, now < _openUntil || IsClogged, [.. _errors.Reverse()]);
            }
        }
    }
}

/// <summary>What a contribution has done since the desk started.</summary>
/// <param name="Took">All its runs together.</param>
/// <param name="Errors">The last few, the latest first.</param>
internal sealed record CircuitReport(long Calls, long Failures, TimeSpan Took, bool IsOpen, IReadOnlyList<CircuitError> Errors);

/// <param name="TraceId">By which the log and the traces tell what else went on; null where nothing was traced.</param>
internal sealed record CircuitError(string Sentence, DateTimeOffset At, string? TraceId);
