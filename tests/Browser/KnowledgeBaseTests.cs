using Microsoft.Playwright;

namespace Helpdesk.Browser.Tests;

/// <summary>Rows E5, E8: whoever has a problem finds the answer, on the way to a ticket or before; whoever writes articles is found.</summary>
[Collection(Library.Name)]
[Trait("Kind", "slow")]
public sealed class KnowledgeBaseTests(Library library)
{
    private const string Subject = "My mail ends up in the spam folder";

    [SkippableFact]
    public async Task E5_A_visitor_searches_reads_and_says_whether_it_helped()
    {
        await using var visitor = await library.VisitAsync();
        var page = visitor.Page;
        await page.GotoAsync("/kb");
        await page.GetByRole(AriaRole.Searchbox).FillAsync("change nameservers");
        await page.GetByRole(AriaRole.Button, new() { Name = "Search" }).ClickAsync();
        (await page.Locator(".kb-found-title").First.InnerTextAsync()).Should().Contain("nameservers");
        (await page.Locator(".kb-found mark").CountAsync()).Should().BePositive("what was looked for is marked");
        await page.Locator(".kb-found-title a").First.ClickAsync();
        await page.Locator(".kb-contents").WaitForAsync();
        (await page.Locator("[data-kb-print]").IsVisibleAsync()).Should().BeTrue("a script is there to print with");
        await page.GetByRole(AriaRole.Button, new() { Name = "Yes" }).ClickAsync();
        await page.GetByText("Thank you, we are glad to hear it.").WaitForAsync();
        await page.ShouldBeGoodAsync("kb-article-voted");
        visitor.ShouldBeContent();
    }

    /// <summary>LU3: opened beside the form, and not a keystroke is lost.</summary>
    [SkippableFact]
    public async Task E8_A_customer_reads_beside_the_form_and_needs_no_ticket()
    {
        await using var customer = await library.SignInAsync(DemoPeople.Customer);
        var page = customer.Page;
        await page.GotoAsync("/tickets/new");
        var subject = page.GetByRole(AriaRole.Textbox, new() { Name = "Subject", Exact = true });
        var message = page.GetByRole(AriaRole.Textbox, new() { Name = "Message", Exact = true });

        await subject.PressSequentiallyAsync(Subject);
        var suggestion = page.Locator("#suggestion-list .desk-suggestion").First;
        await suggestion.Locator("summary").ClickAsync();
        await suggestion.Locator(".desk-suggestion-text").WaitForAsync();
        await message.PressSequentiallyAsync("Since Monday.");

        (await subject.InputValueAsync()).Should().Be(Subject);
        (await message.InputValueAsync()).Should().Be("Since Monday.");
        (await suggestion.Locator(".desk-suggestion-text").InnerTextAsync()).Should().NotBeEmpty("what is being read stays while she writes on");
        await page.ShouldBeGoodAsync("new-ticket-suggestions");

        await suggestion.GetByRole(AriaRole.Button, new() { Name = "This solved it" }).ClickAsync();
        await page.GetByText("No ticket was opened.").WaitForAsync();
        await page.GotoAsync($"/tickets?search={Uri.EscapeDataString(Subject)}");
        (await page.Locator("main").InnerTextAsync()).Should().NotContain("#0");
        customer.ShouldBeContent();
    }

    [SkippableFact]
    public async Task E8_Without_a_script_a_customer_is_asked_once_and_sends()
    {
        await using var customer = await library.SignInAsync(DemoPeople.Customer, withScript: false);
        var page = customer.Page;
        await page.GotoAsync("/tickets/new");
        await page.GetByLabel("Department").SelectOptionAsync(new SelectOptionValue { Label = "Support" });
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Subject", Exact = true }).FillAsync(Subject + ", still");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Message", Exact = true }).FillAsync("Since Monday.");

        await page.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Before you send: does one of these solve it?" }).WaitForAsync();
        await page.Locator(".desk-suggestion summary").First.ClickAsync();
        (await page.Locator(".desk-suggestion-text").First.IsVisibleAsync()).Should().BeTrue();
        (await page.GetByRole(AriaRole.Textbox, new() { Name = "Message", Exact = true }).InputValueAsync()).Should().Be("Since Monday.");

        await page.GetByRole(AriaRole.Button, new() { Name = "None of these helps: send" }).ClickAsync();
        await page.Locator(".desk-opened").WaitForAsync();
        customer.ShouldBeContent();
    }

    [SkippableFact]
    public async Task E5_What_a_writer_publishes_is_found_and_what_she_changes_can_be_taken_back()
    {
        await using var writer = await library.SignInAsync(DemoPeople.Administrator);
        await using var visitor = await library.VisitAsync();
        var page = writer.Page;
        await page.GotoAsync("/kb/write/new");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Title" }).FillAsync("Connect a teleprinter");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Summary" }).FillAsync("How an old teleprinter prints again.");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Text", Exact = true }).FillAsync("## First\n\nPlug it **in**.");
        await page.GetByLabel("State").SelectOptionAsync("public");
        await page.GetByLabel("Category").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await page.Locator("[data-show=preview]").ClickAsync();
        await page.Locator("#kb-look strong", new() { HasText = "in" }).WaitForAsync();
        await page.ShouldBeGoodAsync("kb-write-preview");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await page.GetByText("The article is saved.").WaitForAsync();

        await visitor.Page.GotoAsync("/kb/search?q=teleprinters");
        (await visitor.Page.Locator(".kb-found-title").First.InnerTextAsync()).Should().Be("Connect a teleprinter");

        await page.GetByRole(AriaRole.Textbox, new() { Name = "Text", Exact = true }).FillAsync("## First\n\nPull it **out**.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await page.GetByText("The article is saved.").WaitForAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Revisions" }).ClickAsync();
        await page.Locator(".kb-table").WaitForAsync();
        await page.ShouldBeGoodAsync("kb-write-revisions");
        await page.GetByRole(AriaRole.Button, new() { Name = "Restore revision 1" }).ClickAsync();
        await visitor.Page.GotoAsync("/kb/a/connect-a-teleprinter");
        (await visitor.Page.Locator(".kb-body").InnerTextAsync()).Should().Contain("Plug it in.");
        writer.ShouldBeContent();
        visitor.ShouldBeContent();
    }
}
