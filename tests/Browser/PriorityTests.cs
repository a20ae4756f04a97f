using Microsoft.Playwright;

namespace Helpdesk.Browser.Tests;

/// <summary>Row B8: administrators keep the table, staff decide by it, customers read it.</summary>
[Collection(OpenDesk.Name)]
[Trait("Kind", "slow")]
public sealed class PriorityTests(OpenDesk desk)
{
    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_priority_is_decided_on_by_a_row_and_the_customer_reads_which(bool withScript)
    {
        var code = withScript ? "SL-20" : "SL-21";
        await using var admin = await desk.SignInAsync(DemoPeople.Administrator, withScript);
        await using var agent = await desk.SignInAsync(DemoPeople.Agent, withScript);
        await using var customer = await desk.SignInAsync(DemoPeople.Customer, withScript);
        await AddRowAsync(admin.Page, code, withScript);
        var path = await customer.Page.OpenTicketAsync($"Decide on me {code}");

        await agent.Page.GotoAsync("/agent" + path);
        await agent.Page.GetByLabel("Priority", new() { Exact = true }).SelectOptionAsync(code);
        await agent.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).First.ClickAsync();
        await agent.Page.Locator(".desk-properties .desk-priority-high").WaitForAsync();
        await agent.Page.LookAsync("agent-ticket-prioritized", withScript);
        await agent.Page.GotoAsync("/agent?sort=priority&show=all");
        await agent.Page.LookAsync("queue-by-priority", withScript);

        await customer.Page.GotoAsync(path);
        (await customer.Page.Locator(".desk-message").Last.InnerTextAsync()).Should().Contain("Priority: Critical").And.Contain($"row {code}").And.Contain("A whole shop").And.Contain("Policy 7");
        await customer.Page.LookAsync("ticket-prioritized", withScript);
        await customer.Page.Locator(".desk-facts").GetByRole(AriaRole.Link, new() { Name = code }).ClickAsync();
        await customer.Page.GetByRole(AriaRole.Heading, new() { Name = "Service levels" }).WaitForAsync();
        (await customer.Page.Locator($"#{code}").InnerTextAsync()).Should().Contain("A whole shop");
        await customer.Page.LookAsync("service-levels", withScript);

        await RetireAsync(admin.Page, code);
        admin.ShouldBeContent();
        agent.ShouldBeContent();
        customer.ShouldBeContent();
    }

    private static async Task AddRowAsync(IPage page, string code, bool withScript)
    {
        await page.GotoAsync("/admin");
        await page.GotoAsync("/admin/settings/priorities");
        await page.LookAsync("admin-priorities", withScript);
        await page.GotoAsync("/admin/settings/service-levels");
        await page.GetByLabel("Row", new() { Exact = true }).FillAsync(code);
        await page.GetByLabel("Impact in English").FillAsync("A whole shop");
        await page.GetByLabel("Policy reference").FillAsync("Policy 7");
        await page.GetByLabel("Priority", new() { Exact = true }).SelectOptionAsync("critical");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add" }).ClickAsync();

        // The urgency is missing: the line at the top leads to its field, and the rest stays.
        await page.GetByRole(AriaRole.Alert).GetByRole(AriaRole.Link).First.ClickAsync();
        (await page.GetByLabel("Impact in English").InputValueAsync()).Should().Be("A whole shop");
        await page.LookAsync("admin-service-levels-refused", withScript);
        await page.GetByLabel("Urgency in English").FillAsync("Before noon");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = code }).WaitForAsync();
        await page.LookAsync("admin-service-level", withScript);
    }

    private static async Task RetireAsync(IPage page, string code)
    {
        await page.GotoAsync("/admin/settings/service-levels");
        await page.GetByRole(AriaRole.Link, new() { Name = code }).ClickAsync();
        await page.GetByLabel("Retired").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await page.GetByRole(AriaRole.Status).Filter(new() { HasText = "saved" }).WaitForAsync();
    }
}
