using Microsoft.Playwright;

namespace Helpdesk.Browser.Tests;

/// <summary>
/// A desk in Development with a plugin to enable, and a real browser before it: the machine's Chromium, driven by Playwright.
/// Both start with the first test that asks, so that a machine without a browser skips tests instead of failing fixtures.
/// </summary>
public sealed class OpenDesk : IAsyncLifetime
{
    public const string Name = nameof(OpenDesk);

    private static readonly string[] Programs = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    /// <summary>Nothing that asks anybody but the desk.</summary>
    private static readonly string[] Switches =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private RunningDesk? _desk;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    internal RunningDesk Desk => _desk ?? throw new InvalidOperationException("Nobody has come yet.");

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        if (_desk is not null)
        {
            await _desk.DisposeAsync();
        }
    }

    /// <summary>Somebody with a browser profile of her own, not signed in.</summary>
    internal async Task<Visitor> VisitAsync(bool withScript = true)
    {
        await StartAsync();
        return await Visitor.ComeAsync(_browser!, Desk, withScript);
    }

    /// <summary>One of the demo company, signed in by the form.</summary>
    internal async Task<Visitor> SignInAsync(string address, bool withScript = true)
    {
        var visitor = await VisitAsync(withScript);
        await visitor.SignInAsync(address);
        return visitor;
    }

    private async Task StartAsync()
    {
        if (_browser is not null)
        {
            return;
        }

        if (Array.Find(Programs, File.Exists) is not { } program)
        {
            Required.Missing($"There is no Chromium at {string.Join(" or ", Programs)}.");
            return;
        }

        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = program, Args = Switches });
        var data = Directory.CreateTempSubdirectory("helpdesk-").FullName;
        FixturePlugins.Lay(RunningDesk.PluginFolderOf(data), "SampleV1");
        _desk = await RunningDesk.StartAsync(data, ownsFolder: true, settings: ["--environment=Development"]);
    }
}

[CollectionDefinition(OpenDesk.Name)]
public sealed class OpenDeskTests : ICollectionFixture<OpenDesk>;
