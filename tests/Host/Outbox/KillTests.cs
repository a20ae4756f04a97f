using System.Diagnostics;
using System.Globalization;
using Helpdesk.Engine.Outbox;
using Microsoft.EntityFrameworkCore;
using Xunit.Abstractions;

namespace Helpdesk.Host.Tests.Outbox;

/// <summary>
/// LF1: kill -9 at random moments, while tickets are opened and answered. Hangfire keeps what it is about to do in memory, so
/// each kill loses all of that on purpose: the outbox is the truth.
/// </summary>
public sealed class KillTests(ITestOutputHelper output)
{
    /// <summary>Now and then a life ends before it serves. Not twice in a row: whoever dies twice in a plugin's start is suspected of it.</summary>
    private const int LivesToAStillbirth = 4;

    private const int QuietLifeEvery = 3;

    [SkippableTheory]
    [InlineData("sqlite", 5)]
    [InlineData("postgres", 3)]
    [Trait("Kind", "slow")]
    public Task Nothing_acknowledged_is_lost_and_nothing_is_done_twice(string provider, int kills) => KillAsync(provider, kills);

    [SkippableTheory]
    [InlineData("sqlite", 50)]
    [InlineData("postgres", 20)]
    [Trait("Kind", "long")]
    public Task Nothing_acknowledged_is_lost_and_nothing_is_done_twice_in_a_long_series(string provider, int kills) => KillAsync(provider, kills);

    private async Task KillAsync(string provider, int kills)
    {
        await using var desk = await MortalDesk.PrepareAsync(provider, environment: null, "SampleV1");
        await desk.StartAsync();
        var crowd = new Crowd(await desk.TokenAsync(DemoPeople.Customer), await desk.TokenAsync(DemoPeople.Agent));
        await desk.DoAsync("plugin", "enable", "sample");

        var onTheirWay = new List<int>();
        for (var kill = 1; kill <= kills; kill++)
        {
            await (kill % QuietLifeEvery == 0 ? DeliverAsync(desk) : LiveAsync(desk, crowd));
            onTheirWay.Add((await desk.OutboxAsync()).Count);
            await BeBornAsync(desk, stillbirth: kill % LivesToAStillbirth == 0);
        }

        await Judging.DrainedAsync(desk.Database);
        await desk.StopAsync();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{provider}: {kills} kills with {string.Join(' ', onTheirWay)} rows on their way"));
        onTheirWay.Should().Contain(rows => rows > 0, "else no kill came between a commit and its deliveries");
        var oracle = await Oracle.AskAsync(desk.Database, crowd);
        output.WriteLine(oracle.Figures);
        oracle.Judge();
        crowd.Surprises.Should().BeEmpty("whoever gets an answer gets an honest one");
        desk.Log.Should().NotContain("is locked").And.NotContain("\"@l\":\"Error\"").And.NotContain("\"@l\":\"Fatal\"");
        await IsSoundAsync(desk);
    }

    /// <summary>People work until the desk is killed.</summary>
    private static async Task LiveAsync(MortalDesk desk, Crowd crowd)
    {
        using var stop = new CancellationTokenSource();
        var working = crowd.WorkAsync(desk.Life.Address, stop.Token);
        // By what was done and not by the clock alone: on a busy machine each life would end before anybody was answered.
        var enough = crowd.Answers + Random.Shared.Next(2, 60);
        await Patience.UntilAsync(() => Task.FromResult(crowd.Answers >= enough), "people are answered");
        await MomentAsync(TimeSpan.FromMilliseconds(300));
        await desk.KillAsync();
        await stop.CancelAsync();
        await working;
    }

    /// <summary>Nobody comes: the desk delivers what has piled up, and is killed in the middle of it.</summary>
    private static async Task DeliverAsync(MortalDesk desk)
    {
        var enough = (int)((await desk.OutboxAsync()).Count * Random.Shared.NextDouble());
        await Patience.UntilAsync(async () => (await desk.OutboxAsync()).Count <= enough, $"only {enough} rows are left");
        await desk.KillAsync();
    }

    private static async Task BeBornAsync(MortalDesk desk, bool stillbirth)
    {
        if (stillbirth)
        {
            desk.Begin();
            await MomentAsync(TimeSpan.FromSeconds(3));
            await desk.KillAsync();
        }

        await desk.StartAsync();
    }

    /// <summary>Not a wait for anything: the moment itself is what is tried.</summary>
    private static async Task MomentAsync(TimeSpan atMost)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(Random.Shared.Next(1, (int)atMost.TotalMilliseconds)));
        await timer.WaitForNextTickAsync();
    }

    private static async Task IsSoundAsync(MortalDesk desk)
    {
        if (desk.Database.Database.Provider == "sqlite")
        {
            await using var tables = desk.Read();
            (await tables.Database.SqlQueryRaw<string>("PRAGMA integrity_check").ToListAsync()).Should().Equal("ok");
        }
    }
}
