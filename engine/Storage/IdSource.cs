namespace Helpdesk.Engine.Storage;

/// <summary>
/// Makes ids: 41 bits of milliseconds since 2024, 10 bits of node, 12 bits of counter. They ascend with time, sort
/// alike on every database and are known before anything is written.
/// </summary>
internal sealed class IdSource
{
    /// <summary>Servers claim a number below; the command line, which lives for seconds, takes a random one from here up.</summary>
    public const int FirstPassingNode = 960;

    private const int NodeBits = 10;
    private const int CounterBits = 12;
    private static readonly DateTimeOffset Epoch = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private long _last;
    private int _node;

    public IdSource(TimeProvider time, int? node = null)
    {
        _time = time;
        _node = node ?? Random.Shared.Next(FirstPassingNode, 1 << NodeBits);
    }

    /// <summary>Moves to the node number that this server has claimed.</summary>
    public void Settle(int node)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(node);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(node, 1 << NodeBits);
        lock (_lock)
        {
            _node = node;
            // The node's bits stand before the counter's: within a millisecond a lower node would make a lower id.
            _last |= (1 << CounterBits) - 1;
        }
    }

    public long Next()
    {
        lock (_lock)
        {
            // A clock that is set back, or more than 4096 ids in a millisecond: count on from the last id.
            var now = (long)(_time.GetUtcNow() - Epoch).TotalMilliseconds << CounterBits;
            _last = Math.Max(_last + 1, now);
            var milliseconds = _last >> CounterBits;
            var counter = _last & ((1 << CounterBits) - 1);
            return (milliseconds << (NodeBits + CounterBits)) | ((long)_node << CounterBits) | counter;
        }
    }

    /// <summary>When the id was made, to the millisecond.</summary>
    public static DateTimeOffset InstantOf(long id) => Epoch.AddMilliseconds(id >> (NodeBits + CounterBits));
}
