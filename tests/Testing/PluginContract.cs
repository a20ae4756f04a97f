using System.Net;
using System.Runtime.CompilerServices;
using Helpdesk.Engine.Plugins;
using Helpdesk.Engine.Plugins.Settings;
using Helpdesk.Engine.Texts;
using Helpdesk.Engine.Tickets.Events;
using Helpdesk.Host.Loading;
using Xunit;

namespace Helpdesk.Testing;

/// <summary>
/// What every plugin ought to bear, as tests to inherit: <c>public sealed class MyPluginContract : PluginContract;</c> in a test project with a
/// reference marked <c>PluginUnderTest</c> is enough.
/// </summary>
public abstract class PluginContract
{
    private static readonly string[] Languages = ["en", "fr", "ja", "nl"];

    /// <summary>Where the plugin was built to; what the test project's reference says unless overridden.</summary>
    protected virtual string Folder => PluginDesk.FolderOf(GetType().Assembly);

    /// <summary>Whether all of its code has to leave memory when it is disabled; override where a library that it uses is known to hold on to it.</summary>
    protected virtual bool MustUnload => true;

    /// <summary>It loads, and every link that it puts into a menu leads to a page.</summary>
    [Fact]
    public async Task It_loads_and_its_menu_links_lead_somewhere()
    {
        await using var desk = await PluginDesk.StartAsync(Folder);
        using var administrator = await desk.SignInAsync(DemoPeople.Administrator);

        foreach (var link in OwnOf(desk).Navigation)
        {
            using var answer = await administrator.GetAsync(link.Href);
            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"The menu link {link.Href} answers {(int)answer.StatusCode} to an administrator.");
        }

        Assert.Empty(desk.Failures());
    }

    /// <summary>Switched off and on again it runs as before, and while it is off nothing of it is served.</summary>
    [Fact]
    public async Task It_runs_a_second_time_and_is_gone_in_between()
    {
        await using var desk = await PluginDesk.StartAsync(Folder);
        using var administrator = await desk.SignInAsync(DemoPeople.Administrator);
        var links = OwnOf(desk).Navigation.Select(link => link.Href).ToList();

        await desk.DisableAsync();
        foreach (var link in links)
        {
            using var answer = await administrator.GetAsync(link);
            Assert.True(answer.StatusCode == HttpStatusCode.NotFound, $"{link} answers {(int)answer.StatusCode} while the plugin is off.");
        }

        await desk.EnableAsync();
        foreach (var link in links)
        {
            using var answer = await administrator.GetAsync(link);
            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{link} answers {(int)answer.StatusCode} after the plugin was switched on again.");
        }

        Assert.Empty(desk.Failures());
    }

    /// <summary>Loaded, asked what it adds, and let go of, its code leaves memory: no static event, timer or thread of its own holds on to it.</summary>
    [Fact]
    public void It_unloads()
    {
        var data = Directory.CreateTempSubdirectory("helpdesk-").FullName;
        using (var loader = new PluginLoader(data, TimeProvider.System))
        {
            LoadAndUnload(loader, Folder);
            for (var round = 0; round < 20 && loader.Contexts.Alive > 0; round++)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }

            Assert.True(loader.Contexts.Alive == 0 || !MustUnload, "Something still refers to the plugin's code: a static event, a timer, a thread, or a cache of a library.");
        }

        Directory.Delete(data, recursive: true);
    }

    /// <summary>What is set comes back as it was set, and outlives the plugin being off; a secret is never shown.</summary>
    [Fact]
    public async Task Its_settings_come_back_as_they_were_set()
    {
        await using var desk = await PluginDesk.StartAsync(Folder);
        var values = desk.Manifest.Settings.Select(setting => (setting.Key, Value: (string?)Valid(setting))).ToArray();

        await desk.SetAsync(values);
        await desk.DisableAsync();
        await desk.EnableAsync();

        var kept = await desk.SettingsAsync();
        foreach (var setting in desk.Manifest.Settings)
        {
            Assert.Equal(setting.Kind == SettingKind.Secret ? "" : Valid(setting), kept[setting.Key]);
        }

        if (OwnOf(desk).Settings is { } read)
        {
            var settings = SettingsBinding.Bind(read.SettingsType, read.Declarations, new Dictionary<string, string>(values.ToDictionary(value => value.Key, value => value.Value!, StringComparer.Ordinal), StringComparer.Ordinal));
            Assert.NotNull(settings);
        }
    }

    /// <summary>Everything that it says is there in each language of the desk, with the same holes.</summary>
    [Fact]
    public async Task It_speaks_every_language_of_the_desk()
    {
        await using var desk = await PluginDesk.StartAsync(Folder);
        var own = OwnOf(desk);

        var texts = own.Navigation.Select(link => (Name: $"the menu link {link.Href}", link.Text))
            .Concat(own.TicketTypes.SelectMany(type => new[] { ($"the ticket type {type.Key}", type.Name), ($"the explanation of {type.Key}", type.Explanation) }))
            .Concat(desk.Manifest.Settings.SelectMany(setting => new[] { ($"the setting {setting.Key}", setting.Label), ($"the help of {setting.Key}", setting.Help ?? setting.Label) }))
            .Concat(desk.Manifest.Settings.SelectMany(setting => setting.Options.Select(option => ($"the option {option.Key}", option.Label))))
            .Concat(desk.Manifest.Permissions.Select(permission => ($"the permission {permission.Key}", permission.Name)));
        foreach (var (name, text) in texts)
        {
            Assert.True(!Languages.Except(text.Cultures, StringComparer.Ordinal).Any(), $"{name} is not there in {string.Join(", ", Languages.Except(text.Cultures, StringComparer.Ordinal))}.");
        }

        foreach (var phrase in own.Phrases.GroupBy(line => line.Key, StringComparer.Ordinal))
        {
            var missing = Languages.Except(phrase.Select(line => line.Culture), StringComparer.Ordinal).ToList();
            Assert.True(missing.Count == 0, $"The phrase {phrase.Key} is not there in {string.Join(", ", missing)}.");
            Assert.True(phrase.Select(line => line.Text.MinimumArgumentCount).Distinct().Count() == 1, $"The phrase {phrase.Key} has not the same holes in each language.");
        }
    }

    /// <summary>What it adds is its own: everything is named by its id, and its links are below its route prefixes.</summary>
    [Fact]
    public async Task It_registers_only_its_own()
    {
        await using var desk = await PluginDesk.StartAsync(Folder);
        var own = OwnOf(desk);

        Assert.All(own.Hooks, hook => Assert.Equal(desk.Manifest.Id, hook.PluginId));
        Assert.All(own.Receivers, receiver => Assert.StartsWith($"plugin:{desk.Manifest.Id}:", receiver.Key, StringComparison.Ordinal));
        Assert.All(own.Navigation, link => Assert.Contains(desk.Manifest.Routes, route => link.Href == route || link.Href.StartsWith(route + "/", StringComparison.Ordinal)));
        Assert.All(own.Phrases, phrase => Assert.StartsWith(desk.Manifest.Id + ".", phrase.Key, StringComparison.Ordinal));
    }

    /// <summary>It bears the life of a ticket, with each event delivered twice.</summary>
    [Fact]
    public async Task It_bears_the_life_of_a_ticket_and_double_delivery()
    {
        await using var desk = await PluginDesk.StartAsync(Folder);
        var number = await LiveAsync(desk);
        await desk.RestAsync();
        using var agent = await desk.SignInAsync(DemoPeople.Agent);
        using var customer = await desk.SignInAsync(DemoPeople.Customer);
        // The pages on which panels stand.
        using var queue = await agent.OpenAsync("/agent");
        using var ticket = await agent.OpenAsync($"/agent/tickets/{number}");
        using var home = await customer.OpenAsync("/");
        using var own = await customer.OpenAsync($"/tickets/{number}");

        var twice = await desk.DeliverTwiceAsync(() => LiveAsync(desk));

        Assert.True(twice > 0 || !HearsOf(OwnOf(desk), TicketOpened.EventName), "The plugin hears of new tickets, but was told of none.");
        Assert.Empty(desk.Failures());
    }

    private static bool HearsOf(PluginContributions own, string eventName) => own.Receivers.Any(receiver => receiver.EventName == eventName);

    /// <summary>A frame of its own, so that nothing of the plugin stays on the stack.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void LoadAndUnload(PluginLoader loader, string folder)
    {
        var plugin = loader.Load(PackageInspection.Inspect(new PluginFolder(folder)));
        plugin.Configure();
        plugin.Parts();
        loader.Unload(plugin);
    }

    private static async Task<string> LiveAsync(PluginDesk desk)
    {
        var number = await desk.OpenTicketAsync("The printer is on fire");
        await desk.ReplyAsync(number, "Please step back.");
        await desk.ReplyAsync(number, "It is out.", DemoPeople.Customer);
        await desk.SetStatusAsync(number, "closed");
        return number;
    }

    private static PluginContributions OwnOf(PluginDesk desk) => desk.Contributions.Plugins.Single(plugin => plugin.PluginId == desk.Manifest.Id);

    private static string Valid(SettingDeclaration setting) => setting.Kind switch
    {
        SettingKind.Switch => "true",
        SettingKind.Number => (setting.Minimum ?? Math.Min(setting.Maximum ?? 1, 1)).ToString(System.Globalization.CultureInfo.InvariantCulture),
        SettingKind.Choice => setting.Options[0].Key,
        SettingKind.Url => "https://example.com/",
        SettingKind.Address => "somebody@example.com",
        _ => "x",
    };
}
