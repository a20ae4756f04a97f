using Microsoft.Playwright;

namespace Helpdesk.Browser.Tests;

/// <summary>Row A1: the way into a closed desk.</summary>
[Collection(OpenDesk.Name)]
[Trait("Kind", "slow")]
public sealed class JoiningTests(OpenDesk desk)
{
    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_member_asks_for_a_colleague_and_staff_let_her_in(bool withScript)
    {
        var (name, address) = withScript ? ("Nele Peters", "nele@new.example") : ("Noor Peters", "noor@new.example");
        await using var member = await desk.SignInAsync(DemoPeople.Colleague, withScript);
        await using var manager = await desk.SignInAsync(DemoPeople.Customer, withScript);
        await using var agent = await desk.SignInAsync(DemoPeople.Agent, withScript);
        await using var admin = await desk.SignInAsync(DemoPeople.Administrator, withScript);

        await member.Page.GotoAsync("/colleagues");
        await member.Page.GetByLabel("Name").FillAsync(name);
        await member.Page.GetByRole(AriaRole.Button, new() { Name = "Ask" }).ClickAsync();
        await member.Page.GetByRole(AriaRole.Alert).GetByRole(AriaRole.Link).First.ClickAsync();
        await member.Page.LookAsync("colleagues-refused", withScript);
        await member.Page.GetByLabel("E-mail address").FillAsync(address);
        await member.Page.GetByLabel("What our team should know").FillAsync("She runs the shop.");
        await member.Page.GetByRole(AriaRole.Button, new() { Name = "Ask" }).ClickAsync();
        await member.Page.GetByText($"Our team decides on {name}").WaitForAsync();
        await member.Page.LookAsync("colleagues-asked", withScript);

        await agent.Page.GotoAsync("/agent");
        await agent.Page.GetByRole(AriaRole.Link, new() { Name = "Requests to join" }).First.ClickAsync();
        var line = agent.Page.Locator($"li[data-request='{address}']");
        await line.GetByText("She runs the shop.").WaitForAsync();
        await agent.Page.LookAsync("agent-requests", withScript);
        await line.GetByRole(AriaRole.Button, new() { Name = "Approve" }).ClickAsync();
        await agent.Page.GetByText($"{name} is added and gets an invitation.").WaitForAsync();

        // Whoever may, adds at once.
        await manager.Page.GotoAsync("/colleagues");
        await manager.Page.GetByLabel("Name").FillAsync($"{name} the younger");
        await manager.Page.GetByLabel("E-mail address").FillAsync($"young-{address}");
        await manager.Page.GetByRole(AriaRole.Button, new() { Name = "Add" }).ClickAsync();
        await manager.Page.GetByText($"{name} the younger gets an invitation by e-mail.").WaitForAsync();
        await manager.Page.LookAsync("colleagues-added", withScript);

        await admin.Page.GotoAsync("/admin/settings");
        await admin.Page.LookAsync("admin-settings", withScript);
        await admin.Page.GetByRole(AriaRole.Link, new() { Name = "Getting in" }).ClickAsync();
        await admin.Page.LookAsync("admin-access", withScript);
        await admin.Page.GetByLabel("Managers").CheckAsync();
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await admin.Page.GetByText("The changes are saved.").WaitForAsync();

        member.ShouldBeContent();
        manager.ShouldBeContent();
        agent.ShouldBeContent();
        admin.ShouldBeContent();
    }
}
