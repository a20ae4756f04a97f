using Microsoft.Playwright;

namespace Helpdesk.Browser.Tests;

/// <summary>LU18: what happens elsewhere is told, and nothing moves under the reader's eyes.</summary>
[Collection(OpenDesk.Name)]
[Trait("Kind", "slow")]
public sealed class LiveTests(OpenDesk desk)
{
    [SkippableFact]
    public async Task An_open_page_hears_of_the_answer()
    {
        await using var customer = await desk.SignInAsync(DemoPeople.Customer);
        await using var agent = await desk.SignInAsync(DemoPeople.Agent);
        var number = await OpenAsync("Are you there?");
        await customer.Page.GotoAsync($"/tickets/{number}");
        await customer.Page.GetByRole(AriaRole.Textbox, new() { Name = "Your reply", Exact = true }).FillAsync("What I am just writing");
        var notice = customer.Page.Locator("live-notice");
        (await notice.IsVisibleAsync()).Should().BeFalse();

        await agent.Page.GotoAsync($"/agent/tickets/{number}");
        await agent.Page.GetByRole(AriaRole.Textbox, new() { Name = "Text", Exact = true }).FillAsync("Yes, we are.");
        await agent.Page.GetByRole(AriaRole.Button, new() { Name = "Send to the customer" }).ClickAsync();

        await notice.WaitForAsync();
        (await customer.Page.GetByRole(AriaRole.Textbox, new() { Name = "Your reply", Exact = true }).InputValueAsync()).Should().Be("What I am just writing");
        (await customer.Page.GetByText("Yes, we are.").CountAsync()).Should().Be(0);
        await customer.Page.ShouldBeGoodAsync("ticket-live-notice");
        await notice.GetByRole(AriaRole.Link).ClickAsync();
        await customer.Page.GetByText("Yes, we are.").WaitForAsync();
        customer.ShouldBeContent();
        agent.ShouldBeContent();
    }

    [SkippableFact]
    public async Task A_queue_that_nobody_reads_in_fills_by_itself()
    {
        await using var agent = await desk.SignInAsync(DemoPeople.Agent);
        await agent.Page.GotoAsync("/agent");
        await agent.Page.Locator("#tickets").WaitForAsync();

        await OpenAsync("Straight into the queue");

        await agent.Page.GetByRole(AriaRole.Link, new() { Name = "Straight into the queue" }).WaitForAsync();
        agent.ShouldBeContent();
    }

    [SkippableFact]
    public async Task Two_tabs_share_one_stream()
    {
        await using var agent = await desk.SignInAsync(DemoPeople.Agent);
        var first = agent.Page;
        await first.RunAndWaitForRequestAsync(() => first.GotoAsync("/agent"), "**/stream");
        var second = await agent.OpenTabAsync();
        var streamsOfSecond = 0;
        second.Request += (_, request) => streamsOfSecond += new Uri(request.Url).AbsolutePath == "/stream" ? 1 : 0;
        await second.GotoAsync("/agent?show=all");

        await OpenAsync("Heard in both tabs");

        // The page in front shows it; one that is not seen may offer it instead.
        await second.GetByRole(AriaRole.Link, new() { Name = "Heard in both tabs" }).WaitForAsync();
        await first.GetByRole(AriaRole.Link, new() { Name = "Heard in both tabs" }).Or(first.Locator("live-notice:not([hidden])")).First.WaitForAsync();
        streamsOfSecond.Should().Be(0);
        agent.ShouldBeContent();
    }

    private async Task<string> OpenAsync(string subject)
    {
        using var customer = await desk.Desk.SignedInAsync(DemoPeople.Customer);
        return await Testing.Tickets.OpenAsync(customer, subject);
    }
}
