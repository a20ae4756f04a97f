using System.Globalization;

namespace Helpdesk.Bench.Measuring;

/// <summary>A table in Markdown, as docs/performance.md has them; each row is printed as soon as it is known.</summary>
internal sealed class Table
{
    private readonly TextWriter _output;

    public Table(TextWriter output, string title, params string[] columns)
    {
        _output = output;
        _output.WriteLine();
        _output.WriteLine($"### {title}");
        _output.WriteLine();
        Row(columns);
        Row([.. columns.Select((_, i) => i == 0 ? "---" : "---:")]);
    }

    /// <summary>How many of the rows missed what was aimed at.</summary>
    public int Misses { get; private set; }

    public static Table OfTwins(TextWriter output, string title) => new(output, title, "what", "ours, CPU", "twin, CPU", "ratio", "aim", "");

    public void Row(params string[] cells) => _output.WriteLine($"| {string.Join(" | ", cells)} |");

    public void Row(Outcome outcome, double aim)
    {
        var isMet = outcome.Ratio <= aim;
        Misses += isMet ? 0 : 1;
        Row(outcome.Name, Written(outcome.Ours.Cpu), Written(outcome.Theirs.Cpu), Times(outcome.Ratio), $"≤ {Times(aim)}", Verdict(isMet));
    }

    public void Judged(string what, string value, string aim, bool isMet)
    {
        Misses += isMet ? 0 : 1;
        Row(what, value, aim, Verdict(isMet));
    }

    public static string Verdict(bool isMet) => isMet ? "met" : "**missed**";

    public static string Times(double ratio) => string.Create(CultureInfo.InvariantCulture, $"{ratio:0.00} ×");

    public static string Written(TimeSpan time) => time.TotalMilliseconds switch
    {
        >= 10_000 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s"),
        >= 10 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0} ms"),
        >= 1 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0.00} ms"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMicroseconds:0} µs"),
    };

    public static string Bytes(long bytes) => bytes >= 1024 * 1024
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:0.0} MiB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.0} KiB");
}
