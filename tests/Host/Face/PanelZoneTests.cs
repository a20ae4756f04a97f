using AngleSharp.Html.Dom;
using Helpdesk.Engine.Pages;
using Helpdesk.Engine.Pages.Panels;
using Helpdesk.Engine.Plugins;
using Helpdesk.Testing;

namespace Helpdesk.Host.Tests.Face;

/// <summary>LP1, LP8, LF11: whatever a panel does, the page is there, with the panels that behave.</summary>
public sealed class PanelZoneTests
{
    [Fact]
    public async Task Panels_that_misbehave_are_absent_and_counted()
    {
        await using var server = await FaceServer.StartAsync(plugins: [Good, FaceServer.Plugin("rogue", plugin =>
        {
            plugin.AddPanel<ThrowingPanel>("throws-while-loading", Zones.PortalHome);
            plugin.AddPanel<ThrowingConstructorPanel>("throws-in-its-constructor", Zones.PortalHome);
            plugin.AddPanel<NullTaskPanel>("returns-no-task", Zones.PortalHome);
            plugin.AddPanel<ThrowingViewPanel>("throws-in-its-view", Zones.PortalHome);
            plugin.AddPanel<NullPathPanel>("names-no-view", Zones.PortalHome);
            plugin.AddPanel<MissingViewPanel>("names-a-view-that-is-not-there", Zones.PortalHome);
            plugin.AddPanel<ForeignViewPanel>("names-another-plugins-view", Zones.PortalHome);
            plugin.AddPanel<DeskViewPanel>("names-a-view-of-the-desk", Zones.PortalHome);
            plugin.AddPanel<WrongModelPanel>("gives-its-view-the-wrong-model", Zones.PortalHome);
            plugin.AddPanel<HugePanel>("writes-300-kib", Zones.PortalHome);
            plugin.AddPanel<UnbalancedPanel>("closes-elements-of-the-page", Zones.PortalHome);
        })]);
        using var browser = await server.SignedInAsync(FaceServer.Customer);

        var page = await browser.OpenAsync("/");

        Panels(page).Should().Equal("good");
        page.QuerySelector("main #good").Should().NotBeNull("the page is whole");
        page.QuerySelector("footer").Should().NotBeNull("the page goes on behind the panels");
        var reports = server.Desk.Circuits.Report();
        reports.Where(report => report.Key.StartsWith("plugin:rogue:", StringComparison.Ordinal)).Should().HaveCount(11)
            .And.AllSatisfy(report => report.Value.Failures.Should().Be(1, report.Key));
        reports["plugin:good:panel:good"].Failures.Should().Be(0);
    }

    [Fact]
    public async Task A_panel_that_hangs_while_loading_is_left_behind_after_its_budget()
    {
        await using var server = await FaceServer.StartAsync(plugins: [Good, FaceServer.Plugin("rogue", plugin => plugin.AddPanel<HangingPanel>("hangs", Zones.PortalHome, new PanelOptions { Budget = TimeSpan.FromMilliseconds(123) }))]);
        using var browser = await server.SignedInAsync(FaceServer.Customer);

        var first = browser.OpenAsync("/");
        await server.Desk.Clock.PassAsync(TimeSpan.FromMilliseconds(123) + PanelZone.FirstTime);
        Panels(await first).Should().Equal("good");

        var second = browser.OpenAsync("/");
        await server.Desk.Clock.PassAsync(TimeSpan.FromMilliseconds(123));
        Panels(await second).Should().Equal("good");
    }

    [Fact]
    public async Task A_panel_that_hangs_in_its_view_is_left_behind()
    {
        await using var server = await FaceServer.StartAsync(plugins: FaceServer.Plugin("rogue", plugin => plugin.AddPanel<HangingViewPanel>("hangs", Zones.PortalHome)));
        using var browser = await server.SignedInAsync(FaceServer.Customer);

        var opening = browser.OpenAsync("/");
        await server.Desk.Clock.PassAsync(PanelZone.MarkupBudget + PanelZone.FirstTime);

        Panels(await opening).Should().BeEmpty();
    }

    [Fact]
    public async Task A_panel_that_fails_again_and_again_is_not_asked_any_more()
    {
        await using var server = await FaceServer.StartAsync(plugins: FaceServer.Plugin("rogue", plugin => plugin.AddPanel<ThrowingPanel>("throws", Zones.PortalHome)));
        using var browser = await server.SignedInAsync(FaceServer.Customer);

        for (var i = 0; i < Circuits.FailuresToOpen + 3; i++)
        {
            await browser.OpenAsync("/");
        }

        server.Desk.Circuits.Report()["plugin:rogue:panel:throws"].Calls.Should().Be(Circuits.FailuresToOpen);
    }

    [Fact]
    public async Task Panels_stand_in_their_order_and_one_with_nothing_to_say_takes_no_room()
    {
        await using var server = await FaceServer.StartAsync(plugins:
        [
            FaceServer.Plugin("good", plugin =>
            {
                plugin.AddPanel<GoodPanel>("late", Zones.PortalHome, new PanelOptions { Order = 10 });
                plugin.AddPanel<GoodPanel>("early", Zones.PortalHome, new PanelOptions { Order = -10 });
                plugin.AddPanel<GoodPanel>("elsewhere", Zones.AgentTicket);
            }),
            FaceServer.Plugin("silent", plugin => plugin.AddPanel<SilentPanel>("silent", Zones.PortalHome)),
        ]);
        using var browser = await server.SignedInAsync(FaceServer.Customer);

        Panels(await browser.OpenAsync("/")).Should().Equal("early", "late");
    }

    [Fact]
    public async Task A_form_in_a_panel_can_be_sent_even_by_the_first_page_that_somebody_opens()
    {
        await using var server = await FaceServer.StartAsync(plugins: FaceServer.Plugin("good", plugin => plugin.AddPanel<FormPanel>("form", Zones.PortalHome)));
        using var browser = await server.SignedInAsync(FaceServer.Customer);
        browser.Cookies.Remove("desk-form");

        var token = (await browser.OpenAsync("/")).QuerySelector("#panel-token")!.GetAttribute("value")!;
        using var form = new FormUrlEncodedContent([new("theme", "dark"), new("__RequestVerificationToken", token)]);
        using var answer = await browser.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/theme") { Content = form });

        answer.StatusCode.Should().Be(System.Net.HttpStatusCode.Redirect);
    }

    private static PluginContributions Good => FaceServer.Plugin("good", plugin => plugin.AddPanel<GoodPanel>("good", Zones.PortalHome));

    private static IEnumerable<string?> Panels(IHtmlDocument page) => page.QuerySelectorAll(".desk-zone > .desk-panel").Select(panel => panel.GetAttribute("data-panel"));
}
