using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Helpdesk.Browser.Tests;

/// <summary>The form that opens a ticket: by keyboard alone, with mistakes, with files that come in every way.</summary>
[Collection(OpenDesk.Name)]
[Trait("Kind", "slow")]
public sealed partial class FormTests(OpenDesk desk)
{
    private const int MostTabs = 40;

    [SkippableFact]
    public async Task A_ticket_is_opened_by_keyboard_alone()
    {
        await using var customer = await desk.SignInAsync(DemoPeople.Customer);
        var page = customer.Page;
        await page.GotoAsync("/");

        await page.Keyboard.PressAsync("Tab");
        (await FocusAsync(page)).Should().Contain("Skip to content");
        await page.Keyboard.PressAsync("Enter");
        await TabToAsync(page, "main a[href='/tickets/new']");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/tickets/new");
        await TabToAsync(page, "#Department");
        await page.Keyboard.TypeAsync("Sal");
        await TabToAsync(page, "#Subject");
        await page.Keyboard.TypeAsync("By keyboard");
        await TabToAsync(page, "#Body");
        await page.Keyboard.TypeAsync("Without a mouse.");
        await TabToAsync(page, "main form .btn-primary");
        await page.Keyboard.PressAsync("Enter");

        await page.WaitForURLAsync(TicketAddress());
        (await page.Locator(".desk-facts").InnerTextAsync()).Should().Contain("Sales");
        customer.ShouldBeContent();
    }

    [SkippableFact]
    public async Task LU5_A_form_with_mistakes_comes_back_with_all_that_was_typed()
    {
        await using var customer = await desk.SignInAsync(DemoPeople.Customer);
        var page = customer.Page;
        await page.GotoAsync("/tickets/new");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Message", Exact = true }).FillAsync("Typed with care");
        await page.GetByLabel("Attach files").SetInputFilesAsync(new FilePayload { Name = "kept.txt", MimeType = "text/plain", Buffer = "kept"u8.ToArray() });
        await page.Locator(".upload-state", new() { HasText = "uploaded" }).WaitForAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();

        await page.GetByRole(AriaRole.Alert).WaitForAsync();
        (await FocusAsync(page)).Should().Contain("Please check the following");
        (await page.GetByRole(AriaRole.Alert).GetByRole(AriaRole.Link).CountAsync()).Should().Be(2);
        await page.ShouldBeGoodAsync("new-ticket-mistakes");
        await page.GetByRole(AriaRole.Alert).GetByRole(AriaRole.Link).Filter(new() { HasText = "subject" }).ClickAsync();
        (await page.EvaluateAsync<string>("() => document.activeElement.id || location.hash.slice(1)")).Should().Be("Subject");
        (await page.GetByRole(AriaRole.Textbox, new() { Name = "Message", Exact = true }).InputValueAsync()).Should().Be("Typed with care");
        await page.GetByText("kept.txt").WaitForAsync();

        await page.GetByRole(AriaRole.Textbox, new() { Name = "Subject", Exact = true }).FillAsync("Now with a subject");
        await page.GetByLabel("Department").SelectOptionAsync("support");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();

        await page.WaitForURLAsync(TicketAddress());
        (await page.Locator(".desk-files").InnerTextAsync()).Should().Contain("kept.txt");
        customer.ShouldBeContent();
    }

    [SkippableFact]
    public async Task LU4_A_file_shows_its_progress_and_can_be_taken_back()
    {
        await using var customer = await desk.SignInAsync(DemoPeople.Customer);
        var page = customer.Page;
        await page.GotoAsync("/tickets/new");
        var onItsWay = new TaskCompletionSource();
        await page.RouteAsync("**/attachments", async route =>
        {
            await onItsWay.Task;
            await route.ContinueAsync();
        });

        await page.GetByLabel("Attach files").SetInputFilesAsync([
            new FilePayload { Name = "first.png", MimeType = "image/png", Buffer = new byte[300_000] },
            new FilePayload { Name = "second.png", MimeType = "image/png", Buffer = new byte[10] },
        ]);

        await page.Locator(".upload-list progress").First.WaitForAsync();
        await page.ShouldBeGoodAsync("new-ticket-uploading");
        onItsWay.SetResult();
        await Patience.UntilAsync(async () => await page.Locator(".upload-state", new() { HasText = "uploaded" }).CountAsync() == 2, "both are uploaded");
        await page.ShouldBeGoodAsync("new-ticket-uploaded");
        await page.Locator(".upload-list li").Filter(new() { HasText = "first.png" }).GetByRole(AriaRole.Button, new() { Name = "Remove" }).ClickAsync();
        (await page.Locator("[name=Attachments]").CountAsync()).Should().Be(1);
        customer.ShouldBeContent();
    }

    [SkippableFact]
    public async Task LU4_A_file_that_does_not_arrive_can_be_sent_again()
    {
        await using var customer = await desk.SignInAsync(DemoPeople.Customer);
        var page = customer.Page;
        await page.GotoAsync("/tickets/new");
        await page.RouteAsync("**/attachments", route => route.AbortAsync());
        await page.GetByLabel("Attach files").SetInputFilesAsync(new FilePayload { Name = "again.txt", MimeType = "text/plain", Buffer = "again"u8.ToArray() });
        await page.GetByText("The file did not arrive. Please try again.").WaitForAsync();
        await page.ShouldBeGoodAsync("new-ticket-upload-failed");

        await page.UnrouteAsync("**/attachments");
        await page.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();

        await page.Locator(".upload-state", new() { HasText = "uploaded" }).WaitForAsync();
        customer.ShouldBeContent(but: "ERR_FAILED");
    }

    [SkippableTheory]
    [InlineData("paste")]
    [InlineData("drop")]
    public async Task LU4_A_screenshot_is_pasted_or_dropped(string way)
    {
        await using var customer = await desk.SignInAsync(DemoPeople.Customer);
        var page = customer.Page;
        await page.GotoAsync("/tickets/new");

        await page.GetByRole(AriaRole.Textbox, new() { Name = "Message", Exact = true }).EvaluateAsync(
            """
            (field, way) => {
              const data = new DataTransfer();
              data.items.add(new File([new Uint8Array([137, 80, 78, 71])], 'screen.png', { type: 'image/png' }));
              field.dispatchEvent(way === 'paste'
                ? new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
                : new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
            }
            """,
            way);

        await page.Locator(".upload-list li").Filter(new() { HasText = "screen.png" }).Filter(new() { HasText = "uploaded" }).WaitForAsync();
        customer.ShouldBeContent();
    }

    [SkippableFact]
    public async Task LU8_A_double_click_opens_one_ticket()
    {
        await using var customer = await desk.SignInAsync(DemoPeople.Customer);
        var page = customer.Page;
        await page.GotoAsync("/tickets/new");
        await page.GetByLabel("Department").SelectOptionAsync("support");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Subject", Exact = true }).FillAsync("Clicked twice");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Message", Exact = true }).FillAsync("Impatient");

        await page.GetByRole(AriaRole.Button, new() { Name = "Send" }).DblClickAsync();

        await page.WaitForURLAsync(TicketAddress());
        await page.GotoAsync("/tickets?search=Clicked+twice");
        (await page.GetByRole(AriaRole.Link, new() { Name = "Clicked twice" }).CountAsync()).Should().Be(1);
        customer.ShouldBeContent();
    }

    /// <summary>With a script and without: Back, and Send again.</summary>
    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task LU8_Going_back_and_sending_again_opens_one_ticket(bool withScript)
    {
        await using var customer = await desk.SignInAsync(DemoPeople.Customer, withScript);
        var page = customer.Page;
        var subject = $"Sent again {withScript}";
        await page.GotoAsync("/tickets/new");
        await FillAsync(page, subject, "Back and forth");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await page.WaitForURLAsync(TicketAddress());
        var ticket = page.Url;

        await page.GoBackAsync();
        await FillAsync(page, subject, "Back and forth");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();

        await page.WaitForURLAsync(ticket);
        await page.GotoAsync("/tickets?search=" + Uri.EscapeDataString(subject));
        (await page.GetByRole(AriaRole.Link, new() { Name = subject }).CountAsync()).Should().Be(1);
        customer.ShouldBeContent();
    }

    /// <summary>LU5: with a script and without.</summary>
    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task LU5_An_expired_session_loses_nothing_that_was_typed(bool withScript)
    {
        await using var customer = await desk.SignInAsync(DemoPeople.Customer, withScript);
        var page = customer.Page;
        await page.GotoAsync("/tickets/new");
        await FillAsync(page, $"Overslept {withScript}", "Typed before **lunch**");
        await page.Context.ClearCookiesAsync(new() { Name = "desk" });

        await page.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await customer.SignInHereAsync(DemoPeople.Customer);

        await page.Locator(".desk-kept").Filter(new() { HasText = "What you typed is here again" }).WaitForAsync();
        if (withScript)
        {
            await page.ShouldBeGoodAsync("new-ticket-held");
        }

        (await page.GetByRole(AriaRole.Textbox, new() { Name = "Message", Exact = true }).InputValueAsync()).Should().Be("Typed before **lunch**");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await page.WaitForURLAsync(TicketAddress());
        (await page.Locator(".desk-message-body").InnerTextAsync()).Should().Be("Typed before lunch");
        customer.ShouldBeContent();
    }

    [SkippableFact]
    public async Task LU6_A_draft_comes_back_to_its_author_until_it_is_sent_or_discarded()
    {
        await using var customer = await desk.SignInAsync(DemoPeople.Customer);
        var page = customer.Page;
        await page.GotoAsync("/tickets/new");
        await FillAsync(page, "Half a ticket", "Half a sentence");
        await page.GotoAsync("/");

        await page.GotoAsync("/tickets/new");
        await page.GetByText("What you typed before was restored.").WaitForAsync();
        await page.ShouldBeGoodAsync("new-ticket-restored");
        (await MessageOf(page).InputValueAsync()).Should().Be("Half a sentence");
        await page.Locator("kept-draft").GetByRole(AriaRole.Button, new() { Name = "Discard" }).ClickAsync();
        (await MessageOf(page).InputValueAsync()).Should().BeEmpty();

        await FillAsync(page, "A whole ticket", "A whole sentence");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await page.WaitForURLAsync(TicketAddress());
        await page.GotoAsync("/tickets/new");
        (await MessageOf(page).InputValueAsync()).Should().BeEmpty("it was sent");
        customer.ShouldBeContent();
    }

    [SkippableFact]
    public async Task LU6_Nobody_else_at_this_browser_sees_a_draft()
    {
        await using var visitor = await desk.SignInAsync(DemoPeople.Customer);
        var page = visitor.Page;
        await page.GotoAsync("/tickets/new");
        await FillAsync(page, "A secret", "For you alone");
        await page.GotoAsync("/");
        await page.Context.ClearCookiesAsync();

        await visitor.SignInAsync(DemoPeople.Colleague);
        await page.GotoAsync("/tickets/new");
        (await MessageOf(page).InputValueAsync()).Should().BeEmpty();
        await page.Locator(".desk-drop-wide .desk-person").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).First.ClickAsync();
        await page.WaitForURLAsync("**/sign-in");
        (await page.EvaluateAsync<int>("() => Object.keys(sessionStorage).filter(key => key.startsWith('desk-draft')).length")).Should().Be(0);
        visitor.ShouldBeContent();
    }

    [SkippableFact]
    public async Task What_is_written_is_seen_before_it_is_sent()
    {
        await desk.OfferAsync();
        await using var customer = await desk.SignInAsync(DemoPeople.Customer);
        var page = customer.Page;
        await page.GotoAsync("/tickets/new");
        await MessageOf(page).FillAsync("| When | What |\n|---|---|\n| 8:00 | `down` |\n\n1. **first**\n2. second\n\n> said\n\n```\nlong line of a log " + new string('x', 200) + "\n```");

        await page.GetByRole(AriaRole.Button, new() { Name = "Preview" }).ClickAsync();

        await page.Locator(".desk-preview td code").Filter(new() { HasText = "down" }).WaitForAsync();
        await page.ShouldBeGoodAsync("new-ticket-preview");
        await page.GetByRole(AriaRole.Button, new() { Name = "Write" }).ClickAsync();
        (await MessageOf(page).IsVisibleAsync()).Should().BeTrue();
        await MessageOf(page).FillAsync("");
        await page.GetByRole(AriaRole.Button, new() { Name = "Preview" }).ClickAsync();
        await page.GetByText("Nothing to show yet.").WaitForAsync();
        customer.ShouldBeContent();
    }

    private static ILocator MessageOf(IPage page) => page.GetByRole(AriaRole.Textbox, new() { Name = "Message", Exact = true });

    private static async Task FillAsync(IPage page, string subject, string message)
    {
        await page.GetByLabel("Department").SelectOptionAsync("support");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Subject", Exact = true }).FillAsync(subject);
        await MessageOf(page).FillAsync(message);
    }

    private static async Task TabToAsync(IPage page, string selector)
    {
        for (var tabs = 0; tabs < MostTabs; tabs++)
        {
            if (await page.EvaluateAsync<bool>("selector => document.activeElement.matches(selector)", selector))
            {
                // WCAG 2.4.7: whoever has no mouse sees where she is.
                (await page.EvaluateAsync<bool>(
                    "() => { const style = getComputedStyle(document.activeElement); return document.activeElement.matches(':focus-visible') && (style.outlineStyle !== 'none' || style.boxShadow !== 'none'); }"))
                    .Should().BeTrue($"the focus on {selector} can be seen");
                return;
            }

            await page.Keyboard.PressAsync("Tab");
        }

        throw new InvalidOperationException($"{MostTabs} tabs do not lead to {selector}.");
    }

    private static Task<string> FocusAsync(IPage page) => page.EvaluateAsync<string>("() => document.activeElement.innerText");

    [GeneratedRegex("/tickets/[^/?#]*[0-9]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex TicketAddress();
}
