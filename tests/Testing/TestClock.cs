using Microsoft.Extensions.Time.Testing;

namespace Helpdesk.Testing;

/// <summary>
/// A clock that stands still until it is moved. A test that waits for a time limit must not move it before the limit
/// is set: <see cref="PassAsync"/> waits for that first.
/// </summary>
public sealed class TestClock() : FakeTimeProvider(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero))
{
    private readonly Lock _lock = new();
    private readonly List<TimeSpan> _limits = [];
    private readonly List<(TimeSpan Limit, TaskCompletionSource Set)> _awaited = [];

    /// <inheritdoc />
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        lock (_lock)
        {
            var waiting = _awaited.FindIndex(awaited => awaited.Limit == dueTime);
            if (waiting >= 0)
            {
                _awaited[waiting].Set.SetResult();
                _awaited.RemoveAt(waiting);
            }
            else
            {
                _limits.Add(dueTime);
            }
        }

        return timer;
    }

    /// <summary>Waits until somebody has set a time limit of just this length, and lets it pass.</summary>
    /// <param name="limit">The limit.</param>
    public async Task PassAsync(TimeSpan limit)
    {
        var set = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (_limits.Remove(limit))
            {
                set.SetResult();
            }
            else
            {
                _awaited.Add((limit, set));
            }
        }

        await set.Task.WaitAsync(Patience.Limit);
        Advance(limit);
    }
}
