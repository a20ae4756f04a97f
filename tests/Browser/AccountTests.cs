using Microsoft.Playwright;

namespace Helpdesk.Browser.Tests;

/// <summary>Getting in, as people do: by an invitation, by a forgotten password, and not by guessing.</summary>
[Collection(OpenDesk.Name)]
[Trait("Kind", "slow")]
public sealed class AccountTests(OpenDesk desk)
{
    private const string Good = "correct horse battery";

    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A2_An_invitation_is_sent_read_and_followed_to_a_password(bool withScript)
    {
        var address = withScript ? "nora@customer.example" : "noor@customer.example";
        await using var admin = await desk.SignInAsync(DemoPeople.Administrator, withScript);
        await admin.Page.GotoAsync("/admin/people");
        await admin.Page.LookAsync("admin-people", withScript);
        await admin.Page.GetByRole(AriaRole.Link, new() { Name = "Add a person" }).ClickAsync();
        await admin.Page.GetByLabel("Name").FillAsync("Nora Jansen");
        await admin.Page.GetByLabel("E-mail address").FillAsync(address);
        await admin.Page.LookAsync("admin-people-add", withScript);
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Add" }).ClickAsync();
        await admin.Page.GetByText("the invitation is on its way").WaitForAsync();
        await admin.Page.LookAsync("admin-person", withScript);

        await using var nora = await desk.VisitAsync(withScript);
        await nora.Page.GotoAsync(await nora.Page.LinkInMailAsync(address, "/choose-password/"));
        await nora.Page.LookAsync("choose-password", withScript);
        await nora.Page.GetByLabel("New password").FillAsync(Good);
        await nora.Page.GetByLabel("The password again").FillAsync(Good);
        await nora.Page.GetByRole(AriaRole.Button, new() { Name = "Save and sign in" }).ClickAsync();

        await nora.Page.Locator(".desk-person").WaitForAsync();
        await nora.Page.GetByText("you are signed in").WaitForAsync();
        admin.ShouldBeContent();
        nora.ShouldBeContent();
    }

    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Somebody_is_erased_after_a_look_at_what_there_is(bool withScript)
    {
        var address = withScript ? "vera@customer.example" : "vero@customer.example";
        await using var admin = await desk.SignInAsync(DemoPeople.Administrator, withScript);
        await admin.Page.GotoAsync("/admin/people/add");
        await admin.Page.GetByLabel("Name").FillAsync("Vera Verschwinden");
        await admin.Page.GetByLabel("E-mail address").FillAsync(address);
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Add" }).ClickAsync();
        await admin.Page.GetByText("the invitation is on its way").WaitForAsync();
        await admin.Page.GetByRole(AriaRole.Link, new() { Name = "Erase…" }).ClickAsync();
        await admin.Page.GetByLabel("Erase it too").CheckAsync();
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Erase for good" }).ClickAsync();
        await admin.Page.GetByText("This is not the person’s e-mail address.").First.WaitForAsync();
        await admin.Page.LookAsync("admin-person-erase", withScript);

        await admin.Page.GetByLabel($"To confirm, type {address}").FillAsync(address);
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Erase for good" }).ClickAsync();
        await admin.Page.GetByText("Erased. What is left elsewhere goes within minutes.").WaitForAsync();
        await admin.Page.LookAsync("admin-person-erased", withScript);
        (await admin.Page.GetByText(address).CountAsync()).Should().Be(0);
        admin.ShouldBeContent();
    }

    [SkippableFact]
    public async Task A_forgotten_password_is_replaced_by_mail_and_the_link_works_once()
    {
        await using var visitor = await desk.VisitAsync();
        var page = visitor.Page;
        await page.GotoAsync("/sign-in");
        await page.GetByRole(AriaRole.Link, new() { Name = "Forgot your password" }).ClickAsync();
        await page.ShouldBeGoodAsync("forgot-password");
        await page.GetByLabel("E-mail address").FillAsync("sanne@demo.example");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send me a link" }).ClickAsync();
        await page.GetByText("a mail is on its way").WaitForAsync();
        await page.ShouldBeGoodAsync("forgot-password-asked");

        var link = await page.LinkInMailAsync("sanne@demo.example", "/choose-password/");
        await page.GotoAsync(link);
        await page.GetByLabel("New password").FillAsync(Good);
        await page.GetByLabel("The password again").FillAsync(Good);
        await page.GetByRole(AriaRole.Button, new() { Name = "Save and sign in" }).ClickAsync();
        await page.Locator(".desk-person").WaitForAsync();

        await page.GotoAsync(link);
        await page.GetByText("This link does not work any more").WaitForAsync();
        await page.ShouldBeGoodAsync("choose-password-over");
        await page.GetByRole(AriaRole.Link, new() { Name = "Send a new link" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Send me a link" }).WaitForAsync();
        visitor.ShouldBeContent(but: "410");
    }

    [SkippableFact]
    public async Task LX11_Whoever_guesses_is_told_how_long_to_wait()
    {
        await using var visitor = await desk.VisitAsync();
        var page = visitor.Page;
        await page.GotoAsync("/sign-in");
        for (var attempt = 0; attempt <= 10; attempt++)
        {
            await page.GetByLabel("E-mail address").FillAsync("guessed@demo.example");
            await page.GetByLabel("Password").FillAsync($"guess {attempt}");
            await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
            await page.GetByRole(AriaRole.Alert).WaitForAsync();
        }

        await page.GetByRole(AriaRole.Alert).GetByText("Please wait 15 min").WaitForAsync();
        await page.ShouldBeGoodAsync("sign-in-locked");
        visitor.ShouldBeContent();
    }

    [SkippableFact]
    public async Task An_administrator_looks_after_organisations_and_departments()
    {
        await using var admin = await desk.SignInAsync(DemoPeople.Administrator);
        var page = admin.Page;
        await page.GotoAsync("/admin/organisations");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Zilver en Co");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add" }).ClickAsync();
        await page.GetByText("The changes are saved").WaitForAsync();
        await page.GetByLabel("Add a member by address").FillAsync("nobody@nowhere.example");
        await page.Locator("form[action*='member'] button").Last.ClickAsync();
        await page.GetByRole(AriaRole.Alert).GetByText("Add the person first").WaitForAsync();
        await page.GetByLabel("Add a site").FillAsync("Gent");
        await page.Locator("form[action*='handler=site'] button").ClickAsync();
        await page.Locator("section[aria-labelledby=sites] li", new() { HasText = "Gent" }).WaitForAsync();
        await page.ShouldBeGoodAsync("admin-organisation");

        await page.GotoAsync("/admin/organisations");
        await page.GetByRole(AriaRole.Searchbox).FillAsync("zilver");
        await page.GetByRole(AriaRole.Searchbox).PressAsync("Enter");
        await page.Locator("tbody tr").Last.GetByText("Zilver en Co").WaitForAsync();
        (await page.Locator("tbody tr").CountAsync()).Should().Be(1);
        await page.ShouldBeGoodAsync("admin-organisations");

        await page.GotoAsync("/admin/departments");
        await page.ShouldBeGoodAsync("admin-departments");
        await page.Locator("tbody a").First.ClickAsync();
        await page.GetByText("Who sees its tickets").WaitForAsync();
        await page.ShouldBeGoodAsync("admin-department");
        await page.GotoAsync("/admin/audit");
        await page.GetByText("organisation.set-site").First.WaitForAsync();
        await page.ShouldBeGoodAsync("admin-audit");
        admin.ShouldBeContent();
    }
}
