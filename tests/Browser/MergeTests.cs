using Microsoft.Playwright;

namespace Helpdesk.Browser.Tests;

/// <summary>LU16: two tickets about one thing become one, after somebody has read what that does.</summary>
[Collection(OpenDesk.Name)]
[Trait("Kind", "slow")]
public sealed class MergeTests(OpenDesk desk)
{
    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_ticket_is_made_part_of_another_whose_page_its_old_number_leads_to(bool withScript)
    {
        var (first, second) = ($"The mailing list is silent {Kind(withScript)}", $"Still nothing from the list {Kind(withScript)}");
        await using var customer = await desk.SignInAsync(DemoPeople.Customer, withScript);
        await using var agent = await desk.SignInAsync(DemoPeople.Agent, withScript);
        var into = await customer.Page.OpenTicketAsync(first);
        var from = await customer.Page.OpenTicketAsync(second);
        var (goesOn, ends) = (into.Split('/')[^1], from.Split('/')[^1]);

        await agent.Page.GotoAsync("/agent" + from);
        await agent.Page.LookAsync("agent-ticket-to-merge", withScript);
        await agent.Page.GetByRole(AriaRole.Link, new() { Name = "Merge", Exact = true }).ClickAsync();
        await agent.Page.GetByLabel("Number of the ticket that goes on").FillAsync("nothing");
        await agent.Page.GetByRole(AriaRole.Button, new() { Name = "Show what will happen" }).ClickAsync();
        await agent.Page.GetByRole(AriaRole.Alert).WaitForAsync();
        await agent.Page.LookAsync("agent-merge-refused", withScript);
        (await agent.Page.GetByLabel("Number of the ticket that goes on").InputValueAsync()).Should().Be("nothing");

        // By its number, and by the list of the customer's other tickets.
        await agent.Page.GetByLabel("Number of the ticket that goes on").FillAsync($"#{goesOn}");
        await agent.Page.GetByRole(AriaRole.Button, new() { Name = "Show what will happen" }).ClickAsync();
        await agent.Page.GetByText("This can’t be undone.").WaitForAsync();
        await agent.Page.LookAsync("agent-merge", withScript);
        await agent.Page.GetByRole(AriaRole.Link, new() { Name = "Choose another ticket" }).ClickAsync();
        await agent.Page.LookAsync("agent-merge-choose", withScript);
        await agent.Page.GetByRole(AriaRole.Link, new() { Name = first }).ClickAsync();
        await agent.Page.GetByText("This can’t be undone.").WaitForAsync();

        // Somebody says more meanwhile: it is said, and shown as it is now.
        await customer.Page.GotoAsync(from);
        await customer.Page.GetByRole(AriaRole.Textbox, new() { Name = "Your reply", Exact = true }).FillAsync("And nothing today either.");
        await customer.Page.GetByRole(AriaRole.Button, new() { Name = "Send reply" }).ClickAsync();
        await customer.Page.Locator(".desk-message", new() { HasText = "And nothing today either." }).WaitForAsync();
        await agent.Page.GetByRole(AriaRole.Button, new() { Name = $"Merge #{ends} into #{goesOn}" }).ClickAsync();
        await agent.Page.GetByRole(AriaRole.Alert).WaitForAsync();
        await agent.Page.LookAsync("agent-merge-outrun", withScript);
        await agent.Page.GetByRole(AriaRole.Button, new() { Name = $"Merge #{ends} into #{goesOn}" }).ClickAsync();
        await agent.Page.GetByText($"Ticket #{ends} is part of this one now.").WaitForAsync();
        new Uri(agent.Page.Url).AbsolutePath.Should().Be("/agent" + into);
        await agent.Page.Locator(".desk-message", new() { HasText = "And nothing today either." }).WaitForAsync();
        await agent.Page.LookAsync("agent-ticket-merged", withScript);

        await customer.Page.GotoAsync(from);
        new Uri(customer.Page.Url).AbsolutePath.Should().Be(into);
        await customer.Page.Locator(".desk-message", new() { HasText = "And nothing today either." }).WaitForAsync();
        (await agent.Page.GotoAsync($"/agent{from}/merge"))!.Url.Should().EndWith("/agent" + into);
        customer.ShouldBeContent();
        agent.ShouldBeContent();
    }

    private static string Kind(bool withScript) => withScript ? "with a script" : "without one";
}
