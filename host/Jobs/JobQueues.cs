using Hangfire;
using Hangfire.InMemory;
using Hangfire.States;
using Helpdesk.Engine.Storage;

namespace Helpdesk.Host.Jobs;

/// <summary>Hangfire's queues that this server takes work from.</summary>
internal sealed class JobQueues(JobStorage storage, NodeIdentity node)
{
    /// <summary>
    /// Rows that this server has claimed. Who has claimed a row has it in hand, also where several share one storage: a queue for all
    /// would give it to another, and the first would wait for a row that it will never see again.
    /// </summary>
    public string Deliveries { get; } = $"outbox-{node.Identity}";

    /// <summary>
    /// The clock's ticks: any server's that shares the storage. In memory there is no other, and one queue has to do: whoever waits on two and is
    /// woken by the one stays noted in the other, with a handle of the system, for as long as the process lives.
    /// </summary>
    public string Ticks => storage is InMemoryStorage ? Deliveries : EnqueuedState.DefaultQueue;

    public IReadOnlyList<string> All => Ticks == Deliveries ? [Deliveries] : [Deliveries, Ticks];
}
