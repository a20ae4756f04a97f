using System.Globalization;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Xunit.Abstractions;

namespace Helpdesk.Host.Tests.Outbox;

/// <summary>LF3: two servers on one PostgreSQL, of which one stands still for a while (SIGSTOP) and does not know it.</summary>
public sealed class PausedServerTests(ITestOutputHelper output)
{
    /// <summary>As short as may be set, so that nobody has to wait for two minutes.</summary>
    private static readonly Dictionary<string, string> ShortLease = new(StringComparer.Ordinal) { ["HELPDESK__Outbox__Lease"] = "00:00:05" };

    [SkippableTheory]
    [InlineData("handler")]
    [InlineData("write")]
    [Trait("Kind", "slow")]
    public async Task What_it_had_in_hand_is_done_once_by_the_other(string stage)
    {
        var folder = Directory.CreateTempSubdirectory("helpdesk-").FullName;
        await using var first = await MortalDesk.PrepareAsync("postgres", new Dictionary<string, string>(ShortLease, StringComparer.Ordinal) { ["HELPDESK_DAWDLES"] = folder }, "Dawdles");
        await using var second = first.Another("Dawdles");
        await first.StartAsync();
        await first.DoAsync("plugin", "enable", "dawdles");
        using var customer = new ApiPerson(first.Life.Address, await first.TokenAsync(DemoPeople.Customer));
        await File.WriteAllTextAsync(Path.Combine(folder, stage), "");

        await customer.OpenAsync("In the hands of the first");
        await Patience.UntilAsync(() => Task.FromResult(IsAt(first)), "the first has it in hand");
        await first.Life.SignalAsync("STOP");
        File.Delete(Path.Combine(folder, stage));
        await second.StartAsync();
        await Patience.UntilAsync(async () => await EntriesAsync(first) == 1, "the second takes over");
        IsAt(second).Should().BeTrue();
        await first.Life.SignalAsync("CONT");

        await Patience.UntilAsync(() => Task.FromResult(first.Log.Contains("plugin:dawdles:dawdles", StringComparison.Ordinal)), "the first says what became of its own attempt");
        await Judging.DrainedAsync(first.Database);
        (await EntriesAsync(first)).Should().Be(1);
        await first.StopAsync();
        await second.StopAsync();
        (await EntriesAsync(first)).Should().Be(1);
        Directory.Delete(folder, recursive: true);

        bool IsAt(MortalDesk desk) => File.Exists(Path.Combine(folder, $"{stage}.{desk.Life.Id}"));
    }

    [SkippableFact]
    [Trait("Kind", "slow")]
    public async Task A_server_that_stands_still_in_the_middle_of_a_change_holds_nobody_up_for_long()
    {
        await using var first = await MortalDesk.PrepareAsync("postgres");
        await using var second = first.Another();
        await first.StartAsync();
        await second.StartAsync();
        var token = await first.TokenAsync(DemoPeople.Customer);
        var crowd = new Crowd(token, await first.TokenAsync(DemoPeople.Agent), customers: 12, agents: 0);
        using var stop = new CancellationTokenSource();
        var working = crowd.WorkAsync(first.Life.Address, stop.Token);
        await Patience.UntilAsync(() => Task.FromResult(crowd.Said.Count(said => said.Outcome == Outcome.Acknowledged) > 20), "people are at work", () => $"{crowd.State}\n{first.Log}");
        await first.Life.SignalAsync("STOP");
        await using (var tables = first.Read())
        {
            (await tables.Database.SqlQueryRaw<string>("SELECT state AS \"Value\" FROM pg_stat_activity WHERE state LIKE 'idle in transaction%'").ToListAsync())
                .Should().NotBeEmpty("it stands still in the middle of a change");
        }

        using var customer = new ApiPerson(second.Life.Address, token);
        var began = TimeProvider.System.GetTimestamp();
        // Somebody who comes just then may be told to try again, and does.
        await Patience.UntilAsync(async () => (await customer.TryOpenAsync("At the other server", "Here.")).Status == HttpStatusCode.Created, "the other server takes a ticket");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"The other server waited for {TimeProvider.System.GetElapsedTime(began).TotalSeconds:0.0} s"));

        await first.Life.SignalAsync("CONT");
        await stop.CancelAsync();
        await working;
    }

    [SkippableFact]
    [Trait("Kind", "long")]
    public async Task Effects_happen_once_however_often_one_of_them_stands_still()
    {
        await using var first = await MortalDesk.PrepareAsync("postgres", ShortLease, "SampleV1");
        await using var second = first.Another("SampleV1");
        await first.StartAsync();
        await first.DoAsync("plugin", "enable", "sample");
        await second.StartAsync();
        var crowd = new Crowd(await first.TokenAsync(DemoPeople.Customer), await first.TokenAsync(DemoPeople.Agent), customers: 2, agents: 1);
        using var stop = new CancellationTokenSource();
        var working = Task.WhenAll(crowd.WorkAsync(first.Life.Address, stop.Token), crowd.WorkAsync(second.Life.Address, stop.Token));
        var inHand = new List<int>();
        for (var pause = 0; pause < 8; pause++)
        {
            var desk = pause % 2 == 0 ? first : second;
            await desk.Life.SignalAsync("STOP");
            inHand.Add((await desk.OutboxAsync()).Count(row => row.Node == desk.Node));
            // A row that was only claimed is lost after 5 s. One that was begun has the handler's budget besides, 30 s.
            await PassAsync(TimeSpan.FromSeconds(pause < 6 ? Random.Shared.Next(2, 15) : 40));
            await desk.Life.SignalAsync("CONT");
            await PassAsync(TimeSpan.FromSeconds(Random.Shared.Next(1, 5)));
        }

        await stop.CancelAsync();
        await working;
        await Judging.DrainedAsync(first.Database);
        await first.StopAsync();
        await second.StopAsync();
        var oracle = await Oracle.AskAsync(first.Database, crowd);
        output.WriteLine(oracle.Figures);
        output.WriteLine($"Rows in hand at each pause: {string.Join(' ', inHand)}");
        inHand.Should().Contain(rows => rows > 0, "else nothing could be taken over");
        oracle.Judge();
    }

    /// <summary>Not a wait for anything: the length of the pause is what is tried.</summary>
    private static async Task PassAsync(TimeSpan time)
    {
        using var timer = new PeriodicTimer(time);
        await timer.WaitForNextTickAsync();
    }

    private static async Task<int> EntriesAsync(MortalDesk desk)
    {
        await using var tables = desk.Read();
        return await tables.Database.SqlQueryRaw<int>("SELECT CAST(count(*) AS int) AS \"Value\" FROM dawdles_entry").SingleAsync();
    }
}
