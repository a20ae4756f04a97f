using Helpdesk.Engine.Attachments;
using Helpdesk.Engine.Demo;
using Helpdesk.Engine.Pages;
using Helpdesk.Engine.People;
using Helpdesk.Engine.Plugins;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Tickets;
using Helpdesk.Host.Face;
using Helpdesk.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Helpdesk.Host.Tests.Face;

/// <summary>The pages of one generation behind a real Kestrel, with the demo company in a database of its own.</summary>
internal sealed class FaceServer : IAsyncDisposable
{
    public const string Customer = "customer@demo.example";
    public const string Stranger = "sanne@demo.example";
    public const string Agent = "agent@demo.example";
    public const string Administrator = "admin@demo.example";

    private readonly WebApplication _app;
    private readonly DirectoryInfo _blobs;

    private FaceServer(WebApplication app, TestDesk desk, DirectoryInfo blobs)
    {
        _app = app;
        Desk = desk;
        _blobs = blobs;
    }

    public TestDesk Desk { get; }

    public Uri Address => new(_app.Urls.First());

    public static async Task<FaceServer> StartAsync(string baseAddress = "http://localhost", Action<IServiceCollection>? services = null, params PluginContributions[] plugins)
    {
        var desk = await TestDesk.OpenAsync("sqlite", plugins: plugins);
        var passwords = new Passwords();
        await new DemoCompany(desk.Store, passwords).SeedAsync(new DemoPasswords(Password(Customer), "colleague-pw", Password(Agent), Password(Administrator)), default);
        await desk.Store.WriteAsync(
            (unit, _) =>
            {
                unit.Desk.People.First(person => person.Address == Stranger).SetPasswordHash(passwords.Hash(Password(Stranger)));
                return Task.CompletedTask;
            },
            default);

        var blobs = Directory.CreateTempSubdirectory("helpdesk-blobs-");
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(desk.Time).AddSingleton(desk.Store).AddSingleton(desk.Contributions).AddSingleton(desk.Circuits).AddSingleton(desk.Queue);
        builder.Services.AddSingleton<IBlobStore>(new DiskBlobs(blobs.FullName, desk.Time));
        builder.Services.AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider());
        services?.Invoke(builder.Services);
        foreach (var type in plugins.SelectMany(plugin => plugin.Panels.Select(panel => panel.PanelType).Concat(plugin.Suggestions.Select(source => source.SourceType))))
        {
            builder.Services.TryAddScoped(type);
        }

        builder.Services.AddDesk();
        builder.Services.AddFace(new FaceOptions(new Uri(baseAddress), FaceOptions.DefaultAssetFolder, [typeof(FaceServer).Assembly]));
        var app = builder.Build();
        app.UseFace(_ => { });
        app.MapFace();
        app.MapGet("/boom", (HttpContext _) => throw new InvalidOperationException("Broken on purpose."));
        app.MapGet("/api/boom", (HttpContext _) => throw new InvalidOperationException("Broken on purpose."));
        await app.StartAsync();
        return new FaceServer(app, desk, blobs);
    }

    /// <summary>A plugin that shows panels on the home page.</summary>
    public static PluginContributions Plugin(string id, Action<IPluginBuilder> add)
    {
        var builder = new PluginBuilder(new PluginManifest { Id = id, Name = id, Version = "1.0.0", Engine = "^0.1.0", Assembly = "x.dll", Routes = [$"/{id}"] });
        add(builder);
        return builder.Build();
    }

    public Browser Browser() => new(Address);

    public async Task<Browser> SignedInAsync(string address)
    {
        var browser = Browser();
        using var answer = await browser.SendFormAsync("/sign-in", "/sign-in", [new("Address", address), new("Password", Password(address))]);
        answer.StatusCode.Should().Be(System.Net.HttpStatusCode.Redirect);
        return browser;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await Desk.DisposeAsync();
        _blobs.Delete(recursive: true);
    }

    public static string Password(string address) => $"the password of {address}";
}

/// <summary>One server for the tests that leave it as it was, as far as the others can tell.</summary>
public sealed class SharedFace : IAsyncLifetime
{
    internal FaceServer Server { get; private set; } = null!;

    public async Task InitializeAsync() => Server = await FaceServer.StartAsync();

    public async Task DisposeAsync() => await Server.DisposeAsync();
}

[CollectionDefinition(Name)]
public sealed class SharedFaceTests : ICollectionFixture<SharedFace>
{
    public const string Name = "shared face";
}
