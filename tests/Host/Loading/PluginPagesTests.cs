using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Helpdesk.Host.Loading;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Host.Tests.Loading;

/// <summary>Pages of plugins in a real MVC on a real port.</summary>
public sealed partial class PluginPagesTests
{
    [Fact]
    public async Task A_page_is_served_below_its_prefix_with_the_imports_and_the_start_of_its_plugin()
    {
        using var plugins = new Plugins("SampleV1");
        await using var desk = await DeskOfPlugins.StartAsync(plugins.Data, plugins.Load("sample"));

        var page = await desk.Client.GetStringAsync("/sample");

        page.Should().Contain("<h1>Sample 1.0.0</h1>").And.Contain("begun by the sample").And.Contain("__RequestVerificationToken");
        (await desk.Client.GetAsync("/Plugins/sample/Pages")).StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_form_stores_a_row_and_the_next_version_finds_it_with_its_new_column()
    {
        using var plugins = new Plugins("SampleV1", "SampleV2");
        await using (var desk = await DeskOfPlugins.StartAsync(plugins.Data, plugins.Load("sample", "1.0.0")))
        {
            (await PostAsync(desk, "It’s a note")).Should().Contain("""<span id="sample-count">1</span>""");
        }

        await using (var desk = await DeskOfPlugins.StartAsync(plugins.Data, plugins.Load("sample", "2.0.0")))
        {
            (await PostAsync(desk, "Another")).Should().Contain("<h1>Sample 2.0.0</h1>").And.Contain("""<span id="sample-count">2</span>""");
            await using var tables = desk.Store.Tables(desk.Store.Contributions.TablesByType.Keys.Single());
            var colours = await tables.Database.SqlQueryRaw<string>("""SELECT text || ':' || colour AS "Value" FROM sample_entry""").ToListAsync();
            colours.Should().BeEquivalentTo("It’s a note:", "Another:");
        }
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused()
    {
        using var plugins = new Plugins("SampleV1");
        await using var desk = await DeskOfPlugins.StartAsync(plugins.Data, plugins.Load("sample"));

        var answer = await desk.Client.PostAsync("/sample", Form(("text", "forged")));

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_page_outside_its_prefix_keeps_the_plugin_out_and_is_named()
    {
        using var plugins = new Plugins("StealsRoute");

        (await Refused(plugins, "steals-route")).Should().Be(
            "Its page /Plugins/steals-route/Pages/Steal.cshtml answers at /agent/steal, but it has to be below /steals-route.");
    }

    [Fact]
    public async Task An_action_outside_the_prefix_keeps_the_plugin_out_and_is_named()
    {
        using var plugins = new Plugins("StealsRouteByController");

        (await Refused(plugins, "steals-route-by-controller")).Should().Match(
            "Its action *StealController.Steal (StealsRouteByController) answers at /agent/steal, but it has to be below /steals-route-by-controller.");
    }

    [Fact]
    public async Task A_page_of_a_plugin_that_declares_no_prefix_can_be_nowhere()
    {
        using var plugins = new Plugins("StealsRoute");
        Declare(plugins, "steals-route");

        (await Refused(plugins, "steals-route")).Should().EndWith("answers at /agent/steal, but its manifest declares no route prefix.");
    }

    [Fact]
    public void A_view_with_the_path_of_another_plugins_view_keeps_the_plugin_out_and_is_named()
    {
        using var plugins = new Plugins("StealsView");

        plugins.Load("steals-view").Invoking(plugin => plugin.Parts()).Should().Throw<PluginLoadException>()
            .WithMessage("Its view /Plugins/sample/Panels/Count.cshtml is not below /Plugins/steals-view/, where its views belong.");
    }

    [Theory]
    [InlineData("/sample")]
    [InlineData("/sample/deep")]
    public void Two_plugins_with_one_route_prefix_do_not_go_together(string prefix)
    {
        using var plugins = new Plugins("SampleV1", "OldLibrary");
        Declare(plugins, "old-library", "/old-library", prefix);

        var act = () => new PluginRoutes([plugins.Load("sample"), plugins.Load("old-library")]);

        act.Should().Throw<PluginLoadException>().Which.PluginId.Should().Be("sample");
    }

    [Theory]
    [InlineData("/kb", "/kb", true)]
    [InlineData("/kb", "/KB/articles", true)]
    [InlineData("/kb", "/kb/{id}", true)]
    [InlineData("/kb", "/kbx", false)]
    [InlineData("/kb", "/kb{id}", false)]
    [InlineData("/kb", "/", false)]
    [InlineData("/kb", "/{anything}", false)]
    [InlineData("/kb", "/agent/kb", false)]
    public void A_prefix_covers_what_is_at_it_or_below(string prefix, string path, bool covers) =>
        PluginRoutes.Covers(prefix, path).Should().Be(covers);

    private static async Task<string> PostAsync(DeskOfPlugins desk, string text)
    {
        var token = Token().Match(await desk.Client.GetStringAsync("/sample")).Groups["token"].Value;
        var answer = await desk.Client.PostAsync("/sample", Form(("text", text), ("__RequestVerificationToken", token)));
        return await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
    }

    private static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) =>
        new(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));

    private static async Task<string> Refused(Plugins plugins, string id)
    {
        var start = () => DeskOfPlugins.StartAsync(plugins.Data, plugins.Load(id));
        return (await start.Should().ThrowAsync<PluginLoadException>()).Which.Message;
    }

    private static void Declare(Plugins plugins, string id, params string[] prefixes)
    {
        var path = Path.Combine(plugins.Installed, id, "1.0.0", "plugin.json");
        var manifest = JsonNode.Parse(File.ReadAllText(path))!;
        manifest["routes"] = new JsonArray([.. prefixes.Select(prefix => JsonValue.Create(prefix))]);
        File.WriteAllText(path, manifest.ToJsonString());
    }

    [GeneratedRegex("""name="__RequestVerificationToken" type="hidden" value="(?<token>[^"]+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();
}
