using System.Diagnostics;

namespace Helpdesk.Bench.Measuring;

/// <summary>What one operation costs: CPU time, which a busy machine can't fool much, and the time on the wall, which it can.</summary>
internal sealed record Cost(TimeSpan Cpu, TimeSpan Wall);

/// <summary>The medians of both.</summary>
internal sealed record Outcome(string Name, Cost Ours, Cost Theirs)
{
    public double Ratio => Ours.Cpu / Theirs.Cpu;
}

/// <summary>Measures two by turns, A B A B, in one run: what the machine does meanwhile meets both (DESIGN §11).</summary>
internal static class Duel
{
    private const int Rounds = 5;

    /// <summary>The kernel counts in hundredths of a second, so a round takes a hundred of them.</summary>
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(1);

    /// <summary>Until the compiler has seen what is hot.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(12);

    /// <param name="warmUp">How much CPU time each takes before it counts; where both did the like before, little is enough.</param>
    public static async Task<Outcome> FightAsync(string name, Contender ours, Contender theirs, TimeSpan? warmUp = null)
    {
        var (ourCount, theirCount) = (await WarmUpAsync(ours, warmUp ?? WarmUp), await WarmUpAsync(theirs, warmUp ?? WarmUp));
        var (a, b) = (new List<Cost>(), new List<Cost>());
        for (var round = 0; round < Rounds; round++)
        {
            a.Add(await CostAsync(ours, ourCount));
            b.Add(await CostAsync(theirs, theirCount));
        }

        return new Outcome(name, Median(a), Median(b));
    }

    /// <returns>How many fill a round.</returns>
    private static async Task<int> WarmUpAsync(Contender contender, TimeSpan warmUp)
    {
        var (count, began) = (8, contender.Cpu());
        while (true)
        {
            var cost = await CostAsync(contender, count);
            if (contender.Cpu() - began >= warmUp && cost.Cpu > TimeSpan.Zero)
            {
                return Math.Max(1, (int)(Round / cost.Cpu));
            }

            if (cost.Cpu * count < Round / 2)
            {
                count *= 2;
            }
        }
    }

    private static async Task<Cost> CostAsync(Contender contender, int count)
    {
        var (cpu, wall) = (contender.Cpu(), Stopwatch.GetTimestamp());
        await contender.DoAsync(count);
        return new Cost((contender.Cpu() - cpu) / count, Stopwatch.GetElapsedTime(wall) / count);
    }

    private static Cost Median(List<Cost> costs) => new(Middle(costs.Select(cost => cost.Cpu)), Middle(costs.Select(cost => cost.Wall)));

    private static TimeSpan Middle(IEnumerable<TimeSpan> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }
}
