using System.Net;
using AngleSharp.Html.Dom;
using Helpdesk.Host.Account.SecondFactors;

namespace Helpdesk.Host.Tests.Account;

/// <summary>LX13: signing in in two steps, over the web, on a whole desk.</summary>
[Trait("Kind", "slow")]
public sealed class SecondFactorPageTests : IAsyncLifetime
{
    private const string Page = "/account/second-factor";

    private RunningDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await RunningDesk.StartAsync(settings: ["--environment=Development", "--BaseAddress=http://help.example"]);

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task A_password_alone_is_no_session_and_a_code_works_once()
    {
        using var first = await _desk.SignedInAsync(DemoPeople.Agent);
        var codes = await TurnOnAsync(first);

        using var second = new Browser(_desk.Address);
        using (var half = await PasswordAsync(second, "/agent/requests"))
        {
            half.Headers.Location!.ToString().Should().Be("/sign-in/code?returnUrl=%2Fagent%2Frequests");
        }

        (await RedirectedAsync(second, "/agent")).Should().StartWith("/sign-in?");
        (await RedirectedAsync(second, Page)).Should().StartWith("/sign-in?", "the page that sets one up is behind it too");
        using (var wrong = await CodeAsync(second, "000000"))
        {
            (await Browser.PageAsync(wrong)).QuerySelector(".desk-errors")!.TextContent.Should().Contain("This code is not right");
        }

        using (var right = await CodeAsync(second, codes[0]))
        {
            right.Headers.Location!.ToString().Should().Be("/agent/requests");
        }

        (await second.OpenAsync("/agent/requests")).QuerySelector("h1").Should().NotBeNull();
        using var third = new Browser(_desk.Address);
        using (await PasswordAsync(third))
        {
        }

        using (var replayed = await CodeAsync(third, codes[0]))
        {
            replayed.StatusCode.Should().Be(HttpStatusCode.OK, "it was used");
        }

        // Nobody gets here without a password first.
        using var stranger = new Browser(_desk.Address);
        (await RedirectedAsync(stranger, "/sign-in/code")).Should().Be("/sign-in");
        stranger.Cookies["desk-half"] = third.Cookies["desk-half"][..^4] + "AAAA";
        (await RedirectedAsync(stranger, "/sign-in/code")).Should().Be("/sign-in");
    }

    [Fact]
    public async Task Staff_who_need_one_are_led_there_and_nowhere_else_until_it_is_on()
    {
        using var admin = await _desk.SignedInAsync(DemoPeople.Administrator);
        using var agent = await _desk.SignedInAsync(DemoPeople.Agent);
        await TurnOnAsync(admin);
        var ticket = (await agent.OpenAsync("/agent?show=all")).QuerySelector("#tickets tbody a")!.GetAttribute("href")!;
        var form = await agent.OpenAsync(ticket);
        using (await admin.SendFormAsync("/admin/settings/access", "/admin/settings/access", [new("WhoAdds", "Managers"), new("SecondFactor", "true")]))
        {
        }

        using (var held = new MultipartFormDataContent())
        {
            foreach (var (name, value) in new[] { ("Owner", form.QuerySelector("[name=Owner]")!.GetAttribute("value")!), ("Kind", "reply"), ("Body", "Typed for an hour") })
            {
                held.Add(new StringContent(value), name);
            }

            using var turnedAway = await agent.SendAsync(new HttpRequestMessage(HttpMethod.Post, ticket + "?handler=write") { Content = held });
            turnedAway.Headers.Location!.ToString().Should().Be(Page);
        }

        (await RedirectedAsync(agent, "/agent")).Should().Be(Page);
        using (var stream = await agent.SendAsync(Asking("/stream", "text/event-stream")))
        {
            stream.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        }

        (await agent.OpenAsync(Page)).QuerySelector(".alert-info")!.TextContent.Should().Contain("two steps");
        var codes = await TurnOnAsync(agent);
        (await agent.OpenAsync(ticket)).QuerySelector("textarea[name=Body]")!.TextContent.Trim().Should().Be("Typed for an hour", "nothing that was typed is lost");
        using (var kept = await agent.SendFormAsync(Page, Page + "?handler=end", [new("Code", codes[0])]))
        {
            (await Browser.PageAsync(kept)).QuerySelector(".desk-errors")!.TextContent.Should().Contain("can’t be turned off");
        }

        (await admin.OpenAsync("/admin")).QuerySelector("h1").Should().NotBeNull("she has one");
        using var customer = await _desk.SignedInAsync(DemoPeople.Customer);
        (await customer.OpenAsync("/tickets")).QuerySelector("h1").Should().NotBeNull();
    }

    [Fact]
    public async Task It_is_taken_off_by_a_code_or_by_an_administrator()
    {
        using var customer = await _desk.SignedInAsync(DemoPeople.Customer);
        var codes = await TurnOnAsync(customer);
        using (var renewed = await customer.SendFormAsync(Page, Page + "?handler=renew", [new("Code", codes[0])]))
        {
            var fresh = CodesOn(await Browser.PageAsync(renewed));
            fresh.Should().HaveCount(10).And.NotIntersectWith(codes);
            codes = fresh;
        }

        using (var off = await customer.SendFormAsync(Page, Page + "?handler=end", [new("Code", codes[0])]))
        {
            off.Headers.Location!.ToString().Should().Be(Page);
        }

        await TurnOnAsync(customer);
        using var admin = await _desk.SignedInAsync(DemoPeople.Administrator);
        var path = (await admin.OpenAsync("/admin/people?search=customer%40")).QuerySelector($"tr[data-person='{DemoPeople.Customer}'] a")!.GetAttribute("href")!;
        (await admin.OpenAsync(path)).QuerySelector("form[action*=resetFactor]").Should().NotBeNull();
        using (await admin.SendFormAsync(path, path + "?handler=resetFactor", []))
        {
        }

        using var again = await _desk.SignedInAsync(DemoPeople.Customer);
        (await again.OpenAsync("/tickets")).QuerySelector("h1").Should().NotBeNull("the password alone lets her in");
    }

    private async Task<List<string>> TurnOnAsync(Browser browser)
    {
        using var begun = await browser.SendFormAsync(Page, Page + "?handler=begin", []);
        var setup = await Browser.PageAsync(begun);
        setup.QuerySelector("img.desk-qr")!.GetAttribute("src").Should().StartWith("data:image/png;base64,");
        var code = OneTimeCodes.CodeOf(setup.QuerySelector(".desk-secret")!.TextContent, TimeProvider.System.GetUtcNow());
        using var confirmed = await browser.SendFormAsync(Page, Page + "?handler=confirm", [new("Code", code)]);
        var codes = CodesOn(await Browser.PageAsync(confirmed));
        codes.Should().HaveCount(10);
        return codes;
    }

    private Task<HttpResponseMessage> PasswordAsync(Browser browser, string to = "/agent") => browser.SendFormAsync(
        $"/sign-in?returnUrl={Uri.EscapeDataString(to)}", "/sign-in", [new("Address", DemoPeople.Agent), new("Password", _desk.People.PasswordOf(DemoPeople.Agent)), new("ReturnUrl", to)]);

    private static Task<HttpResponseMessage> CodeAsync(Browser browser, string code) =>
        browser.SendFormAsync("/sign-in/code", "/sign-in/code", [new("Code", code), new("ReturnUrl", "/agent/requests")]);

    private static List<string> CodesOn(IHtmlDocument page) => [.. page.QuerySelectorAll(".desk-codes code").Select(code => code.TextContent)];

    private static async Task<string> RedirectedAsync(Browser browser, string path)
    {
        using var answer = await browser.GetAsync(path);
        answer.StatusCode.Should().Be(HttpStatusCode.Redirect, path);
        return answer.Headers.Location!.IsAbsoluteUri ? answer.Headers.Location.PathAndQuery : answer.Headers.Location.ToString();
    }

    private static HttpRequestMessage Asking(string path, string accept)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd(accept);
        return request;
    }
}
