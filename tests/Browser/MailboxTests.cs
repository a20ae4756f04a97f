using Microsoft.Playwright;

namespace Helpdesk.Browser.Tests;

/// <summary>A1, A3: an administrator sets a mailbox up; mail becomes tickets; what waits for staff is where they see it and decided in one step.</summary>
[Collection(PostOffice.Name)]
[Trait("Kind", "slow")]
public sealed class MailboxTests(PostOffice office)
{
    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_mailbox_is_set_up_and_what_comes_by_it_is_seen_and_decided(bool withScript)
    {
        var name = withScript ? "scripted" : "plain";
        await using var keeper = await office.SignInAsync(DemoPeople.Administrator, withScript);
        var page = keeper.Page;
        await page.GotoAsync("/mail");
        await page.LookAsync("mailboxes-none", withScript);
        await page.GetByRole(AriaRole.Link, new() { Name = "Add a mailbox" }).First.ClickAsync();
        await page.GetByLabel("Comes by").SelectOptionAsync("Spool");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await page.GetByText("Write an e-mail address, such as support@example.com.").First.WaitForAsync();
        await page.LookAsync("mailbox-wrong", withScript);
        await page.GetByLabel("Address", new() { Exact = true }).FillAsync($"{name}@helpdesk.example");
        await page.GetByLabel("Name for programs").FillAsync(name);
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await page.GetByText("The mailbox is saved.").WaitForAsync();

        await office.DeliverAsync(name, "1", [$"From: Emma <{DemoPeople.Customer}>", $"To: {name}@helpdesk.example", $"Subject: Printer {name}", $"Message-ID: <{name}@customer.example>", .. Laid]);
        await UntilSeenAsync(page, "/mail/book", $"Printer {name}");
        await office.DeliverAsync(
            name, "2", "From: Nora Neighbour <nora@home.example>", $"To: {name}@helpdesk.example", $"Subject: Re: Printer {name}", $"Message-ID: <nora-{name}@home.example>", $"In-Reply-To: <{name}@customer.example>", "", "I see the smoke from here.");
        await UntilSeenAsync(page, "/mail/book?outcome=held", "nora@home.example");
        await page.LookAsync("mail-book", withScript);
        await page.GetByRole(AriaRole.Link, new() { Name = $"Re: Printer {name}" }).ClickAsync();
        await page.GetByText("I see the smoke from here.").WaitForAsync();
        await page.LookAsync("mail-held", withScript);
        await page.Locator("main a[href^='/agent/tickets/']").ClickAsync();
        await page.GetByText("Waiting beside this ticket").WaitForAsync();
        await page.LookAsync("ticket-held", withScript);
        await page.GetByRole(AriaRole.Button, new() { Name = "Let in" }).ClickAsync();
        await page.GetByText("The sender gets copies from now on").WaitForAsync();
        var ticket = page.Url;
        await LooksAsItCameAsync(page, withScript);
        await UntilSeenAsync(page, ticket, "I see the smoke from here.");
        (await page.GetByText("Waiting beside this ticket").CountAsync()).Should().Be(0);
        await page.GotoAsync("/mail");
        await page.LookAsync("mailboxes", withScript);
        await page.GetByRole(AriaRole.Link, new() { Name = $"{name}@helpdesk.example" }).ClickAsync();
        await page.LookAsync("mailbox", withScript);
        keeper.ShouldBeContent();
    }

    /// <summary>Scenario 60: the words with their picture on the page; the whole, with what was quoted, a click away.</summary>
    private static async Task LooksAsItCameAsync(IPage page, bool withScript)
    {
        var picture = page.Locator(".desk-markup img").First;
        await picture.ScrollIntoViewIfNeededAsync();
        await Patience.UntilAsync(() => picture.EvaluateAsync<bool>("picture => picture.naturalWidth > 0"), "the picture is shown");
        await page.GetByText("The mail as it came").First.ClickAsync();
        var frame = page.FrameLocator("iframe.desk-message-page");
        await frame.GetByText("Have you tried water?").WaitForAsync();
        await frame.GetByText("Pictures from elsewhere are not loaded (1)").WaitForAsync();
        await page.LookAsync("mail-as-it-came", withScript);
        // Nothing was asked of anybody elsewhere until now.
        var asked = 0;
        await page.RouteAsync("https://tracker.example/**", async route =>
        {
            asked++;
            await route.FulfillAsync(new() { ContentType = "image/png", BodyBytes = Convert.FromBase64String(Laid[^3]) });
        });
        await frame.GetByRole(AriaRole.Link, new() { Name = "Load them" }).ClickAsync();
        var remote = frame.Locator("img[src^='https://tracker.example/']");
        await Patience.UntilAsync(() => remote.EvaluateAsync<bool>("picture => picture.naturalWidth > 0"), "the picture from elsewhere is shown");
        asked.Should().Be(1);
        (await frame.GetByText("are not loaded").CountAsync()).Should().Be(0);
    }

    private static readonly string[] Laid =
    [
        "MIME-Version: 1.0", "Content-Type: multipart/related; boundary=rel", "", "--rel", "Content-Type: text/html; charset=utf-8", "",
        "<div style=\"font-family:Georgia;color:#7a1fa2\">The <b>printer</b> is on fire:<br><img src=\"cid:photo@x\" width=\"120\" height=\"80\" alt=\"the printer\"><ul><li>third floor</li><li>by the window</li></ul></div>",
        "<img src=\"https://tracker.example/open.png\" alt=\"\"><div class=\"gmail_quote\"><div class=\"gmail_attr\">On Mon, 30 Nov 2026 at 09:00, Support &lt;support@helpdesk.example&gt; wrote:</div><blockquote class=\"gmail_quote\">Have you tried water?</blockquote></div>",
        "--rel", "Content-Type: image/png; name=photo.png", "Content-ID: <photo@x>", "Content-Transfer-Encoding: base64", "",
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==", "--rel--", "",
    ];

    private static Task UntilSeenAsync(IPage page, string path, string text) => Patience.UntilAsync(
        async () =>
        {
            await page.GotoAsync(path);
            return await page.GetByText(text).CountAsync() > 0;
        },
        $"{path} shows '{text}'");
}
