using Helpdesk.Host.Tests.Outbox;

namespace Helpdesk.Host.Tests.Generations;

/// <summary>A plugin that ends the process is left out, wherever it does so.</summary>
public sealed class CrashLoopTests
{
    private const string Plugin = "crashes-process";

    [Fact]
    [Trait("Kind", "slow")]
    public Task After_two_starts_that_ended_in_its_constructors_the_third_serves_without_it() => CrashAsync("constructor");

    [Theory]
    [InlineData("configure")]
    [InlineData("thread")]
    [Trait("Kind", "long")]
    public Task After_two_starts_that_ended_elsewhere_in_it_the_third_serves_without_it(string place) => CrashAsync(place);

    [Fact]
    [Trait("Kind", "long")]
    public async Task A_plugin_is_not_suspected_of_what_ended_other_starts()
    {
        await using var desk = await MortalDesk.PrepareAsync("sqlite", environment: null, "SampleV1");
        await desk.StartAsync();
        await desk.DoAsync("plugin", "enable", "sample");
        await desk.KillAsync();
        // As if it had been killed by somebody while the sample was loaded; not twice in a row.
        for (var life = 1; life <= 3; life++)
        {
            await File.WriteAllTextAsync(Path.Combine(desk.Folder, "starting", "sample"), "1 0");
            await desk.StartAsync();
            await desk.KillAsync();
            File.Exists(Path.Combine(desk.Folder, "starting", "sample")).Should().BeFalse("it has come up");
        }
    }

    [Fact]
    [Trait("Kind", "long")]
    public async Task A_delivery_that_ends_the_process_each_time_is_given_up_and_not_the_desk()
    {
        var crash = Path.Combine(Path.GetTempPath(), $"helpdesk-{Guid.NewGuid():N}");
        await using var desk = await MortalDesk.PrepareAsync("sqlite", new Dictionary<string, string>(StringComparer.Ordinal) { ["HELPDESK_CRASHES"] = crash }, "CrashesProcess");
        await desk.StartAsync();
        await desk.DoAsync("plugin", "enable", Plugin);
        using (var customer = new ApiPerson(desk.Life.Address, await desk.TokenAsync(DemoPeople.Customer)))
        {
            await File.WriteAllTextAsync(crash, "handler");
            try
            {
                await customer.OpenAsync("It takes the desk down");
            }
            catch (HttpRequestException)
            {
                // The ticket is kept before its author is answered, and what is told of it may be quicker than the answer.
            }
        }

        var deaths = 0;
        do
        {
            await desk.Life.WaitForEndAsync();
            await desk.BuryAsync();
            deaths++;
            desk.Begin();
            await Patience.UntilAsync(async () => desk.Life.HasEnded || (await desk.OutboxAsync()).All(row => row.State == Helpdesk.Engine.Outbox.OutboxState.Dead), "it ends, or gives up");
        }
        while (desk.Life.HasEnded);

        deaths.Should().BeLessThanOrEqualTo(7);
        (await desk.DoAsync("outbox", "list")).Should().Contain("plugin:crashes-process:crashes\tticket.opened/1\t0\tThe desk ended each time while this was handled.");
        File.Delete(crash);
    }

    private static async Task CrashAsync(string place)
    {
        var crash = Path.Combine(Path.GetTempPath(), $"helpdesk-{Guid.NewGuid():N}");
        await using var desk = await MortalDesk.PrepareAsync("sqlite", new Dictionary<string, string>(StringComparer.Ordinal) { ["HELPDESK_CRASHES"] = crash }, "CrashesProcess");
        await desk.StartAsync();
        await desk.DoAsync("plugin", "enable", Plugin);
        await desk.KillAsync();
        await File.WriteAllTextAsync(crash, place);
        for (var start = 1; start <= 2; start++)
        {
            await desk.Begin().WaitForEndAsync();
            await desk.BuryAsync();
        }

        await desk.StartAsync();
        (await desk.DoAsync("plugin", "list")).Should().StartWith($"{Plugin}\t1.0.0\tfailed\tThe desk ended 2 times while this plugin started, so it was switched off.");

        File.Delete(crash);
        (await desk.DoAsync("plugin", "enable", Plugin)).Should().Be($"{Plugin}\t1.0.0\tenabled\tIt runs.");
    }
}
