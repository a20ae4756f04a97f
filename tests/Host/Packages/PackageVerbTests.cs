using Helpdesk.Host.Tests.Outbox;

namespace Helpdesk.Host.Tests.Packages;

/// <summary>The life of a package by commands, beside a server that runs on the same database.</summary>
[Trait("Kind", "slow")]
public sealed class PackageVerbTests : IAsyncLifetime
{
    private readonly DirectoryInfo _built = Directory.CreateTempSubdirectory("helpdesk-");
    private MortalDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await MortalDesk.PrepareAsync("postgres");

    public async Task DisposeAsync()
    {
        await _desk.DisposeAsync();
        _built.Delete(recursive: true);
    }

    [Fact]
    public async Task From_the_folder_to_the_desk_and_out_again()
    {
        await _desk.StartAsync();
        var (first, second, third) = (await PackAsync("SampleV1"), await PackAsync("SampleV2"), await PackAsync("SampleV3"));

        (await _desk.DoAsync("plugin", "verify", first)).Should().Contain("ok\tplugin.json: sample 1.0.0, Sample");
        (await _desk.DoAsync("plugin", "install", first)).Should().Contain("+\troute\t/sample").And.Contain("sample\t1.0.0\tinstalled\t");
        (await _desk.DoAsync("plugin", "install", first)).Should().Contain("It is installed already.");
        (await _desk.DoAsync("plugin", "enable", "sample")).Should().StartWith("sample\t1.0.0\tenabled\t");
        (await _desk.DoAsync("plugin", "install", second, "--enable")).Should().Contain("sample\t2.0.0\tenabled\t");

        var failed = await _desk.RunAsync("plugin", "install", third, "--enable");
        failed.Code.Should().Be(1);
        failed.Errors.Should().Contain("3.0.0 could not be started, so 2.0.0 goes on.");
        (await _desk.DoAsync("plugin", "enable", "sample", "--version", "1.0.0")).Should().StartWith("sample\t1.0.0\tenabled\t");

        var unsaid = await _desk.RunAsync("plugin", "uninstall", "sample");
        unsaid.Code.Should().Be(1);
        unsaid.Errors.Should().Contain("--keep-data, --export FILE or --delete-data");
        var export = Path.Combine(_built.FullName, "sample.json");
        (await _desk.DoAsync("plugin", "uninstall", "sample", "--export", export)).Should().Be($"sample is uninstalled. Its data was written to {export} and deleted here.");
        (await File.ReadAllTextAsync(export)).Should().Contain("\"sample_entry\"");
        (await _desk.DoAsync("plugin", "list")).Should().NotContain("sample");
    }

    [Fact]
    public async Task Without_a_server_the_command_does_it_all()
    {
        await _desk.DoAsync("plugin", "install", await PackAsync("SampleV1"), "--enable");

        (await _desk.DoAsync("plugin", "uninstall", "sample", "--delete-data")).Should().Be("sample is uninstalled. Its data is deleted.");

        (await _desk.DoAsync("plugin", "list")).Should().NotContain("sample");
        Directory.EnumerateFileSystemEntries(Path.Combine(_desk.Folder, "plugins")).Should().BeEmpty();
    }

    [Fact]
    public async Task What_is_no_package_is_told_by_a_sentence_and_a_code()
    {
        var file = Path.Combine(_built.FullName, "evil.zip");
        await File.WriteAllBytesAsync(file, PackageMaker.Good().With("../evil", "evil").Zip());

        var verified = await _desk.RunAsync("plugin", "verify", file);
        verified.Code.Should().Be(1);
        verified.Output.Should().StartWith("wrong\tThe path '../evil' leads out of the package.");
        var installed = await _desk.RunAsync("plugin", "install", file);
        installed.Code.Should().Be(1);
        installed.Errors.Should().Contain("leads out of the package").And.NotContain("   at ");
        (await _desk.RunAsync("plugin", "install", Path.Combine(_built.FullName, "nowhere.zip"))).Code.Should().Be(1);
        (await _desk.RunAsync("plugin", "pack", _built.FullName)).Errors.Should().Contain("There is no plugin.json");
    }

    private Task<string> PackAsync(string fixture) =>
        _desk.DoAsync("plugin", "pack", FixturePlugins.Lay(Path.Combine(_built.FullName, fixture), fixture)[0], "--output", Path.Combine(_built.FullName, fixture + ".zip"));
}
