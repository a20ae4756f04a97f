using Helpdesk.Host.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Host.Tests.Outbox;

/// <summary>Hangfire ticks, the database decides. Its own ticks come by the real clock and find nothing that is due by ours.</summary>
public sealed class CronTests
{
    private const string Tick = "plugin:sample:tick";

    [SkippableTheory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Ticks_that_come_at_once_from_two_servers_make_one_run(string provider)
    {
        var clock = new TestClock();
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var first = await StartAsync(clock, database);
        await first.EnableAsync("sample");
        await using var second = await StartAsync(clock, database);
        (await first.NotedAsync("tick")).Should().BeEmpty("a job that is new waits for its time");

        for (var minute = 1; minute <= 3; minute++)
        {
            clock.Advance(TimeSpan.FromMinutes(1));
            var ticks = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(() => TickAsync(i % 2 == 0 ? first : second))));
            ticks.Count(had => had).Should().BeLessThanOrEqualTo(1, "whoever moves the next time on has the run");
            await first.RestsAsync();
            (await first.NotedAsync("tick")).Should().HaveCount(minute);
        }
    }

    [Fact]
    public async Task A_time_that_was_missed_is_made_up_for_once()
    {
        var clock = new TestClock();
        await using var database = await TestDatabase.CreateAsync("sqlite");
        await using (var desk = await StartAsync(clock, database))
        {
            await desk.EnableAsync("sample");
        }

        clock.Advance(TimeSpan.FromMinutes(10));
        await using (var desk = await StartAsync(clock, database))
        {
            await Patience.UntilAsync(async () => (await desk.NotedAsync("tick")).Count > 0, "the start makes up for it");
            await TickAsync(desk);
            await desk.RestsAsync();
            (await desk.NotedAsync("tick")).Should().ContainSingle();

            await desk.DisableAsync("sample");
            clock.Advance(TimeSpan.FromMinutes(10));
            (await TickAsync(desk)).Should().BeFalse("nobody is there to run it");
            await desk.EnableAsync("sample");
            await desk.RestsAsync();
            (await desk.NotedAsync("tick")).Should().HaveCount(2);
        }
    }

    private static Task<bool> TickAsync(RunningDesk desk) => desk.Services.GetRequiredService<CronClock>().TickAsync(Tick, CancellationToken.None);

    private static async Task<RunningDesk> StartAsync(TestClock clock, TestDatabase database)
    {
        var data = Directory.CreateTempSubdirectory("helpdesk-").FullName;
        FixturePlugins.Lay(RunningDesk.PluginFolderOf(data), "SampleV1");
        await File.WriteAllTextAsync(Path.Combine(data, "demo-log-ins"), "");
        return await RunningDesk.StartAsync(
            data,
            ownsFolder: true,
            [$"--Database:Provider={database.Database.Provider}", $"--Database:ConnectionString={database.ConnectionString}"],
            configure: builder => builder.Services.AddSingleton<TimeProvider>(clock));
    }
}
