using System.Globalization;

namespace Helpdesk.Bench.Measuring;

/// <summary>What the kernel says of processes (proc(5)); Linux alone.</summary>
internal static class ProcessTree
{
    /// <summary>Hundredths of a second, whatever the kernel's own clock (USER_HZ).</summary>
    private const double TicksPerSecond = 100;

    /// <summary>The CPU time of a process, its descendants that live, and those that ended.</summary>
    public static TimeSpan Cpu(int root)
    {
        var all = Directory.EnumerateDirectories("/proc").Select(folder => Read(Path.GetFileName(folder))).OfType<Entry>().ToList();
        var children = all.ToLookup(entry => entry.Parent);
        var (ticks, left) = (0L, new Stack<Entry>(all.Where(entry => entry.Id == root)));
        while (left.TryPop(out var entry))
        {
            ticks += entry.Ticks;
            foreach (var child in children[entry.Id])
            {
                left.Push(child);
            }
        }

        return TimeSpan.FromSeconds(ticks / TicksPerSecond);
    }

    /// <summary>The memory that a process holds in RAM.</summary>
    public static long Memory(int id)
    {
        var line = File.ReadLines(string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/status")).First(status => status.StartsWith("VmRSS:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
    }

    private static Entry? Read(string name)
    {
        if (!int.TryParse(name, CultureInfo.InvariantCulture, out var id))
        {
            return null;
        }

        try
        {
            var stat = File.ReadAllText($"/proc/{name}/stat");
            // The name stands in brackets and may hold anything; what follows it begins with the third field.
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            var ticks = Enumerable.Range(11, 4).Sum(field => long.Parse(fields[field], CultureInfo.InvariantCulture));
            return new Entry(id, int.Parse(fields[1], CultureInfo.InvariantCulture), ticks);
        }
        catch (IOException)
        {
            // It has ended meanwhile.
            return null;
        }
    }

    private sealed record Entry(int Id, int Parent, long Ticks);
}
