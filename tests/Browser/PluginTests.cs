using Microsoft.Playwright;

namespace Helpdesk.Browser.Tests;

/// <summary>Row F1: an administrator brings a plugin in and takes it out, while people work.</summary>
[Collection(OpenDesk.Name)]
[Trait("Kind", "slow")]
public sealed class PluginTests(OpenDesk desk)
{
    [SkippableFact]
    public async Task A_plugin_is_enabled_and_disabled_by_a_button()
    {
        await using var administrator = await desk.SignInAsync(DemoPeople.Administrator);
        await using var customer = await desk.SignInAsync(DemoPeople.Customer);
        var (admin, page) = (administrator.Page, customer.Page);
        await admin.GotoAsync("/admin/plugins");
        var plugin = admin.Locator("[data-plugin-id=sample]");
        (await plugin.GetAttributeAsync("data-state")).Should().NotBe("enabled");
        await page.GotoAsync("/");
        (await page.Locator(".sample-panel").CountAsync()).Should().Be(0);

        await plugin.GetByRole(AriaRole.Button, new() { Name = "Enable" }).ClickAsync();
        await admin.Locator("[data-plugin-id=sample][data-state=enabled]").WaitForAsync();
        await admin.ShouldBeGoodAsync("admin-plugins-enabled");

        await page.GotoAsync("/");
        await page.Locator(".desk-panel .sample-panel").WaitForAsync();
        await page.ShouldBeGoodAsync("home-with-panel");
        await page.GetByRole(AriaRole.Navigation).GetByRole(AriaRole.Link, new() { Name = "Sample" }).First.ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Sample 1.0.0" }).WaitForAsync();
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Text", Exact = true }).FillAsync("noted");
        await page.GetByRole(AriaRole.Button, new() { Name = "Note it" }).ClickAsync();
        await page.Locator("#sample-count").Filter(new() { HasText = "1" }).WaitForAsync();

        await plugin.GetByRole(AriaRole.Button, new() { Name = "Disable" }).ClickAsync();
        await admin.Locator("[data-plugin-id=sample][data-state=disabled]").WaitForAsync();

        (await page.GotoAsync("/sample"))!.Status.Should().Be(404);
        await page.GotoAsync("/");
        (await page.Locator(".sample-panel").CountAsync()).Should().Be(0);
        (await page.GetByRole(AriaRole.Link, new() { Name = "Sample" }).CountAsync()).Should().Be(0);
        administrator.ShouldBeContent();
        customer.ShouldBeContent(but: "404");
    }
}
