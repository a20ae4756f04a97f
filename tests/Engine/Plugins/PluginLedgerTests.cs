using Helpdesk.Engine.Access;
using Helpdesk.Engine.Plugins;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Texts;
using Helpdesk.Engine.Tickets;
using Helpdesk.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Engine.Tests.Plugins;

public sealed class PluginLedgerTests
{
    private const int Servers = 8;

    private static readonly LocalizedText Some = LocalizedText.Of("Some", "Een", "Un", "ある");

    public static TheoryData<string> Providers => TestDatabase.Providers;

    [SkippableTheory]
    [MemberData(nameof(Providers))]
    public async Task Servers_that_take_up_one_plugin_together_add_its_types_once(string provider)
    {
        await using var desk = await OpenAsync(provider);

        await TogetherAsync(desk, ledger => ledger.AdoptAsync(Offering("question", "wish", "bug", "other"), default));

        await using var tables = desk.Store.Read();
        (await tables.TicketTypes.CountAsync(type => type.IsOffered)).Should().Be(4);
    }

    [SkippableTheory]
    [MemberData(nameof(Providers))]
    public async Task Servers_that_report_on_a_plugin_together_all_get_it_said(string provider)
    {
        await using var desk = await OpenAsync(provider);

        await TogetherAsync(desk, ledger => ledger.ReportAsync("sample", "1.0.0", PluginState.Enabled, "It runs.", default));

        (await new PluginLedger(desk.Store).ListAsync(default)).Should().ContainSingle().Which.RunningVersion.Should().Be("1.0.0");
    }

    [SkippableTheory]
    [MemberData(nameof(Providers))]
    public async Task Each_of_the_wishes_made_together_is_one_that_all_servers_will_notice(string provider)
    {
        await using var desk = await OpenAsync(provider);

        await TogetherAsync(desk, ledger => ledger.WishAsync("sample", enabled: true, version: null, Actor.System, default));

        (await new PluginLedger(desk.Store).RevisionAsync(default)).Should().Be(Servers);
    }

    [Fact]
    public async Task A_wish_made_before_any_server_has_started_is_noticed_as_well()
    {
        await using var desk = await TestDesk.OpenAsync("sqlite");
        var ledger = new PluginLedger(desk.Store);
        (await ledger.RevisionAsync(default)).Should().Be(0);

        await ledger.WishAsync("sample", enabled: true, version: null, Actor.System, default);

        (await ledger.RevisionAsync(default)).Should().Be(1);
        await new DeskSeed(desk.Store).EnsureAsync(default);
        (await ledger.RevisionAsync(default)).Should().Be(1);
    }

    private static async Task<TestDesk> OpenAsync(string provider)
    {
        var desk = await TestDesk.OpenAsync(provider);
        await new DeskSeed(desk.Store).EnsureAsync(default);
        return desk;
    }

    private static async Task TogetherAsync(TestDesk desk, Func<PluginLedger, Task> work)
    {
        var servers = Enumerable.Range(2, Servers).Select(node => desk.Another(node)).ToList();
        try
        {
            await Task.WhenAll(servers.Select(server => Task.Run(() => work(new PluginLedger(server.Store)))));
        }
        finally
        {
            foreach (var server in servers)
            {
                await server.DisposeAsync();
            }
        }
    }

    private static Contributions Offering(params string[] types)
    {
        var plugin = new PluginContributions("sample", new ServiceCollection());
        plugin.TicketTypes.AddRange(types.Select(type => new TicketTypeOffer(type, Some, Some)));
        return new Contributions([plugin]);
    }
}
