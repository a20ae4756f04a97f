using System.Diagnostics;
using System.Globalization;
using AngleSharp.Html.Parser;
using Helpdesk.Bench.Measuring;
using Helpdesk.Bench.Pages;
using Helpdesk.Bench.Seeding;
using Helpdesk.Bench.Twins;
using Helpdesk.Testing;

namespace Helpdesk.Bench.Loads;

/// <summary>How long a desk takes to start and how much memory it holds, against an empty Razor application of the same build.</summary>
internal static class SizeBench
{
    private const int Rounds = 5;
    private const int Requests = 3_000;
    private const double AimOfStart = 4;
    private const double AimOfIdle = 1.6;
    private const double AimAfterLoad = 2.5;
    private const int LargestPage = 150 * 1024;

    /// <summary>Until nothing happens any more that belongs to the start.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(15);

    public static async Task RunAsync(int tickets, TextWriter output)
    {
        var seeded = await SeededDesk.EnsureAsync(tickets, "sqlite", output);
        var (ours, theirs) = (new List<TimeSpan>(), new List<TimeSpan>());
        for (var round = 0; round < Rounds; round++)
        {
            ours.Add(await StartAsync(async () => await DeskProcess.StartAsync(seeded.DataDirectory, seeded.Environment)));
            theirs.Add(await StartAsync(async () => await TwinProcess.StartAsync("empty-site")));
        }

        var table = new Table(output, "Size and start, with the bundled plugins, against an empty Razor application", "what", "ours", "empty application", "ratio", "aim", "");
        Compare(table, "start to the first answer", Middle(ours), Middle(theirs), AimOfStart);
        await using var desk = await DeskProcess.StartAsync(seeded.DataDirectory, seeded.Environment);
        await using var empty = await TwinProcess.StartAsync("empty-site");
        using (var rest = new PeriodicTimer(Rest))
        {
            await rest.WaitForNextTickAsync();
        }

        Compare(table, "memory at rest", ProcessTree.Memory(desk.Id), ProcessTree.Memory(empty.Id), AimOfIdle);
        using var visitor = await Visitor.SignInAsync(desk.Address, seeded.DataDirectory, DemoPeople.Customer);
        using var stranger = Visitor.Stranger(empty.Address);
        await Task.WhenAll(visitor.AskAsync("/tickets", Requests), stranger.AskAsync("/", Requests));
        Compare(table, string.Create(CultureInfo.InvariantCulture, $"memory after {Requests} pages"), ProcessTree.Memory(desk.Id), ProcessTree.Memory(empty.Id), AimAfterLoad);
        var page = new Table(output, "What a browser loads that has nothing yet, compressed", "page", "bytes", "aim", "");
        foreach (var path in new[] { "/", "/tickets", "/tickets/new", $"/tickets/{SeededDesk.LongTicket}", "/kb" })
        {
            var bytes = await WeighAsync(visitor, path);
            page.Judged(path, Table.Bytes(bytes), $"≤ {Table.Bytes(LargestPage)}", bytes <= LargestPage);
        }
    }

    private static async Task<TimeSpan> StartAsync(Func<Task<IAsyncDisposable>> start)
    {
        var began = Stopwatch.GetTimestamp();
        await using var process = await start();
        return Stopwatch.GetElapsedTime(began);
    }

    private static async Task<long> WeighAsync(Visitor visitor, string path)
    {
        var (html, bytes) = await visitor.WeighAsync(path);
        var document = new HtmlParser().ParseDocument(html);
        var parts = document.QuerySelectorAll("link[rel=stylesheet], link[rel=icon]").Select(link => link.GetAttribute("href"))
            .Concat(document.QuerySelectorAll("script[src], img[src]").Select(script => script.GetAttribute("src")))
            .Concat(document.QuerySelectorAll("use").Select(use => use.GetAttribute("href")?.Split('#')[0]))
            .OfType<string>().Where(part => part.StartsWith('/')).Distinct(StringComparer.Ordinal);
        foreach (var part in parts)
        {
            bytes += (await visitor.WeighAsync(part)).Bytes;
        }

        return bytes;
    }

    private static void Compare(Table table, string what, TimeSpan ours, TimeSpan theirs, double aim) =>
        table.Row(what, Table.Written(ours), Table.Written(theirs), Table.Times(ours / theirs), $"≤ {Table.Times(aim)}", Table.Verdict(ours / theirs <= aim));

    private static void Compare(Table table, string what, long ours, long theirs, double aim)
    {
        var ratio = (double)ours / theirs;
        table.Row(what, Table.Bytes(ours), Table.Bytes(theirs), Table.Times(ratio), $"≤ {Table.Times(aim)}", Table.Verdict(ratio <= aim));
    }

    private static TimeSpan Middle(List<TimeSpan> values) => values.Order().ElementAt(values.Count / 2);
}
