using System.Net;
using System.Text.Json;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Outbox;
using Helpdesk.Engine.Plugins;
using Helpdesk.Engine.Plugins.Removal;
using Helpdesk.Engine.Storage;
using Helpdesk.Host.Generations;
using Helpdesk.Host.Packages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Host.Tests.Packages;

/// <summary>LP5: whoever uninstalls says what becomes of the data, and that is what becomes of it.</summary>
[Trait("Kind", "slow")]
public sealed class UninstallTests : IAsyncLifetime
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("helpdesk-");
    private RunningDesk _desk = null!;
    private Browser _admin = null!;

    public async Task InitializeAsync()
    {
        FixturePlugins.Lay(RunningDesk.PluginFolderOf(_data.FullName), "SampleV1", "SampleV2", "Greets");
        _desk = await RunningDesk.StartAsync(_data.FullName);
        _admin = await _desk.SignedInAsync(DemoPeople.Administrator);
        await _desk.EnableAsync("sample");
        await _desk.EnableAsync("greets");
        (await _admin.SendFormAsync("/admin/plugins/greets/settings", "/admin/plugins/greets/settings", [new("setting.greeting", "Good day"), new("setting.times", "1"), new("setting.pass-phrase", "open sesame")])).Dispose();
        await NoteAsync("It was here");
    }

    public async Task DisposeAsync()
    {
        _admin.Dispose();
        await _desk.DisposeAsync();
        _data.Delete(recursive: true);
    }

    [Fact]
    public async Task Kept_data_is_there_when_the_plugin_comes_back()
    {
        await RemoveAsync("sample", PluginRemoval.Keep);

        Directory.Exists(Path.Combine(_desk.PluginFolder, "sample")).Should().BeFalse();
        (await TablesAsync()).Should().Contain("sample_entry");
        (await _desk.PluginAsync("sample")).State.Should().Be(PluginState.Disabled);
        FixturePlugins.Lay(_desk.PluginFolder, "SampleV2");
        await _desk.EnableAsync("sample");
        (await CountAsync()).Should().Be("1");
    }

    [Fact]
    public async Task Deleted_data_is_gone_with_all_that_waited_and_the_plugin_can_begin_anew()
    {
        await _desk.DisableAsync("sample");
        await ParkAsync("sample");

        await RemoveAsync("sample", PluginRemoval.Delete);

        (await TablesAsync()).Should().NotContain(table => table.StartsWith("sample_", StringComparison.Ordinal)).And.Contain("desk_ticket");
        await using (var tables = Store.Read())
        {
            (await tables.Outbox.AnyAsync(row => row.PluginId == "sample")).Should().BeFalse();
            (await tables.Plugins.AnyAsync(plugin => plugin.Id == "sample")).Should().BeFalse();
            (await tables.Audit.Where(entry => entry.Subject == "sample").Select(entry => entry.Act).ToListAsync()).Should().Contain(["plugin.enable", "plugin.uninstall-delete", "plugin.data-deleted"]);
        }

        FixturePlugins.Lay(_desk.PluginFolder, "SampleV1");
        (await _desk.EnableAsync("sample")).State.Should().Be(PluginState.Enabled);
        (await CountAsync()).Should().Be("0");
    }

    [Fact]
    public async Task Settings_secrets_and_permissions_go_with_the_data_and_those_of_others_stay()
    {
        await using (var tables = Store.Read())
        {
            var agent = await tables.People.SingleAsync(person => person.Address == DemoPeople.Agent);
            await Store.WriteAsync(
                (unit, _) =>
                {
                    unit.Desk.PermissionGrants.AddRange(new PermissionGrant(agent.Id, "greets.edit"), new PermissionGrant(agent.Id, "greets-more.edit"));
                    return Task.CompletedTask;
                },
                CancellationToken.None);
        }

        await RemoveAsync("greets", PluginRemoval.Delete);

        await using var after = Store.Read();
        (await after.PluginSettings.AnyAsync()).Should().BeFalse();
        (await after.PermissionGrants.Select(grant => grant.Permission).ToListAsync()).Should().Equal("greets-more.edit");
        (await TablesAsync()).Should().Contain("sample_entry");
    }

    [Fact]
    public async Task Exported_data_is_one_document_that_can_be_downloaded_before_it_is_gone_here()
    {
        var removed = await RemoveAsync("sample", PluginRemoval.Export);

        (await TablesAsync()).Should().NotContain("sample_entry");
        var link = (await _admin.OpenAsync("/admin/plugins")).QuerySelector("a[href^='/admin/exports/']")!.GetAttribute("href")!;
        using var download = await _admin.GetAsync(link);
        using var json = JsonDocument.Parse(await download.Content.ReadAsStringAsync());
        json.RootElement.GetProperty("plugin").GetString().Should().Be("sample");
        json.RootElement.GetProperty("tables").GetProperty("sample_entry").EnumerateArray().Select(row => row.GetProperty("text").GetString()).Should().Contain("It was here");
        json.RootElement.GetProperty("tables").GetProperty("sample_entry")[0].GetProperty("id").ValueKind.Should().Be(JsonValueKind.String, "it has more bits than a JavaScript number");
        link.Should().EndWith(Path.GetFileName(_desk.Services.GetRequiredService<ExportFiles>().PathOf(removed)));
    }

    [Fact]
    public async Task An_export_has_what_was_set_but_no_secret()
    {
        using var output = new MemoryStream();
        await _desk.Services.GetRequiredService<PluginExport>().WriteAsync("greets", output, CancellationToken.None);

        using var json = JsonDocument.Parse(output.ToArray());
        json.RootElement.GetProperty("settings").EnumerateObject().Select(setting => setting.Name).Should().Contain("greeting").And.NotContain("pass-phrase");
    }

    [Fact]
    public async Task Nothing_is_taken_away_while_another_server_has_not_said_that_it_is_done()
    {
        await AnotherServerAsync();
        await _desk.Services.GetRequiredService<IPluginLedger>().RemoveAsync("sample", PluginRemoval.Delete, Actor.System, CancellationToken.None);
        await Patience.UntilAsync(() => Task.FromResult(!Directory.Exists(Path.Combine(_desk.PluginFolder, "sample"))), "this server has done its part");

        // Twice more it looks; the first of the two had begun before.
        await _desk.Services.GetRequiredService<PluginNudge>().RaiseAsync(CancellationToken.None);
        await _desk.Services.GetRequiredService<PluginNudge>().RaiseAsync(CancellationToken.None);
        (await TablesAsync()).Should().Contain("sample_entry");
        (await _desk.PluginAsync("sample")).State.Should().Be(PluginState.Removing);

        await Store.WriteAsync((unit, token) => unit.Desk.Nodes.Where(node => node.Identity == "another").ExecuteUpdateAsync(set => set.SetProperty(node => node.PluginRevision, 1000), token), CancellationToken.None);
        await GoneAsync("sample");
        (await TablesAsync()).Should().NotContain("sample_entry");
    }

    [Fact]
    public async Task A_removal_that_was_cut_short_goes_on_at_the_next_start()
    {
        await AnotherServerAsync();
        await _desk.Services.GetRequiredService<IPluginLedger>().RemoveAsync("sample", PluginRemoval.Delete, Actor.System, CancellationToken.None);
        await Patience.UntilAsync(() => Task.FromResult(!Directory.Exists(Path.Combine(_desk.PluginFolder, "sample"))), "this server has done its part");
        await _desk.DisposeAsync();
        await using (var stores = Stores.Of(_data.FullName))
        {
            await stores.GetRequiredService<DeskStore>().WriteAsync((unit, token) => unit.Desk.Nodes.Where(node => node.Identity == "another").ExecuteDeleteAsync(token), CancellationToken.None);
        }

        _desk = await RunningDesk.StartAsync(_data.FullName);

        await GoneAsync("sample");
        (await TablesAsync()).Should().NotContain("sample_entry");
    }

    [Fact]
    public async Task The_page_asks_and_deletes_nothing_by_mistake()
    {
        foreach (var form in new KeyValuePair<string, string>[][] { [], [new("Data", "Delete")], [new("Data", "Delete"), new("Typed", "greets")] })
        {
            using var answer = await _admin.SendFormAsync("/admin/plugins/sample/uninstall", "/admin/plugins/sample/uninstall", form);
            answer.StatusCode.Should().Be(HttpStatusCode.OK);
            (await _desk.PluginAsync("sample")).Removal.Should().BeNull();
        }

        using var sure = await _admin.SendFormAsync("/admin/plugins/sample/uninstall", "/admin/plugins/sample/uninstall", [new("Data", "Delete"), new("Typed", "sample")]);
        sure.StatusCode.Should().Be(HttpStatusCode.Redirect);
        await GoneAsync("sample");
        (await TablesAsync()).Should().NotContain("sample_entry");
    }

    private DeskStore Store => _desk.Services.GetRequiredService<DeskStore>();

    private async Task<PluginRecord> RemoveAsync(string id, PluginRemoval removal)
    {
        await _desk.Services.GetRequiredService<IPluginLedger>().RemoveAsync(id, removal, Actor.System, CancellationToken.None);
        var wished = await _desk.PluginAsync(id);
        await GoneAsync(id);
        return wished;
    }

    private Task GoneAsync(string id) => Patience.UntilAsync(
        async () => (await _desk.Services.GetRequiredService<IPluginLedger>().ListAsync(CancellationToken.None)).All(record => record.Id != id || record.Removal is null),
        $"{id} is removed");

    /// <summary>One that is alive and says nothing.</summary>
    private Task AnotherServerAsync() => Store.WriteAsync(
        (unit, _) =>
        {
            unit.Desk.Nodes.Add(new Node(500, "another", unit.Now));
            return Task.CompletedTask;
        },
        CancellationToken.None);

    private Task ParkAsync(string id) => Store.WriteAsync(
        (unit, _) =>
        {
            unit.Desk.Outbox.Add(OutboxRow.ForJob(unit.NewId(), $"plugin:{id}:follow-up", id, "{}", unit.Now, unit.Now.AddDays(1), depth: 0));
            return Task.CompletedTask;
        },
        CancellationToken.None);

    private async Task NoteAsync(string text)
    {
        using var customer = await _desk.SignedInAsync(DemoPeople.Customer);
        var token = (await customer.OpenAsync("/sample")).QuerySelector("form[method=post] input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var noted = await customer.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/sample") { Content = new FormUrlEncodedContent([new("text", text), new("__RequestVerificationToken", token)]) });
    }

    private async Task<string> CountAsync()
    {
        using var customer = await _desk.SignedInAsync(DemoPeople.Customer);
        return (await customer.OpenAsync("/sample")).QuerySelector("#sample-count")!.TextContent;
    }

    private async Task<List<string>> TablesAsync()
    {
        await using var tables = Store.Read();
        return await tables.Database.SqlQueryRaw<string>(Store.Database.TableNamesSql).ToListAsync();
    }
}
