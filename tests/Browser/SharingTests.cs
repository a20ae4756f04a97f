using Helpdesk.Engine.People;
using Helpdesk.Engine.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Helpdesk.Browser.Tests;

/// <summary>Rows B3, B6 and B7: several people on one ticket, who hear of it and who leave it.</summary>
[Collection(OpenDesk.Name)]
[Trait("Kind", "slow")]
public sealed class SharingTests(OpenDesk desk)
{
    private const string Secret = "correct horse battery";
    private const string Stranger = "sanne@demo.example";

    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_ticket_is_shared_somebody_is_mentioned_and_the_mails_are_ended(bool withScript)
    {
        var subject = $"The newsletter goes out twice {(withScript ? "with" : "without")} a script";
        await using var customer = await desk.SignInAsync(DemoPeople.Customer, withScript);
        await using var agent = await desk.SignInAsync(DemoPeople.Agent, withScript);
        var (colleague, stranger) = (await NameAsync(DemoPeople.Colleague), await NameAsync(Stranger));
        var path = await customer.Page.OpenTicketAsync(subject);

        await MentionAsync(customer.Page, colleague, withScript);
        (await MailAsync(DemoPeople.Colleague, path)).Should().Contain("has mentioned you");

        // Whom the customer may not name, staff may.
        await customer.Page.GotoAsync(path);
        await ShareAsync(customer.Page, stranger);
        await customer.Page.GetByText("There is nobody of that name or address whom you can share this with.").First.WaitForAsync();
        await customer.Page.LookAsync("people-refused", withScript);
        await agent.Page.GotoAsync("/agent" + path);
        await ShareAsync(agent.Page, Stranger);
        await agent.Page.GetByText($"{stranger} can see this ticket from now on.").WaitForAsync();
        await agent.Page.LookAsync("agent-ticket-shared", withScript);

        await using var guest = await desk.VisitAsync(withScript);
        await desk.GivePasswordAsync(Stranger, Secret);
        await guest.SignInAsync(Stranger, Secret);
        await guest.Page.GotoAsync(path);
        await guest.Page.GetByText("You follow this ticket.").WaitForAsync();
        await guest.Page.GetByRole(AriaRole.Button, new() { Name = "Send me no more e-mail" }).ClickAsync();
        await guest.Page.GetByText("You get no e-mail about this ticket.").WaitForAsync();
        await guest.Page.GetByRole(AriaRole.Button, new() { Name = "Follow" }).ClickAsync();
        await guest.Page.GetByText("You hear of what happens on this ticket.").WaitForAsync();
        await guest.Page.LookAsync("ticket-shared", withScript);

        // Taken off again, with a word before.
        await customer.Page.GotoAsync(path);
        await customer.Page.GetByRole(AriaRole.Link, new() { Name = $"Remove {stranger}" }).ClickAsync();
        await customer.Page.GetByText("People who will not see the ticket any more: 1").WaitForAsync();
        await customer.Page.LookAsync("people-unshare", withScript);
        await customer.Page.GetByRole(AriaRole.Button, new() { Name = "Take off" }).ClickAsync();
        await customer.Page.GetByText($"{stranger} was taken off the ticket.").WaitForAsync();
        (await guest.Page.GotoAsync(path))!.Status.Should().Be(404);

        // The link at the end of a mail, in whoever's browser.
        await using var visitor = await desk.VisitAsync(withScript);
        await visitor.Page.GotoAsync(new Uri(MuteLink(await MailAsync(DemoPeople.Colleague, path))).PathAndQuery);
        await visitor.Page.LookAsync("mute", withScript);
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Send no more e-mail about it" }).ClickAsync();
        await visitor.Page.GetByText("gets no more e-mail about this ticket").WaitForAsync();
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Send e-mail again" }).ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Send no more e-mail about it" }).WaitForAsync();

        customer.ShouldBeContent();
        agent.ShouldBeContent();
        visitor.ShouldBeContent();
    }

    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task B10_An_organisation_gets_an_account_lead_whom_its_members_see_and_tell(bool withScript)
    {
        var lead = await NameAsync(DemoPeople.Agent);
        await using var admin = await desk.SignInAsync(DemoPeople.Administrator, withScript);
        await using var customer = await desk.SignInAsync(DemoPeople.Customer, withScript);
        await using var agent = await desk.SignInAsync(DemoPeople.Agent, withScript);
        await admin.Page.GotoAsync("/admin/organisations?search=Brightwater");
        await admin.Page.GetByRole(AriaRole.Link, new() { Name = "Brightwater Studio" }).ClickAsync();
        await admin.Page.GetByLabel("Who of the staff the members turn to").SelectOptionAsync(new SelectOptionValue { Label = lead });
        await admin.Page.Locator("form[action*=lead]").GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await admin.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Saved" }).WaitForAsync();
        await admin.Page.LookAsync("admin-organisation-lead", withScript);

        await customer.Page.GotoAsync("/");
        await customer.Page.GetByRole(AriaRole.Heading, new() { Name = "Your contact person" }).WaitForAsync();
        await customer.Page.LookAsync("home-lead", withScript);
        await customer.Page.GotoAsync("/tickets/new");
        await customer.Page.GetByLabel($"Tell {lead}").WaitForAsync();
        await customer.Page.LookAsync("new-ticket-lead", withScript);
        var path = await customer.Page.OpenTicketAsync($"For my contact {(withScript ? "with" : "without")} a script");
        (await customer.Page.Locator(".desk-sharing").InnerTextAsync()).Should().Contain(lead);
        (await MailAsync(DemoPeople.Agent, path)).Should().Contain("Since Monday.");

        await agent.Page.GotoAsync("/");
        await agent.Page.GotoAsync("/account");
        await agent.Page.GetByLabel("Away: back on").FillAsync("2199-01-01");
        await agent.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await agent.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Saved" }).WaitForAsync();
        await agent.Page.LookAsync("account", withScript);
        await agent.Page.GetByLabel("Away: back on").FillAsync("");
        await agent.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await agent.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Saved" }).WaitForAsync();

        // Others of the same desk have none.
        await admin.Page.GetByLabel("Who of the staff the members turn to").SelectOptionAsync("");
        await admin.Page.Locator("form[action*=lead]").GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await admin.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Saved" }).WaitForAsync();
        admin.ShouldBeContent();
        customer.ShouldBeContent();
        agent.ShouldBeContent();
    }

    /// <summary>With a script by the list and the keyboard alone, without one by hand.</summary>
    private static async Task MentionAsync(IPage page, string name, bool withScript)
    {
        var text = page.GetByRole(AriaRole.Textbox, new() { Name = "Your reply" });
        if (withScript)
        {
            await text.PressSequentiallyAsync($"Hello @{name[..3].ToUpperInvariant()}");
            await page.GetByRole(AriaRole.Option).Filter(new() { HasText = name }).WaitForAsync();
            await page.ShouldBeGoodAsync("ticket-mention");
            await text.PressAsync("Enter");
            (await text.InputValueAsync()).Should().Be($"Hello @{name} ");
            await text.PressSequentiallyAsync("please look.");
        }
        else
        {
            await text.FillAsync($"Hello @{name} please look.");
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "Send" }).First.ClickAsync();
        await page.Locator(".desk-message-body", new() { HasText = "please look." }).WaitForAsync();
    }

    private static async Task ShareAsync(IPage page, string with)
    {
        var card = page.Locator(".desk-sharing");
        await card.GetByText("Share", new() { Exact = true }).First.ClickAsync();
        await card.GetByLabel("Share with").FillAsync(with);
        await card.GetByRole(AriaRole.Button, new() { Name = "Share", Exact = true }).ClickAsync();
    }

    private Task<string> NameAsync(string address) => ReadAsync(tables => tables.People.Where(person => person.Address == address).Select(person => person.Name).SingleAsync());

    /// <summary>The text of the latest mail to somebody about a ticket.</summary>
    private async Task<string> MailAsync(string address, string path)
    {
        var text = "";
        await Patience.UntilAsync(
            async () => (text = await ReadAsync(tables => tables.AllMail.Where(mail => mail.FoldedAddress == address && mail.Text.Contains(path)).OrderByDescending(mail => mail.Id).Select(mail => mail.Text).FirstOrDefaultAsync()) ?? "").Length > 0,
            $"a mail about {path} goes to {address}");
        return text;
    }

    private static string MuteLink(string mail) => mail.Split('\n').Single(line => line.Contains("/mute/", StringComparison.Ordinal)).Split(": ")[1].Trim();

    private async Task<TResult> ReadAsync<TResult>(Func<DeskTables, Task<TResult>> read)
    {
        await using var tables = desk.Desk.Services.GetRequiredService<DeskStore>().Read();
        return await read(tables);
    }
}
