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
}
