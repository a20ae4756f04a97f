using System.Collections.Concurrent;
using System.Globalization;
using Helpdesk.Engine.Storage;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace Helpdesk.Host.Tests.Outbox;

/// <summary>SQLite takes one writer at a time, and nobody notices.</summary>
public sealed class WriteGateTests(ITestOutputHelper output)
{
    private const int Writers = 32;

    [Fact]
    [Trait("Kind", "slow")]
    public Task Nobody_is_told_that_the_database_is_locked() => WriteAsync(verbs: 3, TimeSpan.Zero);

    [Fact]
    [Trait("Kind", "long")]
    public Task Nobody_is_told_that_the_database_is_locked_for_a_minute() => WriteAsync(verbs: 3, TimeSpan.FromMinutes(1));

    [Fact]
    [Trait("Kind", "slow")]
    public async Task A_hook_that_hangs_never_holds_the_gate()
    {
        const int Tickets = 6;
        var data = Directory.CreateTempSubdirectory("helpdesk-").FullName;
        FixturePlugins.Lay(RunningDesk.PluginFolderOf(data), "HookHangs");
        await using var desk = await RunningDesk.StartAsync(data, ownsFolder: true);
        await desk.EnableAsync("hook-hangs");
        using var customer = await desk.PersonAsync(DemoPeople.Customer);
        var store = desk.Services.GetRequiredService<DeskStore>();
        var clock = TimeProvider.System;
        var (began, longest, writes) = (clock.GetTimestamp(), TimeSpan.Zero, 0);

        var opening = Task.WhenAll(Enumerable.Range(0, Tickets).Select(_ => customer.OpenAsync("Its hook hangs")));
        while (!opening.IsCompleted)
        {
            var asked = clock.GetTimestamp();
            await store.WriteAsync((unit, token) => Task.CompletedTask, CancellationToken.None);
            longest = clock.GetElapsedTime(asked) > longest ? clock.GetElapsedTime(asked) : longest;
            writes++;
        }

        await opening;
        var took = clock.GetElapsedTime(began);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{Tickets} tickets whose hook hung for 3 s each were opened within {took.TotalSeconds:0.0} s; meanwhile {writes} writes, the longest {longest.TotalMilliseconds:0} ms"));
        took.Should().BeGreaterThan(TimeSpan.FromSeconds(3), "else no hook hung").And.BeLessThan(TimeSpan.FromSeconds(3 * Tickets), "each hangs for itself");
        longest.Should().BeLessThan(TimeSpan.FromSeconds(3), "a hook that held the gate would hold it for its whole budget");
    }

    /// <summary>Writers by the API in one process, the command line in others.</summary>
    private async Task WriteAsync(int verbs, TimeSpan atLeast)
    {
        await using var desk = await MortalDesk.PrepareAsync("sqlite");
        await desk.StartAsync();
        var token = await desk.TokenAsync(DemoPeople.Customer);
        using var stop = new CancellationTokenSource();
        var latencies = new ConcurrentBag<TimeSpan>();
        var began = TimeProvider.System.GetTimestamp();
        var writing = Enumerable.Range(0, Writers).Select(_ => Task.Run(() => WriteAsync(desk.Life.Address, token, latencies, stop.Token))).ToList();
        await Patience.UntilAsync(() => Task.FromResult(latencies.Count >= Writers), "all are at work");

        var people = await Task.WhenAll(Enumerable.Range(0, verbs).Select(verb => Task.Run(() => UseCommandLineAsync(desk, verb, began, atLeast))));
        await stop.CancelAsync();
        // Whoever was told of a lock, or of anything else, throws here.
        await Task.WhenAll(writing);

        var took = TimeProvider.System.GetElapsedTime(began);
        var ordered = latencies.Order().ToList();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{ordered.Count} writes by {Writers} writers in {took.TotalSeconds:0.0} s, p50 {ordered[ordered.Count / 2].TotalMilliseconds:0} ms, p99 {ordered[ordered.Count * 99 / 100].TotalMilliseconds:0} ms, most {ordered[^1].TotalMilliseconds:0} ms; {people.Sum()} verbs"));
        await desk.StopAsync();
        desk.Log.Should().NotContain("is locked").And.NotContain("\"@l\":\"Error\"");
    }

    private static async Task WriteAsync(Uri address, string token, ConcurrentBag<TimeSpan> latencies, CancellationToken stop)
    {
        using var customer = new ApiPerson(address, token);
        while (!stop.IsCancellationRequested)
        {
            var asked = TimeProvider.System.GetTimestamp();
            var number = await customer.OpenAsync("One of many");
            latencies.Add(TimeProvider.System.GetElapsedTime(asked));
            asked = TimeProvider.System.GetTimestamp();
            await customer.ReplyAsync(number, "And another one");
            latencies.Add(TimeProvider.System.GetElapsedTime(asked));
        }
    }

    /// <returns>How many verbs were run.</returns>
    private static async Task<int> UseCommandLineAsync(MortalDesk desk, int caller, long began, TimeSpan atLeast)
    {
        var verbs = 0;
        do
        {
            var address = string.Create(CultureInfo.InvariantCulture, $"person-{caller}-{verbs}@demo.example");
            await desk.DoAsync("user", "add", address);
            await desk.TokenAsync(address);
            verbs += 2;
        }
        while (TimeProvider.System.GetElapsedTime(began) < atLeast);
        return verbs;
    }
}
