using Helpdesk.Host.Loading;

namespace Helpdesk.Host.Tests.Loading;

/// <summary>LP2: the verdict is there before the button, without any code of the plugin having run.</summary>
public sealed class CatalogueTests
{
    [Fact]
    public void Every_version_is_found_the_highest_first()
    {
        using var plugins = new Plugins("SampleV1", "SampleV2", "OldLibrary");

        var packages = plugins.Catalogue.Scan();

        packages.Select(package => $"{package.Name} {package.Manifest!.Version}").Should().Equal("old-library 1.0.0", "sample 2.0.0", "sample 1.0.0");
        packages.Should().OnlyContain(package => package.Verdict.IsCompatible);
    }

    [Fact]
    public void Versions_are_compared_as_versions_and_not_as_words()
    {
        using var plugins = new Plugins();
        Write(plugins, "sample", "9.0.0");
        Write(plugins, "sample", "10.0.0");
        Write(plugins, "sample", "10.0.0-beta.2");

        plugins.Catalogue.Scan().Select(package => package.Manifest!.Version).Should().Equal("10.0.0", "10.0.0-beta.2", "9.0.0");
    }

    [Fact]
    public void No_folder_at_all_is_no_plugin()
    {
        using var plugins = new Plugins();

        plugins.Catalogue.Scan().Should().BeEmpty();
    }

    [Fact]
    public void A_bundled_plugin_is_found_in_any_folder_and_stands_before_an_installed_one_of_the_same_version()
    {
        using var plugins = new Plugins("SampleV1");
        var bundled = Path.Combine(plugins.Data, "bundled", "any");
        Directory.CreateDirectory(Path.GetDirectoryName(bundled)!);
        Directory.Move(Path.Combine(plugins.Installed, "sample", "1.0.0"), bundled);
        plugins.Lay("SampleV1");

        var packages = plugins.Catalogue.Scan();

        packages[0].Folder.Should().Be(bundled);
        packages[0].Verdict.IsCompatible.Should().BeTrue();
        packages[1].Verdict.Sentence.Should().Contain(bundled);
    }

    [Fact]
    public void What_an_installer_prepares_in_a_folder_with_a_dot_is_not_looked_at()
    {
        using var plugins = new Plugins("SampleV1");
        Directory.Move(Path.Combine(plugins.Installed, "sample"), Path.Combine(plugins.Installed, ".incoming"));

        plugins.Catalogue.Scan().Should().BeEmpty();
    }

    [Fact]
    public void A_plugin_that_needs_a_newer_engine_is_refused()
    {
        using var plugins = new Plugins("NeedsNewerEngine", "SampleV1");

        plugins.Find("needs-newer-engine").Verdict.Sentence.Should().Be($"It works with engine ^99.0.0, but this desk has engine {PackageInspection.EngineVersion}.");
        plugins.Find("sample").Verdict.IsCompatible.Should().BeTrue();
    }

    [Fact]
    public void A_plugin_that_ships_the_engine_is_refused()
    {
        using var plugins = new Plugins("ShipsEngine");

        plugins.Find("ships-engine").Verdict.Sentence.Should().Contain("its own copy of Helpdesk.Engine");
    }

    [Theory]
    [InlineData("Helpdesk.Engine", "Helpdesk.Engine")]
    [InlineData("helpdesk.engine", "Helpdesk.Engine")]
    [InlineData("Innocent", "Helpdesk.Engine")]
    [InlineData("Helpdesk.Engine", "Innocent")]
    [InlineData("Microsoft.EntityFrameworkCore", "Microsoft.EntityFrameworkCore")]
    [InlineData("Microsoft.EntityFrameworkCore.Abstractions", "Microsoft.EntityFrameworkCore.Abstractions")]
    [InlineData("Microsoft.EntityFrameworkCore.Relational", "Microsoft.EntityFrameworkCore.Relational")]
    [InlineData("Microsoft.AspNetCore.Mvc.Core", "Microsoft.AspNetCore.Mvc.Core")]
    [InlineData("Microsoft.Extensions.Logging.Abstractions", "Microsoft.Extensions.Logging.Abstractions")]
    public void A_copy_of_a_shared_assembly_is_refused_by_its_file_name_and_by_its_own_name_wherever_it_lies(string file, string name)
    {
        using var plugins = new Plugins("SampleV1");
        var folder = Path.Combine(plugins.Installed, "sample", "1.0.0", "lib", "deep");
        Directory.CreateDirectory(folder);
        TinyAssembly.Write(Path.Combine(folder, $"{file}.dll"), name);

        plugins.Find("sample").Verdict.Sentence.Should().Contain("its own copy of").And.ContainEquivalentOf(file == "Innocent" ? name : file == name ? file : "Helpdesk.Engine");
    }

    [Theory]
    [InlineData("Microsoft.Extensions.Http.Resilience")]
    [InlineData("Microsoft.EntityFrameworkCore.InMemory")]
    [InlineData("Newtonsoft.Json")]
    public void A_library_that_is_not_shared_may_be_brought_along(string name)
    {
        using var plugins = new Plugins("SampleV1");
        TinyAssembly.Write(Path.Combine(plugins.Installed, "sample", "1.0.0", $"{name}.dll"), name);

        plugins.Find("sample").Verdict.Sentence.Should().BeEmpty();
    }

    [Theory]
    [InlineData("Helpdesk.Engine", "1.0.0.0")]
    [InlineData("Microsoft.EntityFrameworkCore", "10.0.99.0")]
    [InlineData("Microsoft.EntityFrameworkCore.Abstractions", "10.0.99.0")]
    [InlineData("Microsoft.EntityFrameworkCore.Relational", "11.0.0.0")]
    [InlineData("Microsoft.AspNetCore.Http.Abstractions", "11.0.0.0")]
    [InlineData("Microsoft.Extensions.Logging.Abstractions", "11.0.0.0")]
    [InlineData("System.Runtime", "11.0.0.0")]
    public void A_reference_to_something_newer_than_the_desk_has_is_refused_in_any_assembly_of_the_package(string name, string version)
    {
        using var plugins = new Plugins("SampleV1", "OldLibrary");
        TinyAssembly.Write(Path.Combine(plugins.Installed, "sample", "1.0.0", "Sample.dll"), "Sample", (name, version));
        TinyAssembly.Write(Path.Combine(plugins.Installed, "old-library", "1.0.0", "Inner.dll"), "Inner", (name, version));

        plugins.Find("sample").Verdict.Sentence.Should().Contain($"Sample needs {name} {version}").And.Contain("newer than the desk's");
        plugins.Find("old-library").Verdict.Sentence.Should().Contain($"Inner needs {name} {version}");
    }

    [Theory]
    [InlineData("Helpdesk.Host")]
    [InlineData("Hangfire.Core")]
    [InlineData("Autofac")]
    [InlineData("Semver")]
    [InlineData("Nowhere.To.Be.Found")]
    public void What_is_neither_brought_along_nor_shared_is_refused_though_the_desk_may_have_it(string name)
    {
        using var plugins = new Plugins("SampleV1");
        TinyAssembly.Write(Path.Combine(plugins.Installed, "sample", "1.0.0", "Sample.dll"), "Sample", (name, "0.0.0.0"));

        plugins.Find("sample").Verdict.Sentence.Should().Contain($"It needs {name} 0.0.0.0, which is not in the package");
    }

    [Fact]
    public void A_library_that_was_forgotten_is_named()
    {
        using var plugins = new Plugins("NewLibrary");
        File.Delete(Path.Combine(plugins.Installed, "new-library", "1.0.0", "Humanizer.dll"));

        plugins.Find("new-library").Verdict.Sentence.Should().Contain("Humanizer 3.0.0.0");
    }

    [Fact]
    public void A_missing_assembly_is_named()
    {
        using var plugins = new Plugins("SampleV1");
        File.Delete(Path.Combine(plugins.Installed, "sample", "1.0.0", "Sample.dll"));

        plugins.Find("sample").Verdict.Sentence.Should().Be("Its assembly Sample.dll is not in the package.");
    }

    public static TheoryData<byte[]> Garbage => new(
        [],
        "this is not a library\n"u8.ToArray(),
        [.. "MZ"u8, .. new byte[200]],
        [0x7F, (byte)'E', (byte)'L', (byte)'F', .. new byte[500]],
        File.ReadAllBytes(typeof(CatalogueTests).Assembly.Location)[..4096]);

    [Theory]
    [MemberData(nameof(Garbage))]
    public void Garbage_by_the_name_of_a_dll_is_refused(byte[] garbage)
    {
        using var plugins = new Plugins("SampleV1", "OldLibrary");
        File.WriteAllBytes(Path.Combine(plugins.Installed, "sample", "1.0.0", "Sample.dll"), garbage);
        File.WriteAllBytes(Path.Combine(plugins.Installed, "old-library", "1.0.0", "native.dll"), garbage);

        plugins.Find("sample").Verdict.IsCompatible.Should().BeFalse();
        plugins.Find("old-library").Verdict.Sentence.Should().BeEmpty("a library that is not of .NET may lie beside it");
    }

    [Fact]
    public void A_package_in_the_folder_of_another_id_or_version_is_refused()
    {
        using var plugins = new Plugins("SampleV1");
        Directory.Move(Path.Combine(plugins.Installed, "sample"), Path.Combine(plugins.Installed, "kb"));
        plugins.Lay("SampleV2");
        Directory.Move(Path.Combine(plugins.Installed, "sample", "2.0.0"), Path.Combine(plugins.Installed, "sample", "3.0.0"));

        plugins.Catalogue.Scan().Select(package => package.Verdict.Sentence).Should().BeEquivalentTo(
            "Its folder is that of sample 3.0.0, but its plugin.json says sample 2.0.0.",
            "Its folder is that of kb 1.0.0, but its plugin.json says sample 1.0.0.");
    }

    [Theory]
    [InlineData("/etc/hostname")]
    [InlineData("../../../outside.txt")]
    [InlineData("../1.0.0-sibling.txt")]
    [InlineData("nowhere")]
    [InlineData("wwwroot")]
    [InlineData("/")]
    [InlineData("loop")]
    public void A_link_that_leaves_the_package_or_leads_to_no_file_is_refused(string target)
    {
        using var plugins = new Plugins("SampleV1");
        var folder = Path.Combine(plugins.Installed, "sample", "1.0.0");
        File.WriteAllText(Path.Combine(plugins.Data, "outside.txt"), "");
        File.WriteAllText(folder + "-sibling.txt", "");
        File.CreateSymbolicLink(Path.Combine(folder, "loop"), target);

        plugins.Find("sample").Verdict.IsCompatible.Should().BeFalse();
    }

    [Fact]
    public void A_link_to_a_file_of_the_package_is_copied_as_that_file()
    {
        using var plugins = new Plugins("SampleV1");
        File.CreateSymbolicLink(Path.Combine(plugins.Installed, "sample", "1.0.0", "wwwroot", "old.css"), "sample.css");

        var copy = new FileInfo(Path.Combine(plugins.Load("sample").Folder, "wwwroot", "old.css"));

        copy.LinkTarget.Should().BeNull();
        copy.Length.Should().BePositive();
    }

    [Fact]
    public void What_a_plugin_depends_on_must_be_there_and_able_to_run_however_long_the_chain()
    {
        using var plugins = new Plugins("NeedsNewerEngine");
        Write(plugins, "a", "1.0.0", "bb");
        Write(plugins, "bb", "1.0.0", "cc");
        Write(plugins, "cc", "1.0.0", "needs-newer-engine");
        Write(plugins, "dd", "1.0.0", "nobody");
        Write(plugins, "ee", "1.0.0", "ff");
        Write(plugins, "ff", "1.0.0");

        plugins.Find("bb").Verdict.Sentence.Should().Be("It depends on the plugin 'cc', which can't run here.");
        plugins.Find("cc").Verdict.Sentence.Should().Be("It depends on the plugin 'needs-newer-engine', which can't run here.");
        plugins.Find("dd").Verdict.Sentence.Should().Be("It depends on the plugin 'nobody', which is not installed.");
        plugins.Find("ee").Verdict.IsCompatible.Should().BeTrue();
    }

    private static void Write(Plugins plugins, string id, string version, params string[] dependsOn)
    {
        var folder = Path.Combine(plugins.Installed, id, version);
        Directory.CreateDirectory(folder);
        TinyAssembly.Write(Path.Combine(folder, "Tiny.dll"), "Tiny");
        File.WriteAllText(Path.Combine(folder, "plugin.json"), $$"""
            { "id": "{{id}}", "name": "Tiny", "version": "{{version}}", "engine": "*", "assembly": "Tiny.dll",
              "dependsOn": [{{string.Join(", ", dependsOn.Select(id => $"\"{id}\""))}}] }
            """);
    }
}
