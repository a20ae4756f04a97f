using System.Text.RegularExpressions;
using Helpdesk.Engine.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Helpdesk.Browser.Tests;

/// <summary>The whole way of a customer in each of the four languages: invitation, account, ticket, sharing, a mention, and an end of mail.</summary>
[Collection(OpenDesk.Name)]
[Trait("Kind", "slow")]
public sealed partial class LanguageTests(OpenDesk desk)
{
    private const string Good = "correct horse battery";

    [SkippableTheory]
    [InlineData("en")]
    [InlineData("nl")]
    [InlineData("fr")]
    [InlineData("ja")]
    public async Task From_the_invitation_to_the_last_mail_in_her_language(string language)
    {
        var address = $"nadia-{language}@journey.example";
        await using var admin = await desk.SignInAsync(DemoPeople.Administrator);
        var (organisation, colleague) = await ColleagueAsync();
        await admin.Page.GotoAsync("/admin/people/add");
        await admin.Page.Locator("#Name").FillAsync("Nadia Berg");
        await admin.Page.Locator("#Address").FillAsync(address);
        await admin.Page.Locator("#Language").SelectOptionAsync(language);
        await admin.Page.Locator("#Organisation").SelectOptionAsync(organisation);
        await admin.Page.Locator("#Invite").CheckAsync();
        await admin.Page.Locator("main form button.btn-primary").ClickAsync();

        await using var visitor = await desk.VisitAsync();
        var page = visitor.Page;
        await page.GotoAsync(await page.LinkInMailAsync(address, "/choose-password/", ActionOf("account-invitation", language)));
        await page.Locator($".desk-plain-choices button[name=language][value={language}]").ClickAsync();
        await page.Locator($"html[lang={language}]").WaitForAsync();
        await SpeaksAsync(page, language);
        await page.Locator("#Password").FillAsync(Good);
        await page.Locator("#Again").FillAsync(Good);
        await page.Locator("form button.btn-primary").ClickAsync();
        await page.Locator(".desk-person").WaitForAsync();
        await SpeaksAsync(page, language);

        await page.GotoAsync("/tickets/new");
        await SpeaksAsync(page, language);
        await page.Locator("#Department").SelectOptionAsync("support");
        await page.Locator("#Subject").FillAsync($"In {language}");
        await page.Locator("#Body").FillAsync("Since Monday.");
        await page.Locator("form.card .card-footer button.btn-primary").ClickAsync();
        await page.WaitForURLAsync(url => url.Contains("/tickets/0", StringComparison.Ordinal));
        var path = new Uri(page.Url).AbsolutePath;
        (await MailAsync(address, path)).Should().Contain(ActionOf("ticket-opened-requester", language));

        await page.Locator(".desk-sharing summary").ClickAsync();
        await page.Locator("#Share").FillAsync(colleague);
        await page.Locator(".desk-sharing form[action*='handler=share'] button").ClickAsync();
        await page.Locator("#people .desk-people", new() { HasText = colleague }).First.WaitForAsync();
        await SpeaksAsync(page, language);
        await page.Locator("#Body").FillAsync($"@{colleague} has seen it too.");
        await page.Locator("#reply .card-footer button.btn-primary").ClickAsync();
        await page.Locator(".desk-message-body", new() { HasText = "has seen it too." }).WaitForAsync();
        await SpeaksAsync(page, language);

        // Her own mails end by the link at their end.
        var mail = await MailAsync(address, path);
        await page.GotoAsync(new Uri(mail.Split('\n').Single(line => line.Contains("/mute/", StringComparison.Ordinal)).Split("http")[^1].Insert(0, "http").Trim()).PathAndQuery);
        await SpeaksAsync(page, language);
        await page.Locator("main form button.btn-primary").ClickAsync();
        await page.Locator(".alert-success").WaitForAsync();
        await SpeaksAsync(page, language);
        (await MailAsync(DemoPeople.Colleague, path)).Should().Contain("Nadia Berg");
        visitor.ShouldBeContent();
    }

    /// <summary>The page is in her language and shows no key of a phrase that is missing.</summary>
    private static async Task SpeaksAsync(IPage page, string language)
    {
        (await page.Locator("html").GetAttributeAsync("lang")).Should().Be(language, page.Url);
        var text = await page.Locator("body").InnerTextAsync();
        KeyPattern().Matches(text).Select(match => match.Value).Should().BeEmpty(page.Url);
        if (language != "en")
        {
            (await page.Locator(".skip-link").InnerTextAsync()).Should().NotBe("Skip to content", page.Url);
        }
    }

    /// <summary>What the mail's button says.</summary>
    private static string ActionOf(string template, string language)
    {
        var lines = File.ReadAllLines(Path.Combine(Repository.Folder, "engine", "Channels", "Notifications", "Templates", $"{template}.{language}.scriban"));
        return lines[Array.IndexOf(lines, "=== action") + 1];
    }

    private async Task<(string Organisation, string Name)> ColleagueAsync()
    {
        await using var tables = desk.Desk.Services.GetRequiredService<DeskStore>().Read();
        var colleague = await tables.People.SingleAsync(person => person.Address == DemoPeople.Colleague);
        var organisation = await tables.Memberships.Where(membership => membership.PersonId == colleague.Id).Select(membership => membership.OrganisationId).FirstAsync();
        return (organisation.ToString(System.Globalization.CultureInfo.InvariantCulture), colleague.Name);
    }

    /// <summary>The text of the latest mail to somebody about a ticket.</summary>
    private async Task<string> MailAsync(string address, string path)
    {
        var text = "";
        await Patience.UntilAsync(
            async () =>
            {
                await using var tables = desk.Desk.Services.GetRequiredService<DeskStore>().Read();
                text = await tables.AllMail.Where(mail => mail.FoldedAddress == address && mail.Text.Contains(path)).OrderByDescending(mail => mail.Id).Select(mail => mail.Text).FirstOrDefaultAsync() ?? "";
                return text.Length > 0;
            },
            $"a mail about {path} goes to {address}");
        return text;
    }

    [GeneratedRegex(@"\b(?:common|portal|account|desk|admin|agent)\.[a-z][a-z-]*(?:\.[a-z][a-z-]*)+", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex KeyPattern();
}
