using Microsoft.Playwright;

namespace Helpdesk.Browser.Tests;

/// <summary>What several journeys have in common.</summary>
internal static class Steps
{
    /// <summary>Opens a ticket as a customer does.</summary>
    /// <returns>The path of its page.</returns>
    public static async Task<string> OpenTicketAsync(this IPage page, string subject)
    {
        await page.GotoAsync("/tickets/new");
        await page.GetByLabel("Department").SelectOptionAsync(new SelectOptionValue { Value = "support" });
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Subject", Exact = true }).FillAsync(subject);
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Message", Exact = true }).FillAsync("Since Monday.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await page.WaitForURLAsync(url => url.Contains("/tickets/0", StringComparison.Ordinal));
        return new Uri(page.Url).AbsolutePath;
    }

    /// <summary>Where the link of the newest mail to an address leads, as a developer finds it.</summary>
    /// <param name="path">What the link begins with.</param>
    /// <param name="saying">Words that stand in the mail; null for the newest, whatever it says.</param>
    public static async Task<string> LinkInMailAsync(this IPage page, string address, string path, string? saying = null)
    {
        var text = "";
        await Patience.UntilAsync(
            async () =>
            {
                await page.GotoAsync("/dev/outbox");
                if (await page.Locator("tr", new() { HasText = address }).CountAsync() == 0)
                {
                    return false;
                }

                await page.Locator("tr", new() { HasText = address }).First.GetByRole(AriaRole.Link).ClickAsync();
                text = await page.Locator("#text").InnerTextAsync();
                return text.Contains(path, StringComparison.Ordinal) && (saying is null || text.Contains(saying, StringComparison.Ordinal));
            },
            $"there is a mail to {address}");
        var at = text.IndexOf(path, StringComparison.Ordinal);
        return text[at..text.IndexOf('\n', at)];
    }
}
