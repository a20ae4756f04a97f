using System.Globalization;
using System.Net;
using Helpdesk.Engine.Plugins;
using Xunit.Abstractions;

namespace Helpdesk.Host.Tests.Generations;

/// <summary>LP1, LP8: whatever a plugin does when it is started, the desk goes on as it was and says why.</summary>
public sealed class RoguePluginTests
{
    [Theory]
    [InlineData("ThrowsInConstructor", PluginState.Failed, "constructor threw")]
    [InlineData("ThrowsInConfigure", PluginState.Failed, "Configure threw")]
    [InlineData("NeedsNewerEngine", PluginState.Incompatible, "99")]
    [InlineData("ShipsEngine", PluginState.Incompatible, "Helpdesk.Engine")]
    [InlineData("ReplacesService", PluginState.Failed, "belongs to the desk")]
    [InlineData("StealsRoute", PluginState.Failed, "has to be below /steals-route")]
    [InlineData("StealsView", PluginState.Failed, "view")]
    [InlineData("TwoPlugins", PluginState.Failed, "one is needed")]
    public async Task A_plugin_that_can_t_be_started_leaves_the_generation_that_serves(string fixture, PluginState state, string sentence)
    {
        var (data, ids) = Lay("SampleV1", fixture);
        await using var desk = await RunningDesk.StartAsync(data, ownsFolder: true);
        await desk.EnableAsync("sample");
        var before = desk.Generations.Current;

        var record = await desk.EnableAsync(ids[1]);

        record.State.Should().Be(state);
        record.RunningVersion.Should().BeNull();
        record.Sentence.Should().Contain(sentence);
        desk.Generations.Current.Should().BeSameAs(before);
        using var admin = await desk.SignedInAsync(DemoPeople.Administrator);
        (await admin.OpenAsync("/sample")).QuerySelector("h1")!.TextContent.Should().Contain("1.0.0");
        (await admin.OpenAsync("/admin/plugins")).Body!.TextContent.Should().Contain(record.Sentence);
    }

    [Fact]
    public async Task A_file_that_is_no_assembly_is_told_by_its_name()
    {
        var (data, ids) = Lay("SampleV1");
        await File.WriteAllTextAsync(Directory.EnumerateFiles(Path.Combine(RunningDesk.PluginFolderOf(data), ids[0]), "*.dll", SearchOption.AllDirectories).First(), "no assembly");
        await using var desk = await RunningDesk.StartAsync(data, ownsFolder: true);

        var record = await desk.EnableAsync(ids[0]);

        record.State.Should().Be(PluginState.Incompatible);
        record.Sentence.Should().Contain(".dll");
    }

    [Fact]
    public async Task An_upgrade_that_fails_goes_back_to_the_version_that_runs()
    {
        var (data, _) = Lay("SampleV1");
        await using var desk = await RunningDesk.StartAsync(data, ownsFolder: true);
        await desk.EnableAsync("sample", "1.0.0");
        var broken = FixturePlugins.Lay(desk.PluginFolder, "SampleV2")[0];
        await File.WriteAllTextAsync(Directory.EnumerateFiles(broken, "*.dll").First(), "no assembly");

        var record = await desk.EnableAsync("sample", "2.0.0");

        record.State.Should().NotBe(PluginState.Found);
        using var customer = await desk.SignedInAsync(DemoPeople.Customer);
        (await customer.OpenAsync("/sample")).QuerySelector("h1")!.TextContent.Should().Contain("1.0.0");
        record.RunningVersion.Should().Be("1.0.0");
        record.Sentence.Should().Contain("1.0.0 goes on");
    }

    [Fact]
    public async Task Panels_that_throw_hang_or_talk_nonsense_are_absent_and_the_page_is_there()
    {
        var (data, ids) = Lay("SampleV1", "RoguePanels", "PanelGarbage");
        await using var desk = await RunningDesk.StartAsync(data, ownsFolder: true);
        foreach (var id in ids)
        {
            (await desk.EnableAsync(id)).State.Should().Be(PluginState.Enabled);
        }

        using var customer = await desk.SignedInAsync(DemoPeople.Customer);
        for (var i = 0; i < 6; i++)
        {
            using var home = await customer.GetAsync("/");
            home.StatusCode.Should().Be(HttpStatusCode.OK);
        }
    }

    private static (string Data, IReadOnlyList<string> Ids) Lay(params string[] fixtures)
    {
        var data = Directory.CreateTempSubdirectory("helpdesk-").FullName;
        var folders = FixturePlugins.Lay(RunningDesk.PluginFolderOf(data), fixtures);
        return (data, [.. folders.Select(folder => Path.GetFileName(Path.GetDirectoryName(folder))!)]);
    }
}

/// <summary>What is left of a generation when it is over.</summary>
[Collection(nameof(Alone))]
public sealed class CollectedGenerationTests(ITestOutputHelper output)
{
    private const long Growth = 2 * 1024 * 1024;

    [Fact]
    [Trait("Kind", "slow")]
    public Task Toggles_leave_one_generation_and_no_heap_behind() => LeaveNothingAsync(warmUp: 20, toggles: 30);

    [Fact]
    [Trait("Kind", "long")]
    public Task A_hundred_toggles_leave_one_generation_and_no_heap_behind() => LeaveNothingAsync(warmUp: 50, toggles: 100);

    private async Task LeaveNothingAsync(int warmUp, int toggles)
    {
        var data = Directory.CreateTempSubdirectory("helpdesk-").FullName;
        FixturePlugins.Lay(RunningDesk.PluginFolderOf(data), "SampleV1", "SampleV2");
        await using var desk = await RunningDesk.StartAsync(data, ownsFolder: true);
        await ToggleAsync(desk, warmUp);
        var before = await SettledHeapAsync(desk);

        await ToggleAsync(desk, toggles);

        var after = await SettledHeapAsync(desk);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"heap {before / 1024} KiB before, {after / 1024} KiB after {toggles} toggles; resident {Environment.WorkingSet / 1024 / 1024} MiB; generations alive {desk.Generations.CountAlive()}"));
        desk.Generations.CountAlive().Should().Be(1);
        (after - before).Should().BeLessThanOrEqualTo(Growth);
    }

    private static async Task ToggleAsync(RunningDesk desk, int times)
    {
        for (var i = 0; i < times; i += 2)
        {
            await desk.EnableAsync("sample", i % 4 == 0 ? "1.0.0" : "2.0.0");
            using (var customer = await desk.SignedInAsync(DemoPeople.Customer))
            {
                await customer.OpenAsync("/");
                await customer.OpenAsync("/sample");
            }

            await desk.DisableAsync("sample");
        }
    }

    private static async Task<long> SettledHeapAsync(RunningDesk desk)
    {
        var heap = long.MaxValue;
        await Patience.UntilAsync(
            () =>
            {
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
                GC.WaitForPendingFinalizers();
                var now = GC.GetTotalMemory(forceFullCollection: true);
                var isSettled = desk.Generations.CountAlive() == 1 && now >= heap - 64 * 1024;
                heap = now;
                return Task.FromResult(isSettled);
            },
            "the heap is settled");
        return heap;
    }
}

/// <summary>Runs with nothing beside it: it measures the process.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
