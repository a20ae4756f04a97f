using System.Net;
using Helpdesk.Engine.Channels.Notifications;
using Helpdesk.Engine.Storage;
using Helpdesk.Host.Dev;
using Helpdesk.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Host.Tests.Dev;

/// <summary>The developers' outbox, served by Kestrel. How its pages look is the business of the layouts.</summary>
public sealed class OutboxPageTests
{
    private const string Hostile = "<script>alert(1)</script><p>Hello</p>";

    [Fact]
    public async Task LX1_The_HTML_of_a_mail_comes_alone_and_may_do_nothing()
    {
        await using var site = await Site.StartAsync("Development");

        using var answer = await site.Client.GetAsync(new Uri($"/dev/outbox/{site.MailId}/html", UriKind.Relative));

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync()).Should().Be(Hostile);
        answer.Content.Headers.ContentType!.ToString().Should().Be("text/html; charset=utf-8");
        answer.Headers.GetValues("Content-Security-Policy").Should().Equal(OutboxHtmlModel.Policy.Value);
        answer.Headers.GetValues("X-Content-Type-Options").Should().Equal("nosniff");
        OutboxHtmlModel.Policy.Value.Split("; ").Should().Contain(["default-src 'none'", "style-src 'unsafe-inline'", "img-src data:", "sandbox"]);
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Staging")]
    public async Task Outside_of_Development_there_is_no_such_page(string environment)
    {
        await using var site = await Site.StartAsync(environment);

        foreach (var path in new[] { "/dev/outbox", $"/dev/outbox/{site.MailId}", $"/dev/outbox/{site.MailId}/html" })
        {
            using var answer = await site.Client.GetAsync(new Uri(path, UriKind.Relative));
            answer.StatusCode.Should().Be(HttpStatusCode.NotFound, path);
            (await answer.Content.ReadAsStringAsync()).Should().NotContain("Hello");
        }
    }

    [Theory]
    [InlineData("/dev/outbox/1")]
    [InlineData("/dev/outbox/1/html")]
    public async Task A_mail_that_is_not_there_is_not_found(string path)
    {
        await using var site = await Site.StartAsync("Development");

        using var answer = await site.Client.GetAsync(new Uri(path, UriKind.Relative));

        answer.StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    private sealed class Site : IAsyncDisposable
    {
        private readonly RunningDesk _desk;

        private Site(RunningDesk desk, long mailId)
        {
            _desk = desk;
            MailId = mailId;
            Client = desk.Client();
        }

        public long MailId { get; }

        public HttpClient Client { get; }

        public static async Task<Site> StartAsync(string environment)
        {
            var desk = await RunningDesk.StartAsync(settings: [$"--environment={environment}"]);
            return new Site(desk, await WriteAsync(desk.Services.GetRequiredService<DeskStore>()));
        }

        public async ValueTask DisposeAsync()
        {
            Client.Dispose();
            await _desk.DisposeAsync();
        }

        private static async Task<long> WriteAsync(DeskStore store)
        {
            var id = store.NewId();
            var mail = new Mail(
                id, MailTemplateNames.OpenedForRequester, ticketId: null, recipientId: 1, "1@demo.example", "\"Demo\" <desk@demo.example>", "\"Carla\" <carla@people.example>", "\"Demo\" <desk@demo.example>",
                "Hello", "Hello\n", Hostile, references: "", isAutomatic: true, wasSent: false, TimeProvider.System.GetUtcNow());
            await store.WriteAsync(
                (unit, _) =>
                {
                    unit.Desk.Add(mail);
                    return Task.CompletedTask;
                },
                CancellationToken.None);
            return id;
        }
    }
}
