using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using Helpdesk.Engine.Plugins;
using Xunit.Abstractions;

namespace Helpdesk.Host.Tests.Generations;

/// <summary>
/// LP8, LF11: every rogue there is comes in while people work. Nobody's page fails, nobody waits twice as long, and the
/// administrator reads why.
/// </summary>
[Collection(nameof(Alone))]
[Trait("Kind", "long")]
public sealed class RogueLoadTests(ITestOutputHelper output)
{
    private const int Clients = 4;

    private static readonly string[] Pages = ["/", "/tickets", "/tickets/new"];

    private static readonly string[] Rogues =
    [
        "NeedsNewerEngine", "ShipsEngine", "TwoPlugins", "NoPlugin", "ThrowsInConstructor", "ThrowsInConfigure", "HangsInConfigure", "ReplacesService", "StealsRoute", "StealsRouteByController",
        "StealsView", "HandlerThrows", "HandlerHangs", "HookHangs", "RoguePanels", "PanelGarbage", "Floods", "BlocksUnload", "OldLibrary", "NewLibrary",
    ];

    /// <summary>They come in and hold on; a hook that hangs makes whoever opens a ticket wait for its budget, so nobody opens one here.</summary>
    [Fact]
    public async Task Pages_of_the_desk_neither_fail_nor_slow_down_while_every_rogue_comes_in()
    {
        var data = Directory.CreateTempSubdirectory("helpdesk-").FullName;
        var ids = FixturePlugins.Lay(RunningDesk.PluginFolderOf(data), ["SampleV1", .. Rogues]).Select(folder => Path.GetFileName(Path.GetDirectoryName(folder))!).Distinct(StringComparer.Ordinal).ToList();
        await using var desk = await RunningDesk.StartAsync(data, ownsFolder: true);
        await desk.EnableAsync(ids[0]);
        var browsers = new List<Browser>();
        while (browsers.Count < Clients)
        {
            browsers.Add(await desk.SignedInAsync(DemoPeople.Customer));
        }

        await BrowseAsync(browsers, 200, () => Task.CompletedTask);
        var quiet = await BrowseAsync(browsers, 1_000, () => Task.CompletedTask);
        var during = await BrowseAsync(browsers, 1_000, async () =>
        {
            foreach (var rogue in ids.Skip(1))
            {
                await desk.EnableAsync(rogue);
            }
        });

        browsers.ForEach(browser => browser.Dispose());
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"p95 {quiet.Percentile95.TotalMilliseconds:0} ms of {quiet.Count} requests before, {during.Percentile95.TotalMilliseconds:0} ms of {during.Count} while {ids.Count - 1} rogues came in"));
        during.Failures.Should().BeEmpty();
        during.Percentile95.Should().BeLessThanOrEqualTo(quiet.Percentile95 * 2 + TimeSpan.FromMilliseconds(20));
        await ReasonsAsync(desk, ids.Skip(1));
    }

    private static async Task ReasonsAsync(RunningDesk desk, IEnumerable<string> rogues)
    {
        using var administrator = await desk.SignedInAsync(DemoPeople.Administrator);
        var page = (await administrator.OpenAsync("/admin/plugins")).Body!.TextContent;
        foreach (var rogue in rogues)
        {
            var record = await desk.PluginAsync(rogue);
            page.Should().Contain(record.Sentence, rogue);
            if (record.State is PluginState.Failed or PluginState.Incompatible)
            {
                record.Sentence.Length.Should().BeGreaterThan(20, rogue);
            }
        }
    }

    /// <summary>Everybody browses for so many pages, and at least until the work is done.</summary>
    private static async Task<Load> BrowseAsync(IReadOnlyList<Browser> browsers, int least, Func<Task> meanwhile)
    {
        var (took, failures) = (new ConcurrentBag<TimeSpan>(), new ConcurrentBag<string>());
        var work = meanwhile();
        var clients = browsers.Select((browser, first) => Task.Run(async () =>
        {
            for (var i = first; !work.IsCompleted || took.Count < least; i++)
            {
                var began = Stopwatch.GetTimestamp();
                using var answer = await browser.GetAsync(Pages[i % Pages.Length]);
                took.Add(Stopwatch.GetElapsedTime(began));
                if (answer.StatusCode != HttpStatusCode.OK)
                {
                    failures.Add($"{Pages[i % Pages.Length]}: {(int)answer.StatusCode}");
                }
            }
        })).ToList();
        await Task.WhenAll([work, .. clients]);
        var sorted = took.Order().ToList();
        return new Load(sorted.Count, sorted[(int)(sorted.Count * 0.95)], [.. failures]);
    }

    private sealed record Load(int Count, TimeSpan Percentile95, IReadOnlyList<string> Failures);
}
