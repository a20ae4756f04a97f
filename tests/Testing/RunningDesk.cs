using System.Net;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Demo;
using Helpdesk.Engine.Plugins;
using Helpdesk.Host.Generations;
using Helpdesk.Host.Process;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Testing;

/// <summary>
/// A whole desk in this process, as <c>serve</c> runs it: Kestrel on a free port of the loopback, a data directory and a
/// database of its own, the demo company in it. A test server would go round the door that generations stand behind.
/// </summary>
internal sealed class RunningDesk : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly bool _ownsFolder;

    private RunningDesk(WebApplication application, string dataDirectory, bool ownsFolder)
    {
        _application = application;
        _ownsFolder = ownsFolder;
        DataDirectory = dataDirectory;
        Address = new Uri(application.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());
        People = DemoPeople.Read(dataDirectory);
    }

    public Uri Address { get; }

    public string DataDirectory { get; }

    /// <summary>Where plugins are installed.</summary>
    public string PluginFolder => PluginFolderOf(DataDirectory);

    /// <summary>The demo company's log-ins.</summary>
    public DemoPeople People { get; }

    /// <summary>What belongs to the process.</summary>
    public IServiceProvider Services => _application.Services;

    public GenerationSwitch Generations => Services.GetRequiredService<GenerationSwitch>();

    public static string PluginFolderOf(string dataDirectory) => Path.Combine(dataDirectory, "plugins");

    /// <summary>Starts a desk.</summary>
    /// <param name="dataDirectory">One that another desk has left, or that the test has prepared; a new one unless told.</param>
    /// <param name="ownsFolder">Whether the directory goes with the desk; a new one always does.</param>
    /// <param name="settings">As on the command line, such as <c>--Database:Provider=postgres</c>.</param>
    /// <param name="safe">Without plugins.</param>
    /// <param name="configure">Replaces services, such as the clock.</param>
    public static async Task<RunningDesk> StartAsync(
        string? dataDirectory = null, bool ownsFolder = false, IEnumerable<string>? settings = null, bool safe = false, Action<WebApplicationBuilder>? configure = null)
    {
        var folder = dataDirectory ?? Directory.CreateTempSubdirectory("helpdesk-").FullName;
        string[] told = [.. settings ?? []];
        if (configure is null && !safe && FirstStart.IsUsual(folder, told))
        {
            await FirstStart.LayAsync(folder);
        }

        var application = Server.Build([.. ArgumentsOf(folder), .. told], new ServeOptions(safe, Demo: true), configure);
        await application.StartAsync();
        return new RunningDesk(application, folder, ownsFolder || dataDirectory is null);
    }

    /// <summary>The command line of every desk of the tests.</summary>
    public static string[] ArgumentsOf(string folder) =>
        ["--urls=http://127.0.0.1:0", $"--DataDirectory={folder}", "--Serilog:MinimumLevel:Default=Error", "--Serilog:MinimumLevel:Override:Microsoft=Error", "--Serilog:MinimumLevel:Override:Microsoft.Hosting.Lifetime=Error"];

    /// <summary>A browser that nobody has signed in with.</summary>
    public HttpClient Client() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        CookieContainer = new CookieContainer(),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    })
    {
        BaseAddress = Address,
        Timeout = Patience.Limit,
    };

    /// <summary>A browser without a script in which one of the demo company has signed in.</summary>
    public Task<Browser> SignedInAsync(string address) => SignedInAsync(address, People.PasswordOf(address));

    /// <summary>As <see cref="SignedInAsync(string)"/>, for somebody whom the test has added.</summary>
    public async Task<Browser> SignedInAsync(string address, string password)
    {
        var browser = new Browser(Address);
        using var answer = await browser.SendFormAsync("/sign-in", "/sign-in", [new("Address", address), new("Password", password)]);
        return answer.StatusCode == HttpStatusCode.Redirect ? browser : throw new InvalidOperationException($"{address} could not sign in.");
    }

    /// <summary>Enables a plugin, in the highest version that is there unless told, and waits until that has been carried out or refused.</summary>
    public async Task<PluginRecord> EnableAsync(string plugin, string? version = null) => await WishAsync(plugin, enabled: true, version);

    public async Task<PluginRecord> DisableAsync(string plugin) => await WishAsync(plugin, enabled: false, version: null);

    /// <summary>Lets a plugin that runs fill the demo company, as the desk does at its first start.</summary>
    public async Task FillDemoAsync(string plugin)
    {
        using var lease = Generations.Lease();
        var content = lease.Generation.Contributions.Plugins.Single(contributions => contributions.PluginId == plugin).DemoContent!;
        await using var scope = lease.Generation.Services.CreateAsyncScope();
        await ((IDemoContent)scope.ServiceProvider.GetRequiredService(content)).SeedAsync(CancellationToken.None);
    }

    public async Task<PluginRecord> PluginAsync(string plugin) =>
        (await Services.GetRequiredService<IPluginLedger>().ListAsync(CancellationToken.None)).Single(record => record.Id == plugin);

    private async Task<PluginRecord> WishAsync(string plugin, bool enabled, string? version)
    {
        await Services.GetRequiredService<IPluginLedger>().WishAsync(plugin, enabled, version, Actor.System, CancellationToken.None);
        await Services.GetRequiredService<PluginNudge>().RaiseAsync(CancellationToken.None);
        return await PluginAsync(plugin);
    }

    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync();
        await _application.DisposeAsync();
        if (_ownsFolder)
        {
            Directory.Delete(DataDirectory, recursive: true);
        }
    }
}
