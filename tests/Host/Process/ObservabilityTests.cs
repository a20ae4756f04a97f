using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Outbox;
using Helpdesk.Engine.People;
using Helpdesk.Host.Api;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Host.Tests.Process;

/// <summary>What whoever runs the desk can see of it from outside.</summary>
public sealed class ObservabilityTests
{
    [Fact]
    public async Task Health_answers_anybody_and_says_no_more_than_it_must()
    {
        await using var desk = await RunningDesk.StartAsync();
        using var client = desk.Client();

        foreach (var path in new[] { "/health/live", "/health/ready" })
        {
            using var answer = await client.GetAsync(path);
            answer.StatusCode.Should().Be(HttpStatusCode.OK);
            (await answer.Content.ReadAsStringAsync()).Should().Be("ok");
        }
    }

    [Fact]
    public async Task LX21_Meters_are_for_monitoring_systems_and_administrators()
    {
        await using var desk = await RunningDesk.StartAsync();
        using var customer = await desk.SignedInAsync(DemoPeople.Customer);
        using var administrator = await desk.SignedInAsync(DemoPeople.Administrator);
        await Tickets.OpenAsync(customer, "So that there is something to count");

        (await MetersAsync(desk, await TokenAsync(desk, ApiScopes.Tickets))).StatusCode.Should().Be(HttpStatusCode.Forbidden);
        (await MetersAsync(desk, token: null)).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        using var asCustomer = await customer.GetAsync("/metrics");
        asCustomer.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        using var asAdministrator = await administrator.GetAsync("/metrics");
        asAdministrator.StatusCode.Should().Be(HttpStatusCode.OK);
        var token = await TokenAsync(desk, ApiScopes.Metrics);
        var last = "";
        await Patience.UntilAsync(
            async () =>
            {
                using var meters = await MetersAsync(desk, token);
                last = $"{meters.StatusCode}\n{await meters.Content.ReadAsStringAsync()}";
                return last.Contains("receiver=\"core:send-mail\"", StringComparison.Ordinal);
            },
            "a mail that was sent is counted",
            () => last);
    }

    [Fact]
    public async Task One_trace_shows_the_request_the_event_and_the_mail_with_the_plugin_s_id()
    {
        var ended = new ConcurrentBag<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is OutboxMeters.Name or "Microsoft.AspNetCore",
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = ended.Add,
        };
        ActivitySource.AddActivityListener(listener);
        var data = Directory.CreateTempSubdirectory("helpdesk-").FullName;
        FixturePlugins.Lay(RunningDesk.PluginFolderOf(data), "SampleV1");
        await using var desk = await RunningDesk.StartAsync(data, ownsFolder: true);
        await desk.EnableAsync("sample");
        using var customer = await desk.SignedInAsync(DemoPeople.Customer);

        // Other desks of this process are heard too, so the request says which trace is its own.
        using var mine = new Activity("test").Start();
        await Tickets.OpenAsync(customer, "Follow me");
        mine.Stop();

        await Patience.UntilAsync(() => Task.FromResult(Deliveries("core:send-mail").Any() && Deliveries("plugin:sample:opened").Any()), "event and mail are delivered");
        Deliveries("plugin:sample:opened").Single().GetTagItem("helpdesk.plugin").Should().Be("sample");
        ended.Should().Contain(activity => activity.Source.Name == "Microsoft.AspNetCore" && activity.TraceId == mine.TraceId);

        IEnumerable<Activity> Deliveries(string receiver) =>
            ended.Where(activity => activity.OperationName == $"deliver {receiver}" && activity.TraceId == mine.TraceId);
    }

    private static async Task<string> TokenAsync(RunningDesk desk, string scope)
    {
        var agent = await desk.Services.GetRequiredService<PersonDirectory>().FindAsync(DemoPeople.Agent, CancellationToken.None);
        return await desk.Services.GetRequiredService<ApiTokens>().CreateAsync(agent!.Id, [scope], Actor.System, CancellationToken.None);
    }

    private static async Task<HttpResponseMessage> MetersAsync(RunningDesk desk, string? token)
    {
        using var client = desk.Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return await client.SendAsync(request);
    }
}
