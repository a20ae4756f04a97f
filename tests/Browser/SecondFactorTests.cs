using Helpdesk.Host.Account.SecondFactors;
using Microsoft.Playwright;

namespace Helpdesk.Browser.Tests;

/// <summary>Signing in in two steps, and the list of where one is signed in.</summary>
[Collection(OpenDesk.Name)]
[Trait("Kind", "slow")]
public sealed class SecondFactorTests(OpenDesk desk)
{
    private const string Who = "fleur@demo.example";
    private const string Secret = "correct horse battery";

    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_app_is_added_and_its_paper_lets_in_once(bool withScript)
    {
        await using var visitor = await desk.VisitAsync(withScript);
        await desk.GivePasswordAsync(Who, Secret);
        await visitor.SignInAsync(Who, Secret);
        var page = visitor.Page;
        await page.GotoAsync("/account");
        await page.GetByRole(AriaRole.Link, new() { Name = "Two-step sign-in" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Set it up" }).ClickAsync();
        await page.LookAsync("second-factor-setup", withScript);
        var code = OneTimeCodes.CodeOf(await page.Locator(".desk-secret").InnerTextAsync(), TimeProvider.System.GetUtcNow());
        await page.GetByLabel("The code that the app shows").FillAsync(code);
        await page.GetByRole(AriaRole.Button, new() { Name = "Turn it on" }).ClickAsync();
        var codes = await page.Locator(".desk-codes code").AllInnerTextsAsync();
        codes.Should().HaveCount(10);
        await page.LookAsync("second-factor-codes", withScript);

        await using var second = await desk.VisitAsync(withScript);
        await second.Page.GotoAsync("/sign-in");
        await second.Page.GetByLabel("E-mail address").FillAsync(Who);
        await second.Page.GetByLabel("Password").FillAsync(Secret);
        await second.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await second.Page.GetByLabel("Code").FillAsync("111111");
        await second.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await second.Page.GetByText("This code is not right").First.WaitForAsync();
        await second.Page.LookAsync("sign-in-code", withScript);
        await second.Page.GetByLabel("Code").FillAsync(codes[0]);
        await second.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await second.Page.Locator(".desk-person").WaitForAsync();

        await page.GotoAsync("/account");
        await page.LookAsync("account-sessions", withScript);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out everywhere else" }).ClickAsync();
        await page.GetByText("It is signed out.").WaitForAsync();
        await second.Page.GotoAsync("/tickets");
        await second.Page.GetByLabel("Password").WaitForAsync();

        await page.GotoAsync("/account/second-factor");
        await page.GetByLabel("Code").FillAsync(codes[1]);
        await page.LookAsync("second-factor-on", withScript);
        await page.GetByRole(AriaRole.Button, new() { Name = "Turn it off" }).ClickAsync();
        await page.GetByText("Two-step sign-in is off.").WaitForAsync();
        visitor.ShouldBeContent();
        second.ShouldBeContent();
    }
}
