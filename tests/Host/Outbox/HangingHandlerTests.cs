using System.Globalization;
using Helpdesk.Engine.Outbox;
using Microsoft.EntityFrameworkCore;
using Xunit.Abstractions;

namespace Helpdesk.Host.Tests.Outbox;

/// <summary>LP8: a handler that blocks its thread for ever, whatever it is told.</summary>
public sealed class HangingHandlerTests(ITestOutputHelper output)
{
    private const string Hangs = "plugin:handler-hangs:hangs";
    private const int Tickets = 4;

    [Fact]
    [Trait("Kind", "slow")]
    public async Task A_handler_that_hangs_holds_nobody_up_and_its_rows_end_where_somebody_looks()
    {
        var data = Directory.CreateTempSubdirectory("helpdesk-").FullName;
        FixturePlugins.Lay(RunningDesk.PluginFolderOf(data), "SampleV1", "HandlerHangs");
        await using var desk = await RunningDesk.StartAsync(data, ownsFolder: true);
        await desk.EnableAsync("sample");
        await desk.EnableAsync("handler-hangs");
        using var customer = await desk.PersonAsync(DemoPeople.Customer);
        var began = TimeProvider.System.GetTimestamp();

        await Task.WhenAll(Enumerable.Range(0, Tickets).Select(_ => customer.OpenAsync("Somebody hangs")));
        await desk.RestsAsync(but: row => row.Receiver == Hangs);

        var took = TimeProvider.System.GetElapsedTime(began);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"All others were done after {took.TotalSeconds:0.0} s"));
        (await desk.OutboxAsync()).Should().Contain(row => row.State != OutboxState.Dead, "it still hangs while all others are done");
        (await desk.NotedAsync("opened")).Should().HaveCount(Tickets);
        (await desk.NotedAsync("job")).Should().HaveCount(Tickets);
        await using (var tables = desk.Read())
        {
            (await tables.AllMail.CountAsync()).Should().Be(4 * Tickets, "the requester, and the three of the department");
        }

        await AllAreDeadAsync(desk, Tickets);
        var dead = await desk.OutboxAsync();
        dead.Should().OnlyContain(row => row.Attempts == 2 && row.LastError!.Contains("longer than its budget of 1 s", StringComparison.Ordinal));
        await OnTheCommandLineAsync(desk, dead);
        await OnThePageAsync(desk);
    }

    private static async Task OnTheCommandLineAsync(RunningDesk desk, IReadOnlyList<OutboxRow> dead)
    {
        var (retried, dropped) = (dead[0].Id.ToString(CultureInfo.InvariantCulture), dead[1].Id.ToString(CultureInfo.InvariantCulture));
        var (_, list, _) = await RunAsync(desk, "outbox", "list");
        list.Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().HaveCount(Tickets)
            .And.Contain(line => line.StartsWith($"{retried}\t{Hangs}\tticket.opened/1\t2\tTimeoutException: ", StringComparison.Ordinal));

        (await RunAsync(desk, "outbox", "drop", dropped)).Code.Should().Be(0);
        (await RunAsync(desk, "outbox", "drop", dropped)).Should().Match<(int Code, string Output, string Errors)>(r => r.Code == 1 && r.Errors.Contains(dropped));
        (await RunAsync(desk, "outbox", "retry", retried)).Code.Should().Be(0);
        await Patience.UntilAsync(async () => (await desk.OutboxAsync()).Single(row => row.Id == dead[0].Id).State != OutboxState.Dead, "it is tried again");
        await AllAreDeadAsync(desk, Tickets - 1);
    }

    private static async Task OnThePageAsync(RunningDesk desk)
    {
        using var administrator = await desk.SignedInAsync(DemoPeople.Administrator);
        var page = await administrator.OpenAsync("/admin/outbox");
        var rows = page.QuerySelectorAll("section[aria-labelledby=dead] li");
        rows.Should().HaveCount(Tickets - 1);
        rows[0].TextContent.Should().Contain(Hangs).And.Contain("longer than its budget");

        foreach (var form in new[] { "retry", "drop" })
        {
            var action = page.QuerySelector($"section[aria-labelledby=dead] form[action*='handler={form}']")!;
            var id = long.Parse(action.QuerySelector("input[name=id]")!.GetAttribute("value")!, CultureInfo.InvariantCulture);
            using var answer = await administrator.SendFormAsync("/admin/outbox", action.GetAttribute("action")!, [new("id", id.ToString(CultureInfo.InvariantCulture))]);
            answer.Headers.Location!.OriginalString.Should().Be("/admin/outbox");
            await Patience.UntilAsync(
                async () => (await desk.OutboxAsync()).All(row => row.Id != id || (form == "retry" && row.State != OutboxState.Dead)), $"the row is not dead after '{form}'");
            page = await administrator.OpenAsync("/admin/outbox");
        }
    }

    private static Task AllAreDeadAsync(RunningDesk desk, int count) =>
        Patience.UntilAsync(async () => (await desk.OutboxAsync()).Count(row => row is { Receiver: Hangs, State: OutboxState.Dead }) == count, "what hangs is given up");

    private static Task<(int Code, string Output, string Errors)> RunAsync(RunningDesk desk, params string[] verb) => DeskProcess.RunAsync(desk.DataDirectory, environment: null, verb);
}
