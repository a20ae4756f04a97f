using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Helpdesk.Browser.Tests;

/// <summary>The main job: a ticket goes from customer to agent and back.</summary>
[Collection(OpenDesk.Name)]
[Trait("Kind", "slow")]
public sealed partial class JourneyTests(OpenDesk desk)
{
    private const string Secret = "They are behind with two invoices";

    /// <summary>Larger than what an ordinary request may hold.</summary>
    private static readonly byte[] File = RandomNumberGenerator.GetBytes(2_000_000);

    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_ticket_goes_from_customer_to_agent_and_back(bool withScript)
    {
        await desk.OfferAsync();
        var subject = $"The shop shows an old price {(withScript ? "with" : "without")} a script";
        await using var customer = await desk.SignInAsync(DemoPeople.Customer, withScript);
        await using var agent = await desk.SignInAsync(DemoPeople.Agent, withScript);

        var number = await OpenAsync(customer.Page, subject, withScript);
        await FindAsync(customer.Page, subject, number);
        await AssessAsync(agent.Page, number, withScript);
        await AnswerAsync(agent.Page, subject, number);
        await ReadMailAsync(agent, number, withScript);
        await ReadHistoryAsync(customer.Page, number);
        await ReplyAsync(customer.Page, number);
        await NoteAndCloseAsync(agent.Page, customer.Page, number, withScript);
        await ReopenAsync(customer.Page, number);
        await CopyAndCloseAsync(customer.Page, number);
        await DownloadAsync(agent.Page, number);
        await DownloadAsync(customer.Page, number);
        if (withScript)
        {
            await customer.Page.ShouldBeGoodAsync("ticket-after-journey");
            await agent.Page.ShouldBeGoodAsync("agent-ticket-after-journey");
        }

        customer.ShouldBeContent();
        agent.ShouldBeContent();
    }

    private static async Task<string> OpenAsync(IPage page, string subject, bool withScript)
    {
        await page.GotoAsync("/");
        await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = "Open a ticket" }).ClickAsync();
        await page.GetByLabel("Department").SelectOptionAsync(new SelectOptionValue { Label = "Billing" });
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Subject", Exact = true }).FillAsync(subject);
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Message", Exact = true }).FillAsync("The **price** of article 12 is from last week.\n\n  <b>Ours</b> is 👍 right.");
        await page.GetByText("Something does not work as it was agreed.").ClickAsync();
        await page.GetByLabel("Priority").SelectOptionAsync(new SelectOptionValue { Label = "High" });
        await page.GetByLabel("Related service").SelectOptionAsync(new SelectOptionValue { Label = OpenDesk.ServiceName });
        await page.GetByLabel("Domain name").FillAsync("brightwater.example");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Copies to (optional)" }).FillAsync("web@brightwater.example");
        await page.GetByLabel("Attach files").SetInputFilesAsync(new FilePayload { Name = "price list – été.pdf", MimeType = "application/pdf", Buffer = File });
        if (withScript)
        {
            await page.Locator(".upload-state", new() { HasText = "uploaded" }).WaitForAsync();
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await page.WaitForURLAsync(TicketAddress());
        var number = TicketAddress().Match(page.Url).Groups["number"].Value;
        (await page.GetByRole(AriaRole.Status).Filter(new() { HasText = number }).InnerTextAsync()).Should().Contain($"#{number}");
        (await page.Locator(".desk-message-body").InnerTextAsync()).Should().Be("The price of article 12 is from last week.\n\n<b>Ours</b> is 👍 right.");
        (await page.Locator(".desk-message-body strong").InnerTextAsync()).Should().Be("price");
        (await page.Locator(".desk-facts").InnerTextAsync()).Should().ContainAll("Bug", "High", OpenDesk.ServiceName, "brightwater.example");
        await ShowsStatusAsync(page, "Open");
        if (withScript)
        {
            await page.ShouldBeGoodAsync("ticket-just-opened");
        }

        return number;
    }

    private static async Task FindAsync(IPage page, string subject, string number)
    {
        await page.GetByRole(AriaRole.Navigation).GetByRole(AriaRole.Link, new() { Name = "Tickets", Exact = true }).First.ClickAsync();
        var row = page.GetByRole(AriaRole.Row).Filter(new() { HasText = $"#{number}" });
        (await row.InnerTextAsync()).Should().Contain(subject).And.Contain("Billing").And.Contain("Open");
    }

    /// <summary>Takes it, says that it is of another type, and moves it: all by one button.</summary>
    private static async Task AssessAsync(IPage page, string number, bool withScript)
    {
        await page.GotoAsync($"/agent/tickets/{number}");
        await page.GetByText("“Bug” was chosen by the customer and not assessed yet.").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Assign to me" }).ClickAsync();
        await page.GetByText("The ticket is yours now.").WaitForAsync();
        (await page.GetByLabel("Why is the type another?").IsVisibleAsync()).Should().BeFalse();
        await page.GetByLabel("Type", new() { Exact = true }).SelectOptionAsync("support");
        await page.GetByLabel("Why is the type another?").FillAsync("The prices are yours to change.");
        await page.GetByLabel("Department", new() { Exact = true }).SelectOptionAsync("sales");
        if (withScript)
        {
            await page.ShouldBeGoodAsync("agent-ticket-assess");
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "Save changes" }).ClickAsync();
        await page.GetByText("The changes were saved.").WaitForAsync();
        (await page.Locator("#Department option[selected]").InnerTextAsync()).Should().Be("Sales");
        await page.GotoAsync("/agent?show=mine");
        var row = page.GetByRole(AriaRole.Row).Filter(new() { HasText = $"#{number}" });
        (await row.InnerTextAsync()).Should().ContainAll("Alex Meyer", "Support", "Sales", "High");
        await page.GotoAsync("/agent?show=unassessed");
        (await page.GetByRole(AriaRole.Row).Filter(new() { HasText = $"#{number}" }).CountAsync()).Should().Be(0);
    }

    private static async Task ReadHistoryAsync(IPage page, string number)
    {
        await page.GotoAsync($"/tickets/{number}");
        await page.GetByText("What happened").ClickAsync();
        (await page.Locator(".desk-history").InnerTextAsync()).Should()
            .ContainAll("assessed the type: Bug → Support", "The prices are yours to change.", "moved it to another department: Billing → Sales")
            .And.NotContain("assigned", "who does the work is the house's own affair");
    }

    private static async Task CopyAndCloseAsync(IPage page, string number)
    {
        await page.GotoAsync($"/tickets/{number}");
        await page.GetByText("Add people").ClickAsync();
        await page.GetByLabel("E-mail addresses").FillAsync("boss@brightwater.example");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add", Exact = true }).ClickAsync();
        await page.Locator(".desk-cc .desk-people").Filter(new() { HasText = "boss@brightwater.example" }).WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove web@brightwater.example" }).ClickAsync();
        await page.GetByText("This address gets no more copies.").WaitForAsync();
        (await page.Locator(".desk-cc .desk-people").InnerTextAsync()).Should().NotContain("web@brightwater.example");
        await page.GetByRole(AriaRole.Button, new() { Name = "Close the ticket" }).ClickAsync();
        await ShowsStatusAsync(page, "Closed");
        await page.GetByRole(AriaRole.Button, new() { Name = "Open the ticket again" }).ClickAsync();
        await ShowsStatusAsync(page, "Open");
    }

    private static async Task AnswerAsync(IPage page, string subject, string number)
    {
        await page.GotoAsync("/agent");
        await page.GetByRole(AriaRole.Link, new() { Name = $"#{number} {subject}" }).ClickAsync();
        await page.GetByText("Emma Clarke and everybody on the ticket will read this.").WaitForAsync();
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Text", Exact = true }).FillAsync($"Thank you, it is corrected ({number}).");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send to the customer" }).ClickAsync();
        await page.GetByText("The reply was sent to the customer.").WaitForAsync();
        await ShowsSetStatusAsync(page, "answered");
    }

    private static async Task ReadMailAsync(Visitor agent, string number, bool withScript)
    {
        var (ticket, page) = (agent.Page, await agent.OpenTabAsync());
        var mail = page.GetByRole(AriaRole.Row).Filter(new() { HasText = DemoPeople.Customer }).Filter(new() { HasText = $"[#{number}]" });
        await Patience.UntilAsync(
            async () =>
            {
                await page.GotoAsync("/dev/outbox");
                return await mail.CountAsync() == 3;
            },
            "the receipt, the other type and the answer are in the outbox");
        await mail.First.GetByRole(AriaRole.Link).ClickAsync();
        (await page.Locator("#text").InnerTextAsync()).Should().Contain($"Thank you, it is corrected ({number}).");
        var html = page.FrameLocator("iframe").Locator("body");
        (await html.InnerTextAsync()).Should().Contain($"Thank you, it is corrected ({number}).").And.Contain("View the ticket and reply");
        if (withScript)
        {
            await page.ShouldBeGoodAsync("dev-mail");
        }

        await page.CloseAsync();
        agent.GoBackTo(ticket);
    }

    private static async Task ReplyAsync(IPage page, string number)
    {
        await page.GotoAsync($"/tickets/{number}");
        await page.GetByText($"Thank you, it is corrected ({number}).").WaitForAsync();
        await ShowsStatusAsync(page, "Answered");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Your reply", Exact = true }).FillAsync("Not for article 13.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send reply" }).ClickAsync();
        await page.GetByText("Your reply was sent.").WaitForAsync();
        await ShowsStatusAsync(page, "Customer-Reply");
    }

    private static async Task NoteAndCloseAsync(IPage page, IPage customer, string number, bool withScript)
    {
        await page.GotoAsync($"/agent/tickets/{number}");
        await page.GetByText("Not for article 13.").WaitForAsync();
        await page.Locator(".desk-kind label").Filter(new() { HasText = "Internal note" }).ClickAsync();
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Text", Exact = true }).FillAsync(Secret);
        if (withScript)
        {
            await page.ShouldBeGoodAsync("agent-note");
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "Save internal note" }).ClickAsync();
        await page.GetByText("The internal note was saved.").WaitForAsync();
        await page.Locator(".desk-message-note").Filter(new() { HasText = Secret }).WaitForAsync();

        await customer.GotoAsync($"/tickets/{number}");
        (await customer.ContentAsync()).Should().NotContain(Secret);

        await page.GetByLabel("Set the status", new() { Exact = true }).SelectOptionAsync("closed");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save changes" }).ClickAsync();
        await ShowsSetStatusAsync(page, "closed");
    }

    private static async Task ReopenAsync(IPage page, string number)
    {
        await page.GotoAsync($"/tickets/{number}");
        await ShowsStatusAsync(page, "Closed");
        await page.GetByText("Your reply opens it again.").WaitForAsync();
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Your reply", Exact = true }).FillAsync("It is wrong again.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send reply" }).ClickAsync();
        await page.GetByText("Your reply was sent.").WaitForAsync();
        await ShowsStatusAsync(page, "Customer-Reply");
        (await page.ContentAsync()).Should().NotContain(Secret);
    }

    private static async Task DownloadAsync(IPage page, string number)
    {
        if (!page.Url.Contains(number, StringComparison.Ordinal))
        {
            await page.GotoAsync($"/tickets/{number}");
        }

        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "price list – été.pdf" }).ClickAsync());
        download.SuggestedFilename.Should().Be("price list – été.pdf");
        await using var content = await download.CreateReadStreamAsync();
        using var bytes = new MemoryStream();
        await content.CopyToAsync(bytes);
        bytes.ToArray().Should().Equal(File);
    }

    private static Task ShowsStatusAsync(IPage page, string name) => page.Locator(".desk-facts .desk-status").Filter(new() { HasText = name }).WaitForAsync();

    private static Task ShowsSetStatusAsync(IPage page, string key) => page.Locator($"#Status option[value={key}][selected]").WaitForAsync(new() { State = WaitForSelectorState.Attached });

    [GeneratedRegex(@"/tickets/(?<number>[^/?#]*[0-9][^/?#]*)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TicketAddress();
}
