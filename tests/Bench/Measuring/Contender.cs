namespace Helpdesk.Bench.Measuring;

/// <summary>One of two that are compared: what it does so many times over, and what that costs.</summary>
/// <param name="DoAsync">Does it so many times.</param>
/// <param name="Cpu">The CPU time that it has used so far.</param>
internal sealed record Contender(Func<int, Task> DoAsync, Func<TimeSpan> Cpu)
{
    /// <summary>Something that runs in this process.</summary>
    public static Contender Here(Func<int, Task> doAsync) => new(doAsync, () => Environment.CpuUsage.TotalTime);

    /// <summary>Something that other processes do when they are asked: a desk, and the database server where there is one.</summary>
    public static Contender There(Func<int, Task> askAsync, params int[] processes) =>
        new(askAsync, () => processes.Aggregate(TimeSpan.Zero, (cpu, id) => cpu + ProcessTree.Cpu(id)));
}
