using System.Diagnostics;
using System.Reflection;
using Helpdesk.Host.Loading;

namespace Helpdesk.Host.Tests.Loading;

/// <summary>host/Plugins.targets, run by MSBuild as the host's build and publish run it.</summary>
public sealed class DeploymentTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("helpdesk-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("Build", "OutDir", "")]
    [InlineData("Publish", "PublishDir", "")]
    [InlineData("Publish", "PublishDir", "linux-x64")]
    public async Task Bundled_plugins_lie_beside_the_host_and_what_is_gone_goes(string target, string folder, string machine)
    {
        var output = Path.Combine(_folder.FullName, "out");
        var plugins = Path.Combine(output, "plugins");
        Write(Path.Combine(plugins, "gone", "plugin.json"));
        Write(Path.Combine(plugins, "sample", "lib", "Old.dll"));
        Write(Path.Combine(output, "Kept.dll"));

        await BuildAsync(target, folder, output, machine, Path.Combine(FixturePlugins.Sources, "SampleV1", "SampleV1.csproj"));

        var sample = new PluginCatalogue(new PluginFolders { Bundled = plugins, Installed = Path.Combine(_folder.FullName, "installed") }).Scan().Should().ContainSingle().Subject;
        sample.Folder.Should().Be(Path.Combine(plugins, "sample"));
        sample.Verdict.Sentence.Should().BeEmpty();
        File.Exists(Path.Combine(sample.Folder, "wwwroot", "sample.css")).Should().BeTrue();
        File.Exists(Path.Combine(sample.Folder, "lib", "Old.dll")).Should().BeFalse();

        await BuildAsync(target, folder, output, machine, Path.Combine(_folder.FullName, "none", "*.csproj"));

        Directory.EnumerateFileSystemEntries(plugins).Should().BeEmpty();
        File.Exists(Path.Combine(output, "Kept.dll")).Should().BeTrue();
    }

    private async Task BuildAsync(string target, string folder, string output, string machine, string bundled)
    {
        var project = Path.Combine(_folder.FullName, "Deploy.proj");
        await File.WriteAllTextAsync(project, $"""
            <Project DefaultTargets="{target}">
              <PropertyGroup>
                <{folder}>{output}/</{folder}>
                <BundledPlugins>{bundled}</BundledPlugins>
              </PropertyGroup>
              <Target Name="{target}" />
              <Import Project="{FixturePlugins.Sources}/../../host/Plugins.targets" />
            </Project>
            """);
        var configuration = typeof(DeploymentTests).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        using var build = System.Diagnostics.Process.Start(new ProcessStartInfo("dotnet", ["msbuild", project, "-nologo", "-v:q", "-nr:false", $"-p:Configuration={configuration}", $"-p:RuntimeIdentifier={machine}"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            // What a test run sets for itself must not reach the SDK that it starts.
            Environment = { ["MSBuildSDKsPath"] = null, ["MSBuildExtensionsPath"] = null, ["MSBUILD_EXE_PATH"] = null },
        })!;
        var said = await build.StandardOutput.ReadToEndAsync();
        await build.WaitForExitAsync();
        build.ExitCode.Should().Be(0, said);
    }

    private static void Write(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "");
    }
}
