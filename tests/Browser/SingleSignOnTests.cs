using System.Globalization;
using Microsoft.Playwright;

namespace Helpdesk.Browser.Tests;

/// <summary>A desk at which people may sign in by another provider, which runs beside it.</summary>
public sealed class ProviderDesk : OpenDesk, IDisposable
{
    internal const string ProviderName = "Brightwater ID";

    private readonly int _port = Loopback.FreePort();
    private OidcServer? _provider;

    protected override IReadOnlyList<string> Settings
    {
        get
        {
            var address = $"http://127.0.0.1:{_port.ToString(CultureInfo.InvariantCulture)}";
            return
            [
                .. base.Settings,
                "--urls=" + address,
                "--BaseAddress=" + address,
                $"--SignIn:Providers:brightwater:Name={ProviderName}",
                $"--SignIn:Providers:brightwater:Authority={_provider!.Issuer}",
                "--SignIn:Providers:brightwater:ClientId=helpdesk",
                $"--SignIn:Providers:brightwater:ClientSecret={_provider.ClientSecret}",
            ];
        }
    }

    protected override async Task BeforeAsync() => _provider = await OidcServer.RequireAsync();

    public void Dispose() => _provider?.Dispose();
}

/// <summary>Signing in by an account at another provider (OpenID Connect), connected on proof alone (LX14).</summary>
[Trait("Kind", "slow")]
public sealed class SingleSignOnTests(ProviderDesk desk) : IClassFixture<ProviderDesk>
{
    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Somebody_who_is_signed_in_connects_an_account_and_comes_in_by_it_afterwards(bool withScript)
    {
        var login = $"emma.{(withScript ? "with" : "without")}";
        await using var visitor = await desk.SignInAsync(DemoPeople.Customer, withScript);
        var page = visitor.Page;
        await page.GotoAsync("/account");
        await page.GetByRole(AriaRole.Link, new() { Name = "Other ways to sign in" }).ClickAsync();
        await page.LookAsync("providers", withScript);
        await page.GetByRole(AriaRole.Link).Filter(new() { HasText = $"Connect: {ProviderDesk.ProviderName}" }).ClickAsync();
        await SayWhoAsync(page, login);
        await page.GetByText($"Sign in with this account at {ProviderDesk.ProviderName} from now on?").WaitForAsync();
        await page.LookAsync("providers-arrived", withScript);
        await page.GetByRole(AriaRole.Button, new() { Name = "Connect", Exact = true }).ClickAsync();
        await page.GetByText($"You can sign in with {ProviderDesk.ProviderName} now.").WaitForAsync();

        await using var second = await desk.VisitAsync(withScript);
        await second.Page.GotoAsync("/tickets");
        await second.Page.LookAsync("sign-in-providers", withScript);
        await second.Page.GetByRole(AriaRole.Link, new() { Name = $"Sign in with {ProviderDesk.ProviderName}" }).ClickAsync();
        await SayWhoAsync(second.Page, login);
        await second.Page.WaitForURLAsync(url => url.EndsWith("/tickets", StringComparison.Ordinal));
        await second.Page.Locator(".desk-person").WaitForAsync();

        // Another's account can't be made hers.
        await using var other = await desk.SignInAsync(DemoPeople.Colleague, withScript);
        await other.Page.GotoAsync("/account/providers");
        await other.Page.GetByRole(AriaRole.Link).Filter(new() { HasText = $"Connect: {ProviderDesk.ProviderName}" }).ClickAsync();
        await SayWhoAsync(other.Page, login);
        await other.Page.GetByRole(AriaRole.Button, new() { Name = "Connect", Exact = true }).ClickAsync();
        await other.Page.GetByText("That account is connected with somebody else here.").First.WaitForAsync();

        await page.GotoAsync("/account/providers");
        await page.GetByRole(AriaRole.Button).Filter(new() { HasText = $"Disconnect: {ProviderDesk.ProviderName}" }).ClickAsync();
        await page.GetByText("It is disconnected.").WaitForAsync();
        visitor.ShouldBeContent("fonts.googleapis.com", "favicon.ico");
    }

    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task LX14_An_address_alone_lets_nobody_in_and_the_link_of_the_mail_does_in_the_same_browser_only(bool withScript)
    {
        var address = withScript ? "fleur@demo.example" : "sanne@demo.example";
        await using var visitor = await desk.VisitAsync(withScript);
        await ComeAsync(visitor.Page, address);
        await visitor.Page.GetByText($"You have an account at {ProviderDesk.ProviderName}, but it is not connected").WaitForAsync();
        await visitor.Page.LookAsync("connect-mailed", withScript);

        await using var developer = await desk.VisitAsync(withScript);
        var link = await developer.Page.LinkInMailAsync(address, "/sign-in/connect/");
        await developer.Page.GotoAsync(link);
        await developer.Page.GetByText("This link is over, or was opened in another browser").WaitForAsync();
        await developer.Page.LookAsync("connect-over", withScript);

        await visitor.Page.GotoAsync(link);
        await visitor.Page.GetByText($"Do you want to sign in with {ProviderDesk.ProviderName} from now on?").WaitForAsync();
        await visitor.Page.LookAsync("connect", withScript);
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Connect" }).ClickAsync();
        await visitor.Page.Locator(".desk-person").WaitForAsync();

        // From then on without a mail; the link is used up.
        await using var again = await desk.VisitAsync(withScript);
        await ComeAsync(again.Page, address);
        await again.Page.Locator(".desk-person").WaitForAsync();
        await again.Page.GotoAsync(link);
        await again.Page.GetByText("This link is over").WaitForAsync();
        visitor.ShouldBeContent("fonts.googleapis.com", "favicon.ico");
    }

    [SkippableFact]
    public async Task LX10_LX14_Who_is_unknown_reads_the_same_and_an_unproven_address_is_none()
    {
        await using var stranger = await desk.VisitAsync();
        await ComeAsync(stranger.Page, "nobody@elsewhere.example");
        await stranger.Page.GetByText($"You have an account at {ProviderDesk.ProviderName}, but it is not connected").WaitForAsync();

        await using var unproven = await desk.VisitAsync();
        await ComeAsync(unproven.Page, "unproven." + DemoPeople.Agent);
        await unproven.Page.GetByText("That account is not connected with one here").WaitForAsync();
        await unproven.Page.LookAsync("sign-in-provider-nobody", withScript: true);

        // Who says no there comes back to the sign-in page.
        await using var refusing = await desk.VisitAsync();
        await refusing.Page.GotoAsync("/sign-in/with/brightwater/back?error=access_denied&state=forged");
        await refusing.Page.GetByText("That did not work.").WaitForAsync();
    }

    private static async Task ComeAsync(IPage page, string login)
    {
        await page.GotoAsync("/sign-in");
        await page.GetByRole(AriaRole.Link, new() { Name = $"Sign in with {ProviderDesk.ProviderName}" }).ClickAsync();
        await SayWhoAsync(page, login);
    }

    /// <summary>At the provider: a name, a password that it does not look at, and a yes.</summary>
    private static async Task SayWhoAsync(IPage page, string login)
    {
        await page.Locator("input[name=login]").FillAsync(login);
        await page.Locator("input[name=password]").FillAsync("any");
        await page.Locator("button[type=submit]").ClickAsync();
        await page.Locator("button[type=submit][autofocus], form button[type=submit]").First.ClickAsync();
    }
}
