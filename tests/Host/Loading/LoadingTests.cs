using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using Helpdesk.Host.Loading;

namespace Helpdesk.Host.Tests.Loading;

public sealed class LoadingTests
{
    [Fact]
    public void A_plugin_states_what_it_contributes()
    {
        using var plugins = new Plugins("SampleV1", "SampleV2");

        var sample = plugins.Load("sample", "1.0.0").Configure();

        sample.PluginId.Should().Be("sample");
        sample.Receivers.Select(receiver => receiver.Key).Should().BeEquivalentTo(
            "plugin:sample:opened", "plugin:sample:replied", "plugin:sample:follow-up", "plugin:sample:tick");
        sample.Panels.Should().HaveCount(2);
        sample.Tables.Should().ContainSingle();
        sample.Navigation.Should().ContainSingle(link => link.Href == "/sample");
    }

    [Fact]
    public void Two_versions_of_a_plugin_are_in_memory_side_by_side()
    {
        using var plugins = new Plugins("SampleV1", "SampleV2");

        VersionOf(plugins.Load("sample", "1.0.0")).Should().Be("1.0.0");
        VersionOf(plugins.Load("sample", "2.0.0")).Should().Be("2.0.0");
    }

    [Fact]
    public void The_contract_is_shared_and_everything_else_is_the_plugins_own()
    {
        using var plugins = new Plugins("SampleV1");

        var sample = plugins.Load("sample");

        AssemblyLoadContext.GetLoadContext(sample.Assembly).Should().NotBeSameAs(AssemblyLoadContext.Default);
        sample.Configure().Tables.Single().BaseType.Should().BeSameAs(typeof(Engine.Storage.PluginTables));
    }

    /// <summary>LP3, with a library that neither the desk nor the other plugin has in that version.</summary>
    [Fact]
    public void Two_plugins_with_two_major_versions_of_one_library_run_side_by_side()
    {
        using var plugins = new Plugins("OldLibrary", "NewLibrary");

        var old = plugins.Load("old-library").Configure();
        var renewed = plugins.Load("new-library").Configure();

        old.Navigation.Single().Text.For("en").Should().Be("Plugin of its own 2");
        renewed.Navigation.Single().Text.For("en").Should().Be("Plugin of its own 3");
    }

    /// <summary>LP3: sharing the engine must not share the engine's own libraries, nor the host's.</summary>
    [Theory]
    [InlineData("Semver")]
    [InlineData("Newtonsoft.Json")]
    [InlineData("Autofac")]
    public void A_plugins_own_copy_of_a_library_that_the_desk_uses_too_is_the_one_it_gets(string library)
    {
        using var plugins = new Plugins("SampleV1");
        TinyAssembly.Write(Path.Combine(plugins.Installed, "sample", "1.0.0", $"{library}.dll"), library);
        var sample = plugins.Load("sample");

        var loaded = AssemblyLoadContext.GetLoadContext(sample.Assembly)!.LoadFromAssemblyName(new System.Reflection.AssemblyName(library));

        loaded.Location.Should().StartWith(sample.Folder);
    }

    [Fact]
    public void A_library_that_needs_EF_Core_is_the_plugins_own_and_its_EF_Core_is_the_desks()
    {
        using var plugins = new Plugins("OldLibrary");
        var plugin = plugins.Load("old-library");

        var provider = AssemblyLoadContext.GetLoadContext(plugin.Assembly)!.LoadFromAssemblyName(new("Npgsql.EntityFrameworkCore.PostgreSQL"));

        File.Exists(Path.Combine(plugin.Folder, "Microsoft.EntityFrameworkCore.dll")).Should().BeFalse();
        provider.Location.Should().StartWith(plugin.Folder);
        provider.GetTypes().Should().Contain(type => type.BaseType == typeof(Microsoft.EntityFrameworkCore.Migrations.MigrationsSqlGenerator));
    }

    [Fact]
    public void The_same_contents_are_loaded_once_and_given_again()
    {
        using var plugins = new Plugins("SampleV1");

        var first = plugins.Load("sample");
        var again = plugins.Load("sample");

        again.Should().BeSameAs(first);
        plugins.Loader.Contexts.Alive.Should().Be(1);
        first.Configure().Should().NotBeSameAs(again.Configure(), "each generation asks anew");
    }

    [Fact]
    public void A_package_can_be_replaced_while_it_runs_and_the_new_contents_are_loaded_under_the_same_version()
    {
        using var plugins = new Plugins("SampleV1");
        var folder = Path.Combine(plugins.Installed, "sample", "1.0.0");
        var running = plugins.Load("sample");

        File.WriteAllText(Path.Combine(folder, "Sample.dll"), "garbage");
        plugins.Find("sample").Verdict.IsCompatible.Should().BeFalse();
        Directory.Delete(folder, recursive: true);

        running.Configure().Receivers.Should().HaveCount(4);
        File.Exists(Path.Combine(running.Folder, "wwwroot", "sample.css")).Should().BeTrue();

        plugins.Lay("SampleV1");
        File.AppendAllText(Path.Combine(folder, "wwwroot", "sample.css"), "/* patched */");
        var patched = plugins.Load("sample");
        patched.Should().NotBeSameAs(running);
        File.ReadAllText(Path.Combine(patched.Folder, "wwwroot", "sample.css")).Should().Contain("patched");
        File.ReadAllText(Path.Combine(running.Folder, "wwwroot", "sample.css")).Should().NotContain("patched");
    }

    [Fact]
    public void What_changed_between_the_scan_and_the_loading_is_judged_as_it_is_now()
    {
        using var plugins = new Plugins("SampleV1", "SampleV2");
        var package = plugins.Find("sample", "1.0.0");

        File.WriteAllText(Path.Combine(package.Folder, "Sample.dll"), "garbage");
        Refused(() => plugins.Loader.Load(package)).Should().Contain("is not a .NET assembly");

        foreach (var file in Directory.GetFiles(plugins.Find("sample", "2.0.0").Folder))
        {
            File.Copy(file, Path.Combine(package.Folder, Path.GetFileName(file)), overwrite: true);
        }

        Refused(() => plugins.Loader.Load(package)).Should().Contain("changed while it was being loaded");

        Directory.Delete(package.Folder, recursive: true);
        Refused(() => plugins.Loader.Load(package)).Should().Contain("can't be copied");
    }

    [Fact]
    public void A_package_that_was_judged_unfit_is_not_loaded()
    {
        using var plugins = new Plugins("NeedsNewerEngine");

        Refused(() => plugins.Load("needs-newer-engine")).Should().Contain("^99.0.0");
        plugins.Loader.Contexts.Alive.Should().Be(0);
    }

    [Fact]
    public void Two_classes_that_implement_IPlugin_are_one_too_many()
    {
        using var plugins = new Plugins("TwoPlugins");

        Refused(() => plugins.Load("two-plugins")).Should().Be("TwoPlugins has 2 public classes that implement IPlugin (Rogue, AnotherRogue); one is needed.");
    }

    [Fact]
    public void A_class_that_is_not_public_is_not_found()
    {
        using var plugins = new Plugins("NoPlugin");

        Refused(() => plugins.Load("no-plugin")).Should().Be("NoPlugin has no public class that implements IPlugin.");
    }

    /// <summary>LP1: the scan can't see that a library is the wrong one of its name; the loader can.</summary>
    [Fact]
    public void A_type_that_does_not_load_fails_that_plugin_alone_and_says_why()
    {
        using var plugins = new Plugins("OldLibrary", "NewLibrary");
        TinyAssembly.Write(Path.Combine(plugins.Installed, "new-library", "1.0.0", "Humanizer.dll"), "Humanizer");

        Refused(() => plugins.Load("new-library")).Should().StartWith("A type of NewLibrary does not load:").And.Contain("Humanizer");
        plugins.Load("old-library").Configure().Navigation.Should().ContainSingle();
    }

    [Fact]
    public void A_constructor_that_throws_is_told_with_what_it_threw()
    {
        using var plugins = new Plugins("ThrowsInConstructor");

        Refused(() => plugins.Load("throws-in-constructor").Configure())
            .Should().Be("Its constructor threw InvalidOperationException: The constructor of the rogue was called.");
    }

    [Fact]
    public void Configure_that_throws_is_told_with_what_it_threw()
    {
        using var plugins = new Plugins("ThrowsInConfigure");

        Refused(() => plugins.Load("throws-in-configure").Configure())
            .Should().Be("Its Configure threw InvalidOperationException: Configure of the rogue was called.");
    }

    [Fact]
    public void Configure_that_hangs_is_left_behind_after_ten_seconds()
    {
        using var plugins = new Plugins("HangsInConfigure");
        using var hurried = plugins.AnotherLoader(new HurriedTime());

        Refused(() => hurried.Load(plugins.Find("hangs-in-configure")).Configure()).Should().Be("Its Configure took longer than 10 s.");
    }

    [Fact]
    public void A_plugin_that_registers_a_service_of_the_engine_is_refused()
    {
        using var plugins = new Plugins("ReplacesService");

        Refused(() => plugins.Load("replaces-service").Configure())
            .Should().Be("It registers ITables, which belongs to the desk and can't be replaced by a plugin.");
    }

    [Fact]
    public void A_plugin_that_was_unloaded_says_so_and_is_loaded_anew()
    {
        using var plugins = new Plugins("SampleV1");
        var sample = plugins.Load("sample");

        plugins.Loader.Unload(sample);

        sample.Invoking(plugin => plugin.Configure()).Should().Throw<ObjectDisposedException>();
        plugins.Loader.Loaded.Should().BeEmpty();
        plugins.Load("sample").Configure().Receivers.Should().HaveCount(4);
    }

    [Fact]
    public void Twenty_times_loaded_and_unloaded_leaves_next_to_nothing()
    {
        using var plugins = new Plugins("SampleV1");

        for (var round = 0; round < 20; round++)
        {
            LoadAndUnload(plugins, "sample");
        }

        Collected(plugins, atMost: 2).Should().BeLessThanOrEqualTo(2);
    }

    [Fact]
    public void A_plugin_that_hangs_on_is_named_as_lingering()
    {
        using var plugins = new Plugins("BlocksUnload", "SampleV1");
        LoadAndUnload(plugins, "blocks-unload");
        plugins.Load("sample");

        Collected(plugins, atMost: 1).Should().Be(2, "one is in use and one lingers");
        plugins.Loader.Contexts.Lingering.Should().Equal("blocks-unload 1.0.0");
    }

    [Fact]
    public void Copies_of_a_process_that_ended_are_cleared_away_and_those_of_a_living_one_stay()
    {
        using var plugins = new Plugins("SampleV1");
        var living = plugins.Load("sample");
        var shadow = Path.Combine(plugins.Data, "shadow");
        Directory.CreateDirectory(Path.Combine(shadow, "ended", "sample"));
        File.WriteAllText(Path.Combine(shadow, "ended.lock"), "");
        Directory.CreateDirectory(Path.Combine(shadow, "older"));
        File.WriteAllText(Path.Combine(shadow, "alone.lock"), "");

        using var next = plugins.AnotherLoader();

        Directory.EnumerateFileSystemEntries(shadow).Select(Path.GetFileNameWithoutExtension).Distinct(StringComparer.Ordinal).Should().HaveCount(2)
            .And.NotContain(["ended", "older", "alone"]);
        Directory.Exists(living.Folder).Should().BeTrue();
    }

    [Fact]
    public void Closing_the_loader_takes_its_copies_with_it()
    {
        using var plugins = new Plugins("SampleV1");
        plugins.Load("sample");

        plugins.Loader.Dispose();

        Directory.EnumerateFileSystemEntries(Path.Combine(plugins.Data, "shadow")).Should().BeEmpty();
    }

    private static string VersionOf(LoadedPlugin plugin) =>
        (string)plugin.Assembly.GetType("Helpdesk.Fixtures.Sample.SamplePlugin", throwOnError: true)!.GetField("Version")!.GetRawConstantValue()!;

    private static string Refused(Func<object> act) => act.Should().Throw<PluginLoadException>().Which.Message;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void LoadAndUnload(Plugins plugins, string id)
    {
        var plugin = plugins.Load(id);
        plugin.Configure();
        plugin.Parts();
        plugins.Loader.Unload(plugin);
    }

    private static int Collected(Plugins plugins, int atMost)
    {
        for (var round = 0; round < 20 && plugins.Loader.Contexts.Alive > atMost; round++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        return plugins.Loader.Contexts.Alive;
    }

    /// <summary>A clock that goes a hundred times as fast.</summary>
    private sealed class HurriedTime : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime / 100, period);
    }
}
