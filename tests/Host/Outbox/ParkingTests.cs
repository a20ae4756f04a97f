using System.Globalization;
using Helpdesk.Engine.Outbox;
using Helpdesk.Engine.Plugins;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Host.Tests.Outbox;

/// <summary>What waits for a plugin that is not there, and what becomes of it.</summary>
public sealed class ParkingTests
{
    private const string Job = "plugin:sample:follow-up";

    [Fact]
    public async Task A_plugin_that_was_off_finds_what_waited_for_it_and_hears_of_nothing_that_happened_meanwhile()
    {
        var clock = new TestClock();
        await using var desk = await StartAsync(clock);
        using var customer = await desk.PersonAsync(DemoPeople.Customer);
        await desk.EnableAsync("sample");
        var number = await customer.OpenAsync("While it is on");
        // The clock stands, so the job, which was scheduled for a second later, waits.
        await desk.RestsAsync(but: row => row.Receiver == Job);

        await desk.DisableAsync("sample");
        clock.Advance(TimeSpan.FromMinutes(10));
        await customer.ReplyAsync(number, "While it is off");
        await customer.OpenAsync("While it is off");
        await desk.RestsAsync(but: row => row.State == OutboxState.Parked);

        (await desk.OutboxAsync()).Should().ContainSingle().Which.Receiver.Should().Be(Job);
        (await desk.NotedAsync("job")).Should().BeEmpty();
        (await desk.EnableAsync("sample")).State.Should().Be(PluginState.Enabled);
        await desk.RestsAsync();
        var ticket = await desk.TicketIdAsync(number);
        (await desk.NotedAsync("opened")).Select(noted => noted.TicketId).Should().Equal(ticket);
        (await desk.NotedAsync("job")).Select(noted => noted.TicketId).Should().Equal(ticket);
        (await desk.NotedAsync("replied")).Should().BeEmpty();
    }

    [Fact]
    [Trait("Kind", "slow")]
    public async Task What_happened_while_it_was_on_reaches_it_however_often_it_is_switched()
    {
        await using var desk = await StartAsync();
        using var customer = await desk.PersonAsync(DemoPeople.Customer);
        var (heard, wasLeft) = (new List<string>(), false);
        for (var i = 0; i < 5; i++)
        {
            await desk.EnableAsync("sample");
            heard.AddRange(await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => customer.OpenAsync("On"))));
            // At once, so that rows wait or are in somebody's hands.
            await desk.DisableAsync("sample");
            wasLeft |= (await desk.OutboxAsync()).Any(row => row.PluginId == "sample");
            await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => customer.OpenAsync("Off")));
        }

        wasLeft.Should().BeTrue("else nothing was switched off in the middle");
        await desk.EnableAsync("sample");
        await desk.RestsAsync();

        var tickets = await Task.WhenAll(heard.Select(desk.TicketIdAsync));
        (await desk.NotedAsync("opened")).Select(noted => noted.TicketId!.Value).Should().BeEquivalentTo(tickets);
        (await desk.NotedAsync("job")).Select(noted => noted.TicketId!.Value).Should().BeEquivalentTo(tickets);
    }

    [Fact]
    public async Task A_plugin_that_could_not_start_misses_nothing()
    {
        var data = Directory.CreateTempSubdirectory("helpdesk-").FullName;
        FixturePlugins.Lay(RunningDesk.PluginFolderOf(data), "SampleV1");
        string number;
        await using (var desk = await RunningDesk.StartAsync(data))
        {
            await desk.EnableAsync("sample");
            using var customer = await desk.PersonAsync(DemoPeople.Customer);
            number = await customer.OpenAsync("It is heard");
            await desk.RestsAsync();
        }

        Directory.Delete(RunningDesk.PluginFolderOf(data), recursive: true);
        await using (var desk = await RunningDesk.StartAsync(data, ownsFolder: true))
        {
            (await desk.PluginAsync("sample")).State.Should().Be(PluginState.Failed);
            using var customer = await desk.PersonAsync(DemoPeople.Customer);
            await AnswerAsync(customer, number);
            await desk.RestsAsync(but: row => row.State == OutboxState.Parked);
            (await desk.OutboxAsync()).Select(row => row.Receiver).Should().Equal(Enumerable.Repeat("plugin:sample:replied", 5));

            FixturePlugins.Lay(desk.PluginFolder, "SampleV1");
            (await desk.EnableAsync("sample")).State.Should().Be(PluginState.Enabled);
            await desk.RestsAsync();

            (await desk.NotedAsync("replied")).Select(noted => noted.TicketVersion).Should().Equal(2, 3, 4, 5, 6);
        }
    }

    /// <summary>An operator's way out, so it is walked as an operator walks it.</summary>
    [Fact]
    [Trait("Kind", "slow")]
    public async Task In_safe_mode_nothing_is_lost()
    {
        await using var desk = await MortalDesk.PrepareAsync("sqlite", environment: null, "SampleV1");
        var process = await desk.StartAsync();
        await desk.DoAsync("plugin", "enable", "sample");
        var token = await desk.TokenAsync(DemoPeople.Customer);
        string number;
        using (var customer = new ApiPerson(process.Address, token))
        {
            number = await customer.OpenAsync("It is heard");
        }

        await desk.KillAsync();
        process = await desk.StartAsync("--safe");
        using (var customer = new ApiPerson(process.Address, token))
        {
            await AnswerAsync(customer, number);
            await customer.OpenAsync("It is heard later");
        }

        (await desk.DoAsync("plugin", "list")).Should().Contain("sample\t1.0.0\tdisabled\tThe desk runs in safe mode");
        await Patience.UntilAsync(async () => (await desk.OutboxAsync()).All(row => row is { State: OutboxState.Parked, PluginId: "sample" }), "only the plugin's rows are left");
        (await desk.OutboxAsync()).Count(row => row.Receiver == "plugin:sample:replied").Should().Be(5);

        await desk.StopAsync();
        await desk.StartAsync();
        await Judging.DrainedAsync(desk.Database);
        await using var tables = desk.Read();
        var noted = (await tables.NotedAsync()).ToLookup(entry => entry.Kind, StringComparer.Ordinal);
        noted["replied"].Select(entry => entry.TicketVersion).Should().Equal(2, 3, 4, 5, 6);
        noted["opened"].Select(entry => entry.TicketId).Should().HaveCount(2).And.OnlyHaveUniqueItems();
        noted["job"].Select(entry => entry.TicketId).Should().BeEquivalentTo(noted["opened"].Select(entry => entry.TicketId));
    }

    private static async Task<RunningDesk> StartAsync(TimeProvider? clock = null)
    {
        var data = Directory.CreateTempSubdirectory("helpdesk-").FullName;
        FixturePlugins.Lay(RunningDesk.PluginFolderOf(data), "SampleV1");
        return await RunningDesk.StartAsync(data, ownsFolder: true, configure: builder => builder.Services.AddSingleton(clock ?? TimeProvider.System));
    }

    private static async Task AnswerAsync(ApiPerson customer, string number)
    {
        for (var i = 1; i <= 5; i++)
        {
            await customer.ReplyAsync(number, i.ToString(CultureInfo.InvariantCulture));
        }
    }
}
