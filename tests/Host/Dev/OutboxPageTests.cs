using System.Data.Common;
using System.Diagnostics.Metrics;
using System.Net;
using Helpdesk.Engine.Channels.Notifications;
using Helpdesk.Engine.Outbox;
using Helpdesk.Engine.Plugins;
using Helpdesk.Engine.Storage;
using Helpdesk.Host.Dev;
using Helpdesk.Host.Face;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

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
        site.Policy.Should().Be(OutboxHtmlModel.Policy, "the desk's headers are set by what the endpoint says");
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
    [InlineData("/dev/outbox/none")]
    public async Task A_mail_that_is_not_there_is_not_found(string path)
    {
        await using var site = await Site.StartAsync("Development");

        using var answer = await site.Client.GetAsync(new Uri(path, UriKind.Relative));

        answer.StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    private sealed class Site : IAsyncDisposable
    {
        private readonly WebApplication _app;
        private readonly Database _database;
        private readonly WriteGate _gate;
        private readonly OutboxSignal _signal;

        private Site(WebApplication app, Database database, WriteGate gate, OutboxSignal signal, long mailId)
        {
            _app = app;
            _database = database;
            _gate = gate;
            _signal = signal;
            MailId = mailId;
        }

        public long MailId { get; }

        public HttpClient Client { get; } = new();

        /// <summary>What the endpoint of the last answer said about its content.</summary>
        public ContentPolicy? Policy { get; private set; }

        public static async Task<Site> StartAsync(string environment)
        {
            var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = environment });
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Services.AddRazorPages(options => options.RootDirectory = "/").AddApplicationPart(typeof(OutboxModel).Assembly);
            var database = new Database();
            using var meters = new ServiceCollection().AddMetrics().BuildServiceProvider();
            var gate = new WriteGate(oneWriter: true, TimeProvider.System, meters.GetRequiredService<IMeterFactory>());
            var signal = new OutboxSignal();
            var store = new DeskStore(database, gate, new IdSource(TimeProvider.System), TimeProvider.System, signal, new Contributions([]));
            builder.Services.AddSingleton(store).AddTransient<MailReader>().AddSingleton<IMailTransport, Nowhere>();
            var mailId = await WriteAsync(store);
            var app = builder.Build();
            var site = new Site(app, database, gate, signal, mailId);
            app.Use((context, next) =>
            {
                context.Response.OnStarting(() =>
                {
                    site.Policy = context.GetEndpoint()?.Metadata.GetMetadata<ContentPolicy>();
                    return Task.CompletedTask;
                });
                return next(context);
            });
            app.MapRazorPages();
            await app.StartAsync();
            site.Client.BaseAddress = new Uri(app.Urls.First());
            return site;
        }

        public async ValueTask DisposeAsync()
        {
            Client.Dispose();
            await _app.DisposeAsync();
            _gate.Dispose();
            _signal.Dispose();
            _database.Dispose();
        }

        private static async Task<long> WriteAsync(DeskStore store)
        {
            await using (var tables = store.Read())
            {
                await tables.Database.ExecuteSqlRawAsync(tables.Database.GenerateCreateScript());
            }

            var id = store.NewId();
            var mail = new Mail(
                id, ticketId: null, recipientId: 1, "1@demo.example", "\"Demo\" <desk@demo.example>", "\"Carla\" <carla@people.example>",
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

    private sealed class Nowhere : IMailTransport
    {
        public bool IsConfigured => false;

        public Task SendAsync(Mail mail, CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private sealed class Database : IDatabase, IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("helpdesk-outbox-");

        public string Provider => "sqlite";

        public bool HasOneWriter => true;

        public string? SchemaLockSql => null;

        private string ConnectionString => new SqliteConnectionStringBuilder { DataSource = Path.Combine(_folder.FullName, "desk.db"), Pooling = false }.ToString();

        public DbConnection CreateConnection() => new SqliteConnection(ConnectionString);

        public void Use(DbContextOptionsBuilder options, DbConnection? connection = null)
        {
            if (connection is null)
            {
                options.UseSqlite(ConnectionString);
            }
            else
            {
                options.UseSqlite(connection);
            }
        }

        public void Dispose() => _folder.Delete(recursive: true);
    }
}
