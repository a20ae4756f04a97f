using Microsoft.Playwright;

namespace Helpdesk.Browser.Tests;

/// <summary>Row E9 as people do it: write without an account, find the mail, confirm, read and answer.</summary>
[Collection(OpenDesk.Name)]
[Trait("Kind", "slow")]
public sealed class GuestTests(OpenDesk desk)
{
    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task E9_Somebody_without_an_account_is_helped(bool withScript)
    {
        var address = withScript ? "greta@guest.example" : "gitte@guest.example";
        await AllowAsync();
        await using var guest = await desk.VisitAsync(withScript);
        var page = guest.Page;
        await page.GotoAsync("/sign-in");
        await page.LookAsync("sign-in-guests", withScript);
        await page.GetByRole(AriaRole.Link, new() { Name = "Write to us as a guest" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Go on" }).ClickAsync();
        await page.GetByRole(AriaRole.Alert).First.WaitForAsync();
        await page.LookAsync("guest-wrong", withScript);
        await page.GetByLabel("Your name").FillAsync("Greta Guest");
        await page.GetByLabel("E-mail address").FillAsync(address);
        await page.GetByLabel("Department").SelectOptionAsync(new SelectOptionValue { Value = "support" });
        await page.GetByLabel("Subject").FillAsync("Can I move my domain to you?");
        await page.GetByLabel("Message").FillAsync("It is **with another** provider now.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Go on" }).ClickAsync();
        await page.GetByText($"A mail is on its way to {address}").WaitForAsync();
        await page.LookAsync("guest-asked", withScript);

        await page.GotoAsync(await page.LinkInMailAsync(address, "/guest/open/"));
        await page.GetByText("Can I move my domain to you?").WaitForAsync();
        await page.LookAsync("guest-confirm", withScript);
        await page.GetByRole(AriaRole.Button, new() { Name = "Confirm and send" }).ClickAsync();
        await page.WaitForURLAsync(url => url.Contains("/tickets/0", StringComparison.Ordinal));
        var ticket = new Uri(page.Url).AbsolutePath;
        await page.LookAsync("guest-ticket", withScript);
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Your reply" }).FillAsync("And my mail?");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send reply" }).ClickAsync();
        await page.Locator(".desk-message", new() { HasText = "And my mail?" }).WaitForAsync();

        await using (var agent = await desk.SignInAsync(DemoPeople.Agent, withScript))
        {
            await agent.Page.GotoAsync("/agent" + ticket);
            await agent.Page.Locator("#people .badge", new() { HasText = "Guest" }).WaitForAsync();
            await agent.Page.GetByRole(AriaRole.Textbox, new() { Name = "Text", Exact = true }).FillAsync("Yes, both.");
            await agent.Page.GetByRole(AriaRole.Button, new() { Name = "Send to the customer" }).ClickAsync();
            await agent.Page.Locator(".desk-message", new() { HasText = "Yes, both." }).WaitForAsync();
            agent.ShouldBeContent();
        }

        // In another browser, by the mail that brings the answer.
        await using var later = await desk.VisitAsync(withScript);
        await later.Page.GotoAsync(await later.Page.LinkInMailAsync(address, "/guest/open/", "Yes, both."));
        await later.Page.LookAsync("guest-open", withScript);
        await later.Page.GetByRole(AriaRole.Button, new() { Name = "Open the ticket" }).ClickAsync();
        await later.Page.Locator(".desk-message", new() { HasText = "Yes, both." }).WaitForAsync();
        guest.ShouldBeContent();
        later.ShouldBeContent();
    }

    private async Task AllowAsync()
    {
        await using var admin = await desk.SignInAsync(DemoPeople.Administrator);
        await admin.Page.GotoAsync("/admin/settings/access");
        await admin.Page.GetByLabel("Guests may open tickets").CheckAsync();
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await admin.Page.GetByText("The changes are saved").WaitForAsync();
        await admin.Page.ShouldBeGoodAsync("admin-access-guests");
    }
}
