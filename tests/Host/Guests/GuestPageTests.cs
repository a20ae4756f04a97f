using System.Net;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.People;
using Helpdesk.Engine.People.Joining;
using Helpdesk.Engine.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Host.Tests.Guests;

/// <summary>Row E9 on the web, without a script: from the form by the mail's link to the ticket.</summary>
[Trait("Kind", "slow")]
public sealed class GuestPageTests : IAsyncLifetime
{
    private RunningDesk _desk = null!;

    public async Task InitializeAsync()
    {
        _desk = await RunningDesk.StartAsync();
        await AllowAsync(isAllowed: true);
    }

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task E9_A_guest_writes_confirms_reads_answers_and_leaves()
    {
        using var guest = new Browser(_desk.Address);
        (await guest.OpenAsync("/sign-in")).QuerySelector("a[href='/guest']").Should().NotBeNull();
        using (var asked = await AskAsync(guest, "Where is my domain?"))
        {
            (await Browser.PageAsync(asked)).QuerySelector(".alert-success")!.TextContent.Should().Contain("greta@home.example");
        }

        var link = await LinkAsync();
        (await guest.OpenAsync(link)).Body!.TextContent.Should().Contain("Where is my domain?");
        (await guest.OpenAsync("/sign-in")).QuerySelector("h1").Should().NotBeNull("looking at a link signs nobody in");
        var ticket = await EnterAsync(guest, link);

        var page = await guest.OpenAsync(ticket);
        page.QuerySelectorAll(".desk-menu a, a[href='/tickets'], a[href='/account'], a[href='/colleagues'], #people").Should().BeEmpty("nothing leads where she can't go");
        using (var replied = await guest.SendFormAsync(ticket, ticket + "?handler=reply", [new("Body", "It is gone **since Monday**.")], ("log.txt", "no such domain"u8.ToArray())))
        {
            replied.StatusCode.Should().Be(HttpStatusCode.Redirect);
        }

        page = await guest.OpenAsync(ticket);
        page.QuerySelectorAll(".desk-message-body strong").Select(strong => strong.TextContent).Should().Contain("since Monday");
        using (var file = await guest.GetAsync(page.QuerySelector("a[href^='/attachments/']")!.GetAttribute("href")!))
        {
            (await file.Content.ReadAsStringAsync()).Should().Be("no such domain");
        }

        foreach (var elsewhere in new[] { "/", "/tickets", "/tickets/new", "/account", "/colleagues", ticket + "/people" })
        {
            using var away = await guest.GetAsync(elsewhere);
            away.Headers.Location!.ToString().Should().Be("/guest/ticket", elsewhere);
        }

        using (var back = await guest.GetAsync("/guest/ticket"))
        {
            back.Headers.Location!.ToString().Should().Be(ticket);
        }

        using (await guest.SendFormAsync(ticket, ticket + "?handler=close", []))
        {
        }

        (await guest.OpenAsync(ticket)).QuerySelector("form[action*='handler=reopen']").Should().NotBeNull();
        using (await guest.SendFormAsync(ticket, "/sign-out", []))
        {
        }

        using var over = await guest.GetAsync(ticket);
        over.Headers.Location!.ToString().Should().Contain("/sign-in");
    }

    [Fact]
    public async Task The_second_ticket_is_another_session_and_the_first_is_shut_by_it()
    {
        using var guest = new Browser(_desk.Address);
        var first = await OpenAsync(guest, "First");
        var second = await OpenAsync(guest, "Second");

        second.Should().NotBe(first);
        using (var shut = await guest.GetAsync(first))
        {
            shut.StatusCode.Should().Be(HttpStatusCode.NotFound, "each link leads to its own");
        }

        (await guest.OpenAsync(second)).QuerySelector("h1")!.TextContent.Should().Contain("Second");
    }

    [Fact]
    public async Task Whoever_has_an_account_signs_in_on_the_way_and_whoever_is_signed_in_is_told_that_she_will_not_be()
    {
        using var visitor = new Browser(_desk.Address);
        using (await AskAsync(visitor, "Written without signing in", DemoPeople.Customer))
        {
        }

        var ticket = await EnterAsync(visitor, await LinkAsync());
        using (var asked = await visitor.GetAsync(ticket))
        {
            asked.Headers.Location!.ToString().Should().Contain("/sign-in");
        }

        using var customer = await _desk.SignedInAsync(DemoPeople.Customer);
        (await customer.OpenAsync(ticket)).QuerySelector("h1")!.TextContent.Should().Contain("Written without signing in");

        using (await AskAsync(visitor, "By another"))
        {
        }

        (await customer.OpenAsync(await LinkAsync())).Body!.TextContent.Should().Contain("going on signs you out");
    }

    [Fact]
    public async Task Where_guests_are_not_wanted_there_is_no_such_page_and_links_that_are_out_go_on()
    {
        using var guest = new Browser(_desk.Address);
        var ticket = await OpenAsync(guest, "Before it was shut");
        await AllowAsync(isAllowed: false);

        using (var shut = await guest.GetAsync("/guest"))
        {
            shut.StatusCode.Should().Be(HttpStatusCode.NotFound);
        }

        using var visitor = new Browser(_desk.Address);
        (await visitor.OpenAsync("/sign-in")).QuerySelector("a[href='/guest']").Should().BeNull();
        (await guest.OpenAsync(ticket)).QuerySelector("h1").Should().NotBeNull("she is to read the answer");
        using var over = await visitor.GetAsync("/guest/open/never-was");
        over.StatusCode.Should().Be(HttpStatusCode.Gone);
    }

    private static Task<HttpResponseMessage> AskAsync(Browser browser, string subject, string address = "greta@home.example") => browser.SendFormAsync(
        "/guest", "/guest", [new("Name", "Greta Guest"), new("Address", address), new("Department", "support"), new("Subject", subject), new("Body", "Please look.")]);

    private static async Task<string> EnterAsync(Browser browser, string link)
    {
        using var entered = await browser.SendFormAsync(link, link, []);
        return entered.Headers.Location!.ToString();
    }

    private async Task<string> OpenAsync(Browser browser, string subject)
    {
        using (await AskAsync(browser, subject))
        {
        }

        return await EnterAsync(browser, await LinkAsync());
    }

    /// <summary>As the mail has it; what is kept of the mail has no secret.</summary>
    private async Task<string> LinkAsync()
    {
        await using var tables = _desk.Services.GetRequiredService<DeskStore>().Read();
        var held = await tables.GuestTickets.OrderByDescending(ticket => ticket.Id).FirstAsync();
        return "/guest/open/" + await _desk.Services.GetRequiredService<AccountLinks>().MakeAboutAsync(AccountLinkPurpose.GuestConfirmation, personId: null, held.Id, default);
    }

    private async Task AllowAsync(bool isAllowed)
    {
        var administrator = new Actor(1, Role.Administrator, "web");
        (await _desk.Services.GetRequiredService<JoiningDesk>().SetPolicyAsync(new AccessRules(WhoAdds.Managers, GuestsMayOpen: isAllowed), administrator, default)).Refusals.Should().BeEmpty();
    }
}
