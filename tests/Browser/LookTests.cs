using Microsoft.Playwright;

namespace Helpdesk.Browser.Tests;

/// <summary>Every page as people first meet it.</summary>
[Collection(OpenDesk.Name)]
[Trait("Kind", "slow")]
public sealed class LookTests(OpenDesk desk)
{
    public static TheoryData<string, string?, string> Pages => new()
    {
        { "sign-in", null, "/sign-in" },
        { "home", DemoPeople.Customer, "/" },
        { "tickets", DemoPeople.Customer, "/tickets" },
        { "tickets-none", DemoPeople.Customer, "/tickets?search=there+is+no+such+ticket" },
        { "new-ticket", DemoPeople.Customer, "/tickets/new" },
        { "queue", DemoPeople.Agent, "/agent" },
        { "queue-all", DemoPeople.Agent, "/agent?show=all" },
        { "queue-mine-none", DemoPeople.Agent, "/agent?show=mine&department=billing" },
        { "admin", DemoPeople.Administrator, "/admin" },
        { "admin-plugins", DemoPeople.Administrator, "/admin/plugins" },
        { "admin-plugin", DemoPeople.Administrator, "/admin/plugins/sample" },
        { "admin-plugin-version", DemoPeople.Administrator, "/admin/plugins/sample/versions/1.0.0" },
        { "admin-plugin-uninstall", DemoPeople.Administrator, "/admin/plugins/sample/uninstall" },
        { "admin-packages", DemoPeople.Administrator, "/admin/packages" },
        { "admin-outbox", DemoPeople.Administrator, "/admin/outbox" },
        { "dev-outbox", null, "/dev/outbox" },
    };

    public static TheoryData<string, string, string, string> Rows => new()
    {
        { "ticket", DemoPeople.Customer, "/tickets?search=restore", "Please restore the database" },
        { "ticket-closed", DemoPeople.Customer, "/tickets?search=SFTP+external", "Can I get SFTP access" },
        { "agent-ticket", DemoPeople.Agent, "/agent?show=all", "Website shows 502" },
        { "agent-ticket-japanese", DemoPeople.Agent, "/agent?show=all&search=サーバーの容量", "サーバーの容量を増やしたい" },
    };

    [SkippableTheory]
    [MemberData(nameof(Pages))]
    public async Task A_page_is_readable_by_everybody_on_any_screen(string name, string? reader, string path)
    {
        await desk.OfferAsync();
        await using var visitor = reader is null ? await desk.VisitAsync() : await desk.SignInAsync(reader);

        await visitor.Page.GotoAsync(path);

        await visitor.Page.ShouldBeGoodAsync(name);
        visitor.ShouldBeContent();
    }

    [SkippableTheory]
    [MemberData(nameof(Rows))]
    public async Task A_ticket_is_readable_by_everybody_on_any_screen(string name, string reader, string list, string subject)
    {
        await using var visitor = await desk.SignInAsync(reader);
        await visitor.Page.GotoAsync(list);

        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = subject }).ClickAsync();

        await visitor.Page.Locator(".desk-message").First.WaitForAsync();
        await visitor.Page.ShouldBeGoodAsync(name);
        visitor.ShouldBeContent();
    }

    [SkippableTheory]
    [InlineData("not-found", "/tickets/no-such-ticket", 404)]
    [InlineData("forbidden", "/admin", 403)]
    public async Task An_error_is_a_page_like_any_other(string name, string path, int status)
    {
        await using var visitor = await desk.SignInAsync(DemoPeople.Customer);

        (await visitor.Page.GotoAsync(path))!.Status.Should().Be(status);

        await visitor.Page.ShouldBeGoodAsync(name);
        visitor.ShouldBeContent(but: status.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [SkippableFact]
    public async Task Menus_open_on_a_phone_and_on_a_desk()
    {
        await using var visitor = await desk.SignInAsync(DemoPeople.Administrator);
        await visitor.Page.Locator(".desk-drop-wide .desk-person").ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Administration" }).WaitForAsync();
        await visitor.Page.ShouldBeGoodAsync("menu-person");

        await visitor.Page.SetViewportSizeAsync(360, 740);
        await visitor.Page.Locator(".desk-drop-phone > summary").ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).WaitForAsync();
        await visitor.Page.ShouldBeGoodAsync("menu-phone");
        await visitor.Page.SetViewportSizeAsync(360, 740);

        await visitor.Page.Keyboard.PressAsync("Escape");
        await visitor.Page.Locator(".desk-sheet").WaitForAsync(new() { State = WaitForSelectorState.Hidden });
        visitor.ShouldBeContent();
    }

    [SkippableFact]
    public async Task Appearance_and_language_are_the_readers_choice()
    {
        await using var visitor = await desk.SignInAsync(DemoPeople.Customer);
        await visitor.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Light });
        var light = await BackgroundAsync(visitor.Page);

        await visitor.Page.Locator(".desk-drop-wide > summary").First.ClickAsync();
        var saved = visitor.Page.WaitForResponseAsync("**/theme");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Dark" }).ClickAsync();
        await saved;
        var dark = await BackgroundAsync(visitor.Page);
        await visitor.Page.ReloadAsync();

        dark.Should().NotBe(light);
        (await BackgroundAsync(visitor.Page)).Should().Be(dark);

        await visitor.Page.Locator(".desk-drop-wide > summary").First.ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "日本語" }).ClickAsync();
        await visitor.Page.Locator("html[lang=ja]").WaitForAsync();
        await visitor.Page.ShouldBeGoodAsync("home-japanese-dark");
        visitor.ShouldBeContent();
    }

    [SkippableFact]
    public async Task What_is_bad_is_found()
    {
        await using var visitor = await desk.VisitAsync();
        await visitor.Page.GotoAsync("/sign-in");
        await visitor.Page.EvaluateAsync(
            """
            () => {
              const text = document.createElement('p');
              text.textContent = 'Hardly to be read';
              text.style.cssText = 'color: #eee; background: #fff; width: 2000px';
              document.querySelector('main').append(text);
              const script = document.createElement('script');
              script.textContent = 'void 0';
              document.body.append(script);
            }
            """);

        var look = () => visitor.Page.ShouldBeGoodAsync("bad");
        var content = () => visitor.ShouldBeContent();

        (await look.Should().ThrowAsync<Exception>()).WithMessage("*scrolls sideways*").WithMessage("*color-contrast*");
        content.Should().Throw<Exception>().WithMessage("*Content Security Policy*");
    }

    private static Task<string> BackgroundAsync(IPage page) => page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor");
}
