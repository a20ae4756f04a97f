using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using Helpdesk.Engine.Plugins;
using Xunit.Abstractions;

namespace Helpdesk.Host.Tests.Generations;

/// <summary>LP7: plugins come and go while people work.</summary>
public sealed class SwapTests(ITestOutputHelper output)
{
    private const int Clients = 16;
    private static readonly string[] CorePages = ["/health/live", "/", "/tickets", "/tickets/new"];

    [Fact]
    [Trait("Kind", "slow")]
    public Task Swaps_under_sixteen_clients_fail_no_request() => SwapAsync(12);

    [Fact]
    [Trait("Kind", "long")]
    public Task A_hundred_swaps_under_sixteen_clients_fail_no_request() => SwapAsync(100);

    private async Task SwapAsync(int most)
    {
        await using var desk = await StartAsync();
        using var stop = new CancellationTokenSource();
        var answers = new ConcurrentQueue<Answer>();
        var browsers = new List<Browser>();
        while (browsers.Count < Clients)
        {
            // One after the other: so many attempts at once would look like guessing.
            browsers.Add(await desk.SignedInAsync(DemoPeople.Customer));
        }

        var begun = browsers.ConvertAll(_ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        var clients = browsers.Select((browser, i) => Task.Run(() => BrowseAsync(browser, i, answers, begun[i], stop.Token))).ToList();
        // On a busy machine the swaps would else be over before anybody has asked for anything.
        await Task.WhenAll(begun.Select(client => client.Task)).WaitAsync(Patience.Limit);

        var swaps = 0;
        while (swaps < most)
        {
            (await desk.EnableAsync("sample", "1.0.0")).RunningVersion.Should().Be("1.0.0");
            await SeenAsync(answers, HttpStatusCode.OK);
            (await desk.EnableAsync("sample", "2.0.0")).RunningVersion.Should().Be("2.0.0");
            (await desk.EnableAsync("sample", "1.0.0")).RunningVersion.Should().Be("1.0.0");
            (await desk.DisableAsync("sample")).State.Should().Be(PluginState.Disabled);
            await SeenAsync(answers, HttpStatusCode.NotFound);
            swaps += 4;
        }

        await stop.CancelAsync();
        await Task.WhenAll(clients);
        browsers.ForEach(browser => browser.Dispose());
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{answers.Count} requests during {swaps} swaps"));
        answers.Where(a => a.Path != "/sample").Should().OnlyContain(a => a.Status == HttpStatusCode.OK);
        answers.Where(a => a.Path == "/sample").Should().OnlyContain(a => a.Status == HttpStatusCode.OK || a.Status == HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_form_opened_before_a_swap_posts_after_it()
    {
        await using var desk = await StartAsync();
        await desk.EnableAsync("sample", "1.0.0");
        using var browser = await desk.SignedInAsync(DemoPeople.Customer);
        var core = Browser.Token(await browser.OpenAsync("/tickets/new"));
        var plugin = Token(await browser.OpenAsync("/sample"));

        await desk.EnableAsync("sample", "2.0.0");

        using var theme = await PostAsync(browser, "/theme", ("theme", "dark"), ("__RequestVerificationToken", core));
        theme.StatusCode.Should().Be(HttpStatusCode.Redirect);
        using var noted = await PostAsync(browser, "/sample", ("text", "before"), ("__RequestVerificationToken", plugin));
        noted.StatusCode.Should().Be(HttpStatusCode.Redirect);
        var page = await browser.OpenAsync("/sample");
        page.QuerySelector("h1")!.TextContent.Should().Contain("2.0.0");
        page.QuerySelector("#sample-count")!.TextContent.Should().Be("1");
    }

    [Fact]
    public async Task A_request_in_flight_ends_in_the_generation_that_it_began_in()
    {
        await using var desk = await StartAsync();
        await desk.EnableAsync("sample", "1.0.0");
        var before = desk.Generations.Current;
        using var browser = await desk.SignedInAsync(DemoPeople.Customer);
        var token = Browser.Token(await browser.OpenAsync("/tickets/new"));
        var body = new SlowBody($"theme=dark&__RequestVerificationToken={Uri.EscapeDataString(token)}");
        var request = new HttpRequestMessage(HttpMethod.Post, "/theme") { Content = body };
        var answering = browser.SendAsync(request);
        await body.Begun;

        await desk.DisableAsync("sample");

        desk.Generations.Current.Should().NotBeSameAs(before);
        before.Closed.IsCompleted.Should().BeFalse("a request is still in it");
        body.Finish();
        using var answer = await answering;
        answer.StatusCode.Should().Be(HttpStatusCode.Redirect);
        await before.Closed.WaitAsync(Patience.Limit);
    }

    [Fact]
    public async Task An_event_stream_says_good_bye_and_goes_on_where_it_was()
    {
        await using var desk = await StartAsync();
        using var customer = await desk.SignedInAsync(DemoPeople.Customer);
        using var first = await EventReader.OpenAsync(customer, lastEventId: null);
        var number = await Tickets.OpenAsync(customer, "The first");
        var told = await first.NextAsync("ticket");
        told.Data.Should().Contain(number);

        await desk.EnableAsync("sample", "1.0.0");
        await first.EndAsync();
        first.Retry.Should().NotBeNull();
        var missed = await Tickets.OpenAsync(customer, "While nobody listened");
        using var second = await EventReader.OpenAsync(customer, told.Id);

        var numbers = new List<string>();
        while (!numbers.Exists(data => data.Contains(missed, StringComparison.Ordinal)))
        {
            numbers.Add((await second.NextAsync("ticket")).Data);
        }
    }

    [Fact]
    public async Task Static_files_of_a_plugin_come_and_go_with_its_version()
    {
        await using var desk = await StartAsync();
        using var client = desk.Client();
        await desk.EnableAsync("sample", "1.0.0");
        (await client.GetAsync("/_plugins/sample/1.0.0/sample.css")).StatusCode.Should().Be(HttpStatusCode.OK);

        await desk.EnableAsync("sample", "2.0.0");

        (await client.GetAsync("/_plugins/sample/2.0.0/sample.css")).StatusCode.Should().Be(HttpStatusCode.OK);
        (await client.GetAsync("/_plugins/sample/1.0.0/sample.css")).StatusCode.Should().NotBe(HttpStatusCode.OK);
    }

    private static async Task<RunningDesk> StartAsync()
    {
        var data = Directory.CreateTempSubdirectory("helpdesk-").FullName;
        FixturePlugins.Lay(RunningDesk.PluginFolderOf(data), "SampleV1", "SampleV2");
        return await RunningDesk.StartAsync(data, ownsFolder: true);
    }

    /// <summary>Waits until a client that asked for the plugin's page from now on is answered so.</summary>
    private static async Task SeenAsync(ConcurrentQueue<Answer> answers, HttpStatusCode status)
    {
        var since = Stopwatch.GetTimestamp();
        await Patience.UntilAsync(
            () => Task.FromResult(answers.Any(a => a.Asked >= since && a.Path == "/sample" && a.Status == status)),
            $"the plugin's page answers {status}");
    }

    private static async Task BrowseAsync(Browser browser, int seed, ConcurrentQueue<Answer> answers, TaskCompletionSource begun, CancellationToken stop)
    {
        for (var i = seed; !stop.IsCancellationRequested; i++)
        {
            var path = i % 3 == 0 ? "/sample" : CorePages[i % CorePages.Length];
            var asked = Stopwatch.GetTimestamp();
            using var answer = await browser.GetAsync(path);
            await answer.Content.ReadAsStringAsync(CancellationToken.None);
            answers.Enqueue(new Answer(path, answer.StatusCode, asked));
            begun.TrySetResult();
        }
    }

    private static Task<HttpResponseMessage> PostAsync(Browser browser, string path, params (string Name, string Value)[] fields) =>
        browser.SendAsync(new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))),
        });

    private static string Token(AngleSharp.Html.Dom.IHtmlDocument page) =>
        page.QuerySelector("form[method=post] input[name=__RequestVerificationToken]")!.GetAttribute("value")!;

    private sealed record Answer(string Path, HttpStatusCode Status, long Asked);

    /// <summary>A form that is sent in two halves.</summary>
    private sealed class SlowBody : HttpContent
    {
        private readonly byte[] _bytes;
        private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _finish = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public SlowBody(string form)
        {
            _bytes = System.Text.Encoding.ASCII.GetBytes(form);
            Headers.ContentType = new("application/x-www-form-urlencoded");
        }

        public Task Begun => _begun.Task;

        public void Finish() => _finish.TrySetResult();

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(_bytes.AsMemory(0, 5));
            await stream.FlushAsync();
            _begun.TrySetResult();
            await _finish.Task;
            await stream.WriteAsync(_bytes.AsMemory(5));
        }

        protected override bool TryComputeLength(out long length)
        {
            length = _bytes.Length;
            return true;
        }
    }
}
