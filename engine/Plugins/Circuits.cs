using System.Collections.Concurrent;

namespace Helpdesk.Engine.Plugins;

/// <summary>
/// Counts what contributions do wrong, one by one. After five failures in a row a contribution is left out for a
/// minute, then tried again: one bad handler or panel never switches off its plugin (LP10). Outlives generations.
/// </summary>
internal sealed class Circuits(TimeProvider time)
{
    public const int FailuresToOpen = 5;
    public static readonly TimeSpan OpenFor = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Record> _records = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, CircuitReport> Report() =>
        _records.ToDictionary(r => r.Key, r => r.Value.Report(time.GetUtcNow()), StringComparer.Ordinal);

    public bool IsOpen(string key) => _records.TryGetValue(key, out var record) && record.IsOpen(time.GetUtcNow());

    /// <summary>Whether the last thing it did was to fail.</summary>
    public bool IsFailing(string key) => _records.TryGetValue(key, out var record) && record.IsFailing;

    public void Succeeded(string key) => Of(key).Succeed();

    public void Failed(string key, Exception fault) => Of(key).Fail($"{fault.GetType().Name}: {fault.Message}", time.GetUtcNow());

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
        private string? _lastError;
        private DateTimeOffset? _lastErrorAt;

        public bool IsFailing => Volatile.Read(ref _inARow) > 0;

        public bool IsOpen(DateTimeOffset now)
        {
            lock (_lock)
            {
                return now < _openUntil;
            }
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

        public void Fail(string error, DateTimeOffset now)
        {
            lock (_lock)
            {
                _calls++;
                _failures++;
                _inARow++;
                _lastError = error;
                _lastErrorAt = now;
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
                return new CircuitReport(_calls, _failures, now < _openUntil, _lastError, _lastErrorAt);
            }
        }
    }
}

/// <summary>What a contribution has done since the desk started.</summary>
internal sealed record CircuitReport(long Calls, long Failures, bool IsOpen, string? LastError, DateTimeOffset? LastErrorAt);
