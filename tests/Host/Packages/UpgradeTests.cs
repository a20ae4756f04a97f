using System.Net;
using System.Text.Json.Nodes;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Plugins;
using Helpdesk.Engine.Storage;
using Helpdesk.Host.Packages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Host.Tests.Packages;

/// <summary>Packages in a desk that runs: installed, upgraded, failed, put back, with what was set all along.</summary>
[Trait("Kind", "slow")]
public sealed class UpgradeTests : IAsyncLifetime
{
    private readonly DirectoryInfo _built = Directory.CreateTempSubdirectory("helpdesk-");
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("helpdesk-");
    private RunningDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await RunningDesk.StartAsync(_data.FullName);

    public async Task DisposeAsync()
    {
        await _desk.DisposeAsync();
        _data.Delete(recursive: true);
        _built.Delete(recursive: true);
    }

    [Fact]
    public async Task A_package_is_put_in_place_whole_and_waits_to_be_enabled()
    {
        var installation = await InstallAsync("SampleV1");

        installation.IsNew.Should().BeTrue();
        installation.Folder.Should().Be(Path.Combine(_desk.PluginFolder, "sample", "1.0.0"));
        (await _desk.PluginAsync("sample")).State.Should().Be(PluginState.Installed);
        Directory.EnumerateFileSystemEntries(Path.Combine(_desk.DataDirectory, "incoming")).Should().BeEmpty();
        (await AuditAsync()).Should().Contain("plugin.install sample 1.0.0");
        (await _desk.EnableAsync("sample")).State.Should().Be(PluginState.Enabled);
    }

    [Fact]
    public async Task The_same_package_again_is_there_already_and_other_contents_under_its_version_are_refused()
    {
        await InstallAsync("SampleV1");

        (await InstallAsync("SampleV1")).IsNew.Should().BeFalse();
        var changed = FixturePlugins.Lay(Path.Combine(_built.FullName, "changed"), "SampleV1")[0];
        await File.AppendAllTextAsync(Path.Combine(changed, "wwwroot", "sample.css"), "body { color: red }");
        await FluentActions.Awaiting(() => InstallFolderAsync(changed)).Should().ThrowAsync<PackageRefusedException>().WithMessage("sample 1.0.0 is here already, with other contents*");
    }

    [Fact]
    public async Task What_runs_goes_on_in_its_version_when_a_newer_one_is_installed_also_after_a_change_of_another_plugin()
    {
        await InstallAsync("SampleV1");
        await _desk.EnableAsync("sample");
        await InstallAsync("SampleV2");
        await InstallAsync("Greets");

        await _desk.EnableAsync("greets");

        (await _desk.PluginAsync("sample")).RunningVersion.Should().Be("1.0.0");
    }

    [Theory]
    [InlineData("SampleV3", "3.0.0", "Its tables could not be brought up to date*")]
    [InlineData("SampleV4", "4.0.0", "*Configure threw *: Version 4 does not feel like it.")]
    public async Task An_upgrade_that_fails_leaves_the_old_version_at_work_with_the_reason_and_so_does_the_next_start(string fixture, string version, string reason)
    {
        await InstallAsync("SampleV1");
        await _desk.EnableAsync("sample");
        await InstallAsync(fixture);

        var record = await _desk.EnableAsync("sample", version);

        record.Should().Match<PluginRecord>(plugin => plugin.State == PluginState.Enabled && plugin.RunningVersion == "1.0.0" && plugin.WantedVersion == "1.0.0");
        record.Failure!.Version.Should().Be(version);
        record.Failure.Sentence.Should().Match(reason);
        await UseAsync();
        (await TablesAsync()).Should().NotContain("sample_half");
        using (var admin = await _desk.SignedInAsync(DemoPeople.Administrator))
        {
            (await admin.OpenAsync("/admin/plugins/sample")).QuerySelector("[data-failed-version] p")!.TextContent.Should().Match(reason);
        }

        await RestartAsync();

        (await _desk.PluginAsync("sample")).RunningVersion.Should().Be("1.0.0");
        await UseAsync();
        (await _desk.PluginAsync("sample")).Failure!.Version.Should().Be(version, "the reason stays readable until somebody wants something else");
    }

    [Theory]
    [InlineData("HangsInConfigure", "Its Configure took longer than 10 s.")]
    [InlineData("StealsRoute", "Its view */Steal.cshtml is not below /Plugins/sample/*")]
    [InlineData("ThrowsInConstructor", "Its constructor threw *")]
    public async Task However_an_upgrade_fails_the_old_version_is_at_work(string fixture, string reason)
    {
        await InstallAsync("SampleV1");
        await _desk.EnableAsync("sample");
        await InstallFolderAsync(await AsUpgradeOfTheSampleAsync(fixture));

        var record = await _desk.EnableAsync("sample", "9.0.0");

        record.RunningVersion.Should().Be("1.0.0");
        record.Failure!.Version.Should().Be("9.0.0");
        record.Failure.Sentence.Should().Match(reason);
        await UseAsync();
    }

    [Fact]
    public async Task An_upgrade_that_takes_the_desk_down_twice_is_taken_back_and_not_the_plugin_switched_off()
    {
        await InstallAsync("SampleV1");
        await _desk.EnableAsync("sample");
        await InstallAsync("SampleV2");

        await RestartAsync(async stores =>
        {
            await stores.GetRequiredService<IPluginLedger>().WishAsync("sample", enabled: true, "2.0.0", Actor.System, CancellationToken.None);
            await File.WriteAllTextAsync(Path.Combine(_data.FullName, "starting", "sample"), "2 0");
        });

        var record = await _desk.PluginAsync("sample");
        record.Should().Match<PluginRecord>(plugin => plugin.State == PluginState.Enabled && plugin.RunningVersion == "1.0.0");
        record.Failure!.Should().Be(new PluginFailure("2.0.0", "The desk ended 2 times while this plugin started, so 1.0.0 was put back."));
    }

    [Fact]
    public async Task After_an_upgrade_the_way_back_is_open_and_nobody_notices_either()
    {
        await InstallAsync("SampleV1");
        await InstallAsync("SampleV2");
        await _desk.EnableAsync("sample", "1.0.0");
        using var stop = new CancellationTokenSource();
        var answers = new System.Collections.Concurrent.ConcurrentBag<HttpStatusCode>();
        var customers = BrowseAsync(answers, stop.Token);

        (await _desk.EnableAsync("sample", "2.0.0")).RunningVersion.Should().Be("2.0.0");
        await UseAsync();
        (await _desk.EnableAsync("sample", "1.0.0")).RunningVersion.Should().Be("1.0.0");
        await UseAsync();

        await stop.CancelAsync();
        await customers;
        answers.Should().NotBeEmpty().And.OnlyContain(status => status == HttpStatusCode.OK);
    }

    [Fact]
    public async Task LP4_What_was_set_and_its_secrets_survive_an_upgrade_and_the_way_back()
    {
        await InstallAsync("Greets");
        await _desk.EnableAsync("greets");
        using var admin = await _desk.SignedInAsync(DemoPeople.Administrator);
        const string page = "/admin/plugins/greets/settings";
        (await admin.SendFormAsync(page, page, [new("setting.greeting", "Good day"), new("setting.times", "1"), new("setting.pass-phrase", "open sesame")])).Dispose();
        var upgrade = FixturePlugins.Lay(Path.Combine(_built.FullName, "upgrade"), "Greets")[0];
        var manifest = Path.Combine(upgrade, "plugin.json");
        await File.WriteAllTextAsync(manifest, (await File.ReadAllTextAsync(manifest)).Replace("\"version\": \"1.0.0\"", "\"version\": \"1.1.0\"", StringComparison.Ordinal));
        await InstallFolderAsync(upgrade);

        foreach (var version in new[] { "1.1.0", "1.0.0" })
        {
            (await _desk.EnableAsync("greets", version)).RunningVersion.Should().Be(version);
            var greets = await admin.OpenAsync("/greets");
            greets.QuerySelector("h1")!.TextContent.Should().StartWith("Good day");
            greets.QuerySelector("#secret-length")!.TextContent.Should().Be("11");
        }
    }

    /// <summary>A plugin that fails in its own way, by the name of the sample.</summary>
    private async Task<string> AsUpgradeOfTheSampleAsync(string fixture)
    {
        var folder = FixturePlugins.Lay(Path.Combine(_built.FullName, fixture), fixture)[0];
        var file = Path.Combine(folder, "plugin.json");
        var manifest = JsonNode.Parse(await File.ReadAllTextAsync(file))!;
        manifest["id"] = "sample";
        manifest["version"] = "9.0.0";
        await File.WriteAllTextAsync(file, manifest.ToJsonString());
        return folder;
    }

    private Task<Installation> InstallAsync(string fixture) => InstallFolderAsync(FixturePlugins.Lay(Path.Combine(_built.FullName, fixture), fixture)[0]);

    private async Task<Installation> InstallFolderAsync(string folder) => await InstallAsync(await PackageYard.PackAsync(folder));

    private async Task<Installation> InstallAsync(byte[] package)
    {
        var installer = _desk.Services.GetRequiredService<PackageInstaller>();
        using var file = new MemoryStream(package, writable: false);
        using var incoming = await installer.OpenAsync(file, CancellationToken.None);
        return await installer.InstallAsync(incoming, Actor.System, CancellationToken.None);
    }

    private async Task RestartAsync(Func<IServiceProvider, Task>? meanwhile = null)
    {
        await _desk.DisposeAsync();
        await using (var stores = Stores.Of(_data.FullName))
        {
            await (meanwhile?.Invoke(stores) ?? Task.CompletedTask);
        }

        _desk = await RunningDesk.StartAsync(_data.FullName);
    }

    /// <summary>The sample's page reads its table.</summary>
    private async Task UseAsync()
    {
        using var customer = await _desk.SignedInAsync(DemoPeople.Customer);
        (await customer.OpenAsync("/sample")).Should().NotBeNull();
    }

    private async Task BrowseAsync(System.Collections.Concurrent.ConcurrentBag<HttpStatusCode> answers, CancellationToken stop)
    {
        using var customer = await _desk.SignedInAsync(DemoPeople.Customer);
        while (!stop.IsCancellationRequested)
        {
            using var answer = await customer.GetAsync("/sample");
            answers.Add(answer.StatusCode);
        }
    }

    private async Task<List<string>> TablesAsync()
    {
        var store = _desk.Services.GetRequiredService<DeskStore>();
        await using var tables = store.Read();
        return await tables.Database.SqlQueryRaw<string>(store.Database.TableNamesSql).ToListAsync();
    }

    private async Task<List<string>> AuditAsync()
    {
        await using var tables = _desk.Services.GetRequiredService<DeskStore>().Read();
        return await tables.Audit.Select(entry => entry.Act + " " + entry.Subject).ToListAsync();
    }
}
