using Helpdesk.Engine.People;
using Microsoft.Playwright;

namespace Helpdesk.Browser.Tests;

/// <summary>LN2: what there is new, on the desk's pages, and what somebody chooses to hear of.</summary>
[Collection(OpenDesk.Name)]
[Trait("Kind", "slow")]
public sealed class HearingTests(OpenDesk desk)
{
    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_answer_rings_the_bell_until_it_is_read(bool withScript)
    {
        var subject = $"The mail arrives twice {(withScript ? "with" : "without")} a script";
        await using var customer = await desk.SignInAsync(DemoPeople.Customer, withScript);
        await using var agent = await desk.SignInAsync(DemoPeople.Agent, withScript);
        await SeeAllAsync(customer.Page);
        await customer.Page.GetByRole(AriaRole.Link, new() { Name = "Notifications: nothing new" }).WaitForAsync();
        var path = await customer.Page.OpenTicketAsync(subject);

        await AnswerAsync(agent.Page, path);
        await Patience.UntilAsync(
            async () =>
            {
                await customer.Page.GotoAsync("/");
                return await customer.Page.GetByRole(AriaRole.Link, new() { Name = "Notifications: 1 new" }).CountAsync() == 1;
            },
            "the customer hears of the answer");
        await customer.Page.GetByRole(AriaRole.Link, new() { Name = "Notifications: 1 new" }).ClickAsync();
        await customer.Page.GetByText("answered").First.WaitForAsync();
        await customer.Page.LookAsync("notifications", withScript);

        await customer.Page.GetByRole(AriaRole.Link).Filter(new() { HasText = subject }).ClickAsync();
        await customer.Page.GetByRole(AriaRole.Link, new() { Name = "Notifications: nothing new" }).WaitForAsync();
        new Uri(customer.Page.Url).AbsolutePath.Should().Be(path);

        // Of the staff, who have a list of their own.
        await agent.Page.GotoAsync("/notifications");
        await agent.Page.GetByRole(AriaRole.Heading, new() { Name = "Notifications", Exact = true }).WaitForAsync();
        await agent.Page.LookAsync("agent-notifications", withScript);
        await SeeAllAsync(agent.Page);
        customer.ShouldBeContent();
        agent.ShouldBeContent();
    }

    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Somebody_chooses_what_she_hears_of_and_when_it_is_quiet(bool withScript)
    {
        await using var agent = await desk.SignInAsync(DemoPeople.Agent, withScript);
        await agent.Page.GotoAsync("/account");
        await agent.Page.GetByRole(AriaRole.Link, new() { Name = "Notification settings" }).ClickAsync();
        await agent.Page.GetByRole(AriaRole.Heading, new() { Name = "What you hear of" }).WaitForAsync();

        await Kind(agent.Page, "Internal notes").GetByLabel("Mail").SelectOptionAsync(new SelectOptionValue { Label = "Daily summary" });
        await Kind(agent.Page, "Internal notes").GetByLabel("In the list of notifications").UncheckAsync();
        await agent.Page.GetByLabel("From").FillAsync("20:00");
        await agent.Page.GetByLabel("Sunday").CheckAsync();
        await SaveAsync(agent.Page);
        await agent.Page.GetByText("Quiet hours need a beginning and an end.").First.WaitForAsync();
        await agent.Page.LookAsync("notification-settings-refused", withScript);
        (await Kind(agent.Page, "Internal notes").GetByLabel("Mail").InputValueAsync()).Should().Be("Daily", "what was chosen is still there");

        await agent.Page.GetByLabel("To", new() { Exact = true }).FillAsync("07:00");
        await agent.Page.GetByLabel("Time zone").SelectOptionAsync("Asia/Tokyo");
        await SaveAsync(agent.Page);
        await agent.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Saved" }).WaitForAsync();
        await agent.Page.LookAsync("notification-settings", withScript);
        (await Kind(agent.Page, "Internal notes").GetByLabel("Mail").InputValueAsync()).Should().Be("Daily");
        (await Kind(agent.Page, "Internal notes").GetByLabel("In the list of notifications").IsCheckedAsync()).Should().BeFalse();
        (await agent.Page.GetByLabel("From").InputValueAsync()).Should().Be("20:00");
        (await agent.Page.GetByLabel("To", new() { Exact = true }).InputValueAsync()).Should().Be("07:00");
        (await agent.Page.GetByLabel("Sunday").IsCheckedAsync()).Should().BeTrue();
        (await agent.Page.GetByLabel("Time zone").InputValueAsync()).Should().Be("Asia/Tokyo");

        // As it was, for the journeys of others.
        await Kind(agent.Page, "Internal notes").GetByLabel("Mail").SelectOptionAsync("Now");
        await Kind(agent.Page, "Internal notes").GetByLabel("In the list of notifications").CheckAsync();
        await agent.Page.GetByLabel("From").FillAsync("");
        await agent.Page.GetByLabel("To", new() { Exact = true }).FillAsync("");
        await agent.Page.GetByLabel("Sunday").UncheckAsync();
        await agent.Page.GetByLabel("Time zone").SelectOptionAsync("");
        await SaveAsync(agent.Page);
        await agent.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Saved" }).WaitForAsync();
        agent.ShouldBeContent();
    }

    private static ILocator Kind(IPage page, string name) => page.GetByRole(AriaRole.Group, new() { Name = name });

    private static Task SaveAsync(IPage page) => page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

    private static async Task SeeAllAsync(IPage page)
    {
        await page.GotoAsync("/notifications");
        var all = page.GetByRole(AriaRole.Button, new() { Name = "Mark all as read" });
        if (await all.CountAsync() > 0)
        {
            await all.ClickAsync();
            await page.GetByRole(AriaRole.Status).Filter(new() { HasText = "All is marked as read." }).WaitForAsync();
        }
    }

    private static async Task AnswerAsync(IPage page, string path)
    {
        await page.GotoAsync("/agent" + path);
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Text", Exact = true }).FillAsync("It arrives once now.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send to the customer" }).ClickAsync();
        await page.Locator(".desk-message-body", new() { HasText = "It arrives once now." }).WaitForAsync();
    }
}
