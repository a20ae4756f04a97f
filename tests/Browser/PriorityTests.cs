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
        var path = await OpenAsync(customer.Page, $"Decide on me {code}");

        await agent.Page.GotoAsync("/agent" + path);
        await agent.Page.GetByLabel("Priority", new() { Exact = true }).SelectOptionAsync(code);
        await agent.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).First.ClickAsync();
        await agent.Page.Locator(".desk-properties .desk-priority-high").WaitForAsync();
        await LookAsync(agent.Page, "agent-ticket-prioritized", withScript);
        await agent.Page.GotoAsync("/agent?sort=priority&show=all");
        await LookAsync(agent.Page, "queue-by-priority", withScript);

        await customer.Page.GotoAsync(path);
        (await customer.Page.Locator(".desk-message").Last.InnerTextAsync()).Should().Contain("Priority: Critical").And.Contain($"row {code}").And.Contain("A whole shop").And.Contain("Policy 7");
        await LookAsync(customer.Page, "ticket-prioritized", withScript);
        await customer.Page.Locator(".desk-facts").GetByRole(AriaRole.Link, new() { Name = code }).ClickAsync();
        await customer.Page.GetByRole(AriaRole.Heading, new() { Name = "Service levels" }).WaitForAsync();
        (await customer.Page.Locator($"#{code}").InnerTextAsync()).Should().Contain("A whole shop");
        await LookAsync(customer.Page, "service-levels", withScript);

        await RetireAsync(admin.Page, code);
        admin.ShouldBeContent();
        agent.ShouldBeContent();
        customer.ShouldBeContent();
    }

    private static async Task AddRowAsync(IPage page, string code, bool withScript)
    {
        await page.GotoAsync("/admin");
        await page.GotoAsync("/admin/settings/priorities");
        await LookAsync(page, "admin-priorities", withScript);
        await page.GotoAsync("/admin/settings/service-levels");
        await page.GetByLabel("Row", new() { Exact = true }).FillAsync(code);
        await page.GetByLabel("Impact in English").FillAsync("A whole shop");
        await page.GetByLabel("Policy reference").FillAsync("Policy 7");
        await page.GetByLabel("Priority", new() { Exact = true }).SelectOptionAsync("critical");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add" }).ClickAsync();

        // The urgency is missing: the line at the top leads to its field, and the rest stays.
        await page.GetByRole(AriaRole.Alert).GetByRole(AriaRole.Link).First.ClickAsync();
        (await page.GetByLabel("Impact in English").InputValueAsync()).Should().Be("A whole shop");
        await LookAsync(page, "admin-service-levels-refused", withScript);
        await page.GetByLabel("Urgency in English").FillAsync("Before noon");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = code }).WaitForAsync();
        await LookAsync(page, "admin-service-level", withScript);
    }

    private static async Task RetireAsync(IPage page, string code)
    {
        await page.GotoAsync("/admin/settings/service-levels");
        await page.GetByRole(AriaRole.Link, new() { Name = code }).ClickAsync();
        await page.GetByLabel("Retired").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await page.GetByRole(AriaRole.Status).Filter(new() { HasText = "saved" }).WaitForAsync();
    }

    private static async Task<string> OpenAsync(IPage page, string subject)
    {
        await page.GotoAsync("/tickets/new");
        await page.GetByLabel("Department").SelectOptionAsync(new SelectOptionValue { Value = "support" });
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Subject", Exact = true }).FillAsync(subject);
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Message", Exact = true }).FillAsync("Since Monday.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await page.WaitForURLAsync(url => url.Contains("/tickets/0", StringComparison.Ordinal));
        return new Uri(page.Url).AbsolutePath;
    }

    private static Task LookAsync(IPage page, string name, bool withScript) => withScript ? page.ShouldBeGoodAsync(name) : Task.CompletedTask;
}
