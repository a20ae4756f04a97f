using System.Net;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Channels.Notifications;
using Helpdesk.Engine.People;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Tickets;
using Helpdesk.Engine.Tickets.Acts;
using Helpdesk.Host.Account;
using Helpdesk.Host.Tests.Generations;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Host.Tests.Account;

/// <summary>Getting in, over the web, on a whole desk.</summary>
[Trait("Kind", "slow")]
public sealed class AccountPageTests : IAsyncLifetime
{
    private const string Nora = "nora@customer.example";
    private const string Good = "correct horse battery";

    private RunningDesk _desk = null!;

    public async Task InitializeAsync() =>
        _desk = await RunningDesk.StartAsync(settings: ["--environment=Development", "--BaseAddress=http://help.example", "--Proxies:0=192.0.2.99"]);

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task A2_An_administrator_invites_and_the_invited_chooses_a_password_and_is_in()
    {
        using var admin = await _desk.SignedInAsync(DemoPeople.Administrator);
        using (var added = await admin.SendFormAsync("/admin/people/add", "/admin/people/add",
            [new("Name", "Nora"), new("Address", Nora), new("Role", "Customer"), new("Language", "nl"), new("Organisation", ""), new("Invite", "true")]))
        {
            added.StatusCode.Should().Be(HttpStatusCode.Redirect);
        }

        var path = PathIn(await MailToAsync(Nora));
        (await admin.OpenAsync("/admin/people?search=nora%40")).QuerySelector($"tr[data-person='{Nora}']")!.TextContent.Should().Contain("Invited").And.Contain("Not sent");
        using var visitor = new Browser(_desk.Address);
        // LM18: a scanner looks first, twice.
        await visitor.OpenAsync(path);
        await visitor.OpenAsync(path);
        using (var differ = await visitor.SendFormAsync(path, path, [new("Password", Good), new("Again", Good + "x")]))
        {
            (await Browser.PageAsync(differ)).QuerySelector(".alert-danger")!.TextContent.Should().Contain("not the same");
        }

        using (var chosen = await visitor.SendFormAsync(path, path, [new("Password", Good), new("Again", Good)]))
        {
            chosen.StatusCode.Should().Be(HttpStatusCode.Redirect);
        }

        (await visitor.OpenAsync("/tickets")).QuerySelector(".desk-person").Should().NotBeNull();
        using var over = await visitor.GetAsync(path);
        over.StatusCode.Should().Be(HttpStatusCode.Gone);
        (await Browser.PageAsync(over)).QuerySelector("a[href='/forgot-password']").Should().NotBeNull();
        (await admin.OpenAsync("/admin/people?search=nora%40")).QuerySelector($"tr[data-person='{Nora}']")!.TextContent.Should().Contain("Active");
    }

    [Fact]
    public async Task LX9_A_forged_host_gets_into_no_link()
    {
        using var visitor = new Browser(_desk.Address);
        var page = await visitor.OpenAsync("/forgot-password");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/forgot-password")
        {
            Content = new FormUrlEncodedContent([new("Address", DemoPeople.Customer), new("__RequestVerificationToken", Browser.Token(page))]),
            Headers = { Host = "evil.example" },
        };
        request.Headers.Add("X-Forwarded-Host", "evil.example");
        (await visitor.SendAsync(request)).Dispose();

        var mail = await MailToAsync(DemoPeople.Customer);

        mail.Text.Should().Contain("http://help.example/choose-password/");
        (mail.Text + mail.Html).Should().NotContain("evil.example");
    }

    [Fact]
    public async Task LX10_Forgot_password_says_the_same_of_every_address()
    {
        var answers = new List<string>();
        foreach (var address in new[] { DemoPeople.Customer, "nobody@nowhere.example", "no address at all" })
        {
            using var visitor = new Browser(_desk.Address);
            using var answer = await visitor.SendFormAsync("/forgot-password", "/forgot-password", [new("Address", address)]);
            answer.StatusCode.Should().Be(HttpStatusCode.OK);
            answers.Add((await Browser.PageAsync(answer)).QuerySelector("main")!.TextContent);
        }

        answers.Distinct(StringComparer.Ordinal).Should().ContainSingle().Which.Should().Contain("If there is an account");
    }

    [Fact]
    public async Task LX11_A_forged_X_Forwarded_For_counts_for_nothing()
    {
        HttpResponseMessage? last = null;
        for (var i = 0; i <= 50; i++)
        {
            using var visitor = new Browser(_desk.Address);
            var page = await visitor.OpenAsync("/sign-in");
            var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in")
            {
                Content = new FormUrlEncodedContent([new("Address", $"person{i}@demo.example"), new("Password", "wrong"), new("__RequestVerificationToken", Browser.Token(page))]),
            };
            request.Headers.Add("X-Forwarded-For", $"203.0.113.{i}");
            request.Headers.Add("Forwarded", $"for=203.0.113.{i}");
            request.Headers.Add("X-Real-IP", $"203.0.113.{i}");
            last?.Dispose();
            last = await visitor.SendAsync(request);
        }

        (await Browser.PageAsync(last!)).QuerySelector(".alert-danger")!.TextContent.Should().Contain("Please wait 15 min");
        last!.Dispose();
    }

    [Fact]
    public async Task LX12_A_session_that_was_planted_is_not_the_one_that_signs_in()
    {
        using var attacker = new Browser(_desk.Address);
        await attacker.OpenAsync("/sign-in");
        attacker.Cookies["desk"] = "planted";
        using var answer = await attacker.SendFormAsync("/sign-in", "/sign-in", [new("Address", DemoPeople.Customer), new("Password", _desk.People.PasswordOf(DemoPeople.Customer))]);

        attacker.Cookies["desk"].Should().NotBe("planted");
        using var other = new Browser(_desk.Address);
        other.Cookies["desk"] = "planted";
        (await other.GetAsync("/tickets")).StatusCode.Should().Be(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task LX12_Signing_out_takes_the_session_from_the_browser()
    {
        using var browser = await _desk.SignedInAsync(DemoPeople.Customer);
        using (var signedOut = await browser.SendFormAsync("/", "/sign-out", []))
        {
            signedOut.StatusCode.Should().Be(HttpStatusCode.Redirect);
        }

        browser.Cookies.Should().NotContainKey("desk");
        (await browser.GetAsync("/tickets")).StatusCode.Should().Be(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task LX12_Whoever_copied_a_cookie_is_out_when_its_owner_signs_out()
    {
        using var browser = await _desk.SignedInAsync(DemoPeople.Customer);
        using var thief = new Browser(_desk.Address);
        foreach (var (name, value) in browser.Cookies)
        {
            thief.Cookies[name] = value;
        }

        (await thief.OpenAsync("/tickets")).QuerySelector(".desk-person").Should().NotBeNull();
        using (await browser.SendFormAsync("/", "/sign-out", []))
        {
        }

        using var answer = await thief.GetAsync("/tickets");
        answer.StatusCode.Should().Be(HttpStatusCode.Redirect);
        answer.Headers.Location!.ToString().Should().Contain("/sign-in");
    }

    [Fact]
    public async Task LX12_Sessions_are_listed_and_ended_from_elsewhere()
    {
        using var here = await _desk.SignedInAsync(DemoPeople.Customer);
        using var there = await _desk.SignedInAsync(DemoPeople.Customer);
        using var third = await _desk.SignedInAsync(DemoPeople.Customer);
        using var stranger = await _desk.SignedInAsync(DemoPeople.Colleague);
        var rows = (await here.OpenAsync("/account")).QuerySelectorAll("section[aria-labelledby=sessions] li");
        rows.Should().HaveCount(3);
        rows.Should().ContainSingle(row => row.TextContent.Contains("this browser", StringComparison.Ordinal));
        var ids = rows.Select(row => row.QuerySelector("button")?.GetAttribute("value")).OfType<string>().ToList();

        using (await stranger.SendFormAsync("/account", "/account?handler=end", [new("session", ids[0])]))
        {
        }

        (await here.OpenAsync("/account")).QuerySelectorAll("section[aria-labelledby=sessions] li").Should().HaveCount(3);
        using (await here.SendFormAsync("/account", "/account?handler=end", [new("session", ids[0])]))
        {
        }

        (await StatusAsync(there), await StatusAsync(third)).Should().BeOneOf((HttpStatusCode.OK, HttpStatusCode.Redirect), (HttpStatusCode.Redirect, HttpStatusCode.OK));
        using (await here.SendFormAsync("/account", "/account?handler=endOthers", []))
        {
        }

        (await StatusAsync(there), await StatusAsync(third), await StatusAsync(here)).Should().Be((HttpStatusCode.Redirect, HttpStatusCode.Redirect, HttpStatusCode.OK));

        static async Task<HttpStatusCode> StatusAsync(Browser browser)
        {
            using var answer = await browser.GetAsync("/tickets");
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task LX12_A_password_that_changes_ends_the_sessions_elsewhere_and_not_this_one()
    {
        using var here = await _desk.SignedInAsync(DemoPeople.Colleague);
        using var elsewhere = await _desk.SignedInAsync(DemoPeople.Colleague);
        using (var wrong = await here.SendFormAsync("/account/password", "/account/password", [new("Current", "wrong"), new("Password", Good), new("Again", Good)]))
        {
            wrong.StatusCode.Should().Be(HttpStatusCode.OK);
        }

        (await elsewhere.GetAsync("/tickets")).StatusCode.Should().Be(HttpStatusCode.OK);
        using var changed = await here.SendFormAsync("/account/password", "/account/password",
            [new("Current", _desk.People.PasswordOf(DemoPeople.Colleague)), new("Password", Good), new("Again", Good)]);

        changed.StatusCode.Should().Be(HttpStatusCode.Redirect);
        (await here.GetAsync("/tickets")).StatusCode.Should().Be(HttpStatusCode.OK);
        (await elsewhere.GetAsync("/tickets")).StatusCode.Should().Be(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task LX12_The_open_stream_of_somebody_who_is_shut_out_ends_and_tells_her_nothing_more()
    {
        using var customer = await _desk.SignedInAsync(DemoPeople.Customer);
        using var stream = await EventReader.OpenAsync(customer, lastEventId: null);
        var store = _desk.Services.GetRequiredService<DeskStore>();
        var emma = (await new PersonDirectory(store).FindAsync(DemoPeople.Customer, default))!;

        (await new PeopleDesk(store).DisableAsync(emma.Id, Actor.System, default)).IsDone.Should().BeTrue();

        await stream.EndAsync();
        (await customer.GetAsync("/tickets")).StatusCode.Should().Be(HttpStatusCode.Redirect);
    }

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1")]
    [InlineData("::ffff:192.0.2.1", "192.0.2.1")]
    [InlineData("2001:db8:1:2:3:4:5:6", "20010db800010002")]
    [InlineData("2001:db8:1:2:ffff::1", "20010db800010002")]
    public void LX11_A_network_of_many_addresses_is_one_place(string address, string place) =>
        ClientPlaces.Of(IPAddress.Parse(address)).Should().Be(place);

    [Theory]
    [InlineData("192.0.2.99", "203.0.113.7, 198.51.100.1", "198.51.100.1")]
    [InlineData("192.0.2.99", "nonsense", "192.0.2.99")]
    [InlineData("192.0.2.1", "198.51.100.1", "192.0.2.1")]
    [InlineData("127.0.0.1", "198.51.100.1", "127.0.0.1")]
    public void LX11_A_proxy_that_was_named_is_believed_in_its_last_word_and_nobody_else(string end, string forwarded, string place)
    {
        var places = new ClientPlaces(new ConfigurationBuilder().AddInMemoryCollection([new("Proxies:0", "192.0.2.99")]).Build());
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Parse(end);
        context.Request.Headers["X-Forwarded-For"] = forwarded;

        places.Of(context).Should().Be(place);
        var unnamed = new ClientPlaces(new ConfigurationBuilder().Build()).Of(context);
        unnamed.Should().Be(end == "127.0.0.1" ? null : end, "all people behind a proxy on this machine must not be locked out for one of them");
    }

    [Fact]
    public async Task A_customer_and_an_agent_find_no_page_of_administrators()
    {
        foreach (var who in new[] { DemoPeople.Customer, DemoPeople.Agent })
        {
            using var browser = await _desk.SignedInAsync(who);
            foreach (var path in new[] { "/admin/people", "/admin/people/add", "/admin/organisations", "/admin/departments", "/admin/settings", "/admin/settings/access", "/admin/settings/service-levels", "/admin/settings/priorities", "/admin/audit" })
            {
                using var answer = await browser.GetAsync(path);
                answer.StatusCode.Should().Be(HttpStatusCode.Forbidden, path);
            }
        }
    }

    [Fact]
    public async Task D8_An_administrator_adds_a_department_with_a_member_and_what_is_wrong_is_said()
    {
        using var admin = await _desk.SignedInAsync(DemoPeople.Administrator);
        using (var wrong = await admin.SendFormAsync("/admin/departments", "/admin/departments", [new("Key", "No Good"), new("Names[en]", ""), new("Order", "x"), new("Sight", "Members")]))
        {
            wrong.StatusCode.Should().Be(HttpStatusCode.OK);
            (await Browser.PageAsync(wrong)).QuerySelectorAll(".alert-danger li").Should().NotBeEmpty();
        }

        using var added = await admin.SendFormAsync("/admin/departments", "/admin/departments",
            [new("Key", "abuse"), new("Names[en]", "Abuse"), new("Names[nl]", "Misbruik"), new("Order", "50"), new("Sight", "Members")]);
        var path = added.Headers.Location!.ToString();
        path.Should().MatchRegex("^/admin/departments/[0-9]+$");
        var page = await admin.OpenAsync(path);
        var agent = page.QuerySelectorAll("select[name=Member] option").First(option => option.TextContent.Contains(DemoPeople.Agent, StringComparison.Ordinal)).GetAttribute("value")!;
        using var member = await admin.SendFormAsync(path, path + "?handler=member", [new("Member", agent)]);

        (await admin.OpenAsync(path)).QuerySelector("section .list-group")!.TextContent.Should().Contain(DemoPeople.Agent);
        (await admin.OpenAsync("/admin/audit")).QuerySelector("tbody tr code")!.TextContent.Should().Be("department.add-member");
    }

    [Fact]
    public async Task B8_An_administrator_makes_the_service_levels_her_own_and_what_is_wrong_is_said_where_it_is()
    {
        using var admin = await _desk.SignedInAsync(DemoPeople.Administrator);
        using (var wrong = await admin.SendFormAsync("/admin/settings/priorities", "/admin/settings/priorities", [new("Key", "tonight"), new("Names[en]", ""), new("Names[ja]", "今夜"), new("Order", "15")]))
        {
            var refused = await Browser.PageAsync(wrong);
            refused.QuerySelector(".desk-errors a")!.GetAttribute("href").Should().Be("#Names_en_");
            refused.QuerySelector("#Names_en_")!.GetAttribute("aria-invalid").Should().Be("true");
            refused.QuerySelector("#Names_ja_")!.GetAttribute("value").Should().Be("今夜", "nothing that was typed is lost");
        }

        using (await admin.SendFormAsync("/admin/settings/priorities", "/admin/settings/priorities", [new("Key", "tonight"), new("Names[en]", "Tonight"), new("Order", "15"), new("Highlighted", "true")]))
        {
        }

        KeyValuePair<string, string>[] row = [new("Code", "SL-10"), new("Impacts[en]", "A shop sells nothing"), new("Urgencies[en]", "In the sales"), new("Priority", "tonight"), new("Reference", "Policy 7"), new("Order", "5")];
        using (await admin.SendFormAsync("/admin/settings/service-levels", "/admin/settings/service-levels", row))
        {
        }

        var first = (await admin.OpenAsync("/service-levels")).QuerySelector(".desk-levels tbody tr")!;
        first.TextContent.Should().ContainAll("SL-10", "A shop sells nothing", "In the sales", "Tonight", "Policy 7");
        var table = await admin.OpenAsync("/admin/settings/service-levels");
        var path = table.QuerySelectorAll("tbody a").Single(link => link.TextContent == "SL-10").GetAttribute("href")!;
        using (var retired = await admin.SendFormAsync(path, path, [.. row[1..], new("Retired", "true")]))
        {
            retired.Headers.Location!.ToString().Should().Be("/admin/settings/service-levels");
        }

        (await admin.OpenAsync("/service-levels")).QuerySelectorAll(".desk-levels tbody tr").Should().HaveCount(9);
        var priority = (await admin.OpenAsync("/admin/settings/priorities")).QuerySelectorAll("tbody a").Single(link => link.TextContent == "Tonight").GetAttribute("href")!;
        using var kept = await admin.SendFormAsync(priority, priority + "?handler=remove", []);
        (await Browser.PageAsync(kept)).QuerySelector(".desk-errors")!.TextContent.Should().Contain("What is in use can’t be removed");
    }

    [Fact]
    public async Task A1_A_member_asks_staff_approve_in_one_step_and_the_newcomer_gets_in()
    {
        using var colleague = await _desk.SignedInAsync(DemoPeople.Colleague);
        using (var asked = await colleague.SendFormAsync("/colleagues", "/colleagues", [new("Name", "Nora"), new("Address", Nora), new("Language", "nl"), new("Note", "She runs the shop.")]))
        {
            asked.Headers.Location!.ToString().Should().Be("/colleagues");
        }

        var page = await colleague.OpenAsync("/colleagues");
        page.QuerySelector(".desk-notice")!.TextContent.Should().Contain("Our team decides on Nora");
        page.QuerySelector("section[aria-labelledby=requests]")!.TextContent.Should().ContainAll("Nora", "Our team decides");
        using var agent = await _desk.SignedInAsync(DemoPeople.Agent);
        var line = (await agent.OpenAsync("/agent/requests")).QuerySelector($"li[data-request='{Nora}']")!;
        line.TextContent.Should().ContainAll("Brightwater Studio", "She runs the shop.");
        var id = line.QuerySelector("button[name=Id]")!.GetAttribute("value")!;
        using (var approved = await agent.SendFormAsync("/agent/requests", "/agent/requests?handler=approve", [new("Id", id)]))
        {
            approved.Headers.Location!.ToString().Should().Be("/agent/requests");
        }

        using var nora = new Browser(_desk.Address);
        var path = PathIn(await MailToAsync(Nora));
        using (await nora.SendFormAsync(path, path, [new("Password", Good), new("Again", Good)]))
        {
        }

        (await nora.OpenAsync("/colleagues")).QuerySelector("section[aria-label='Brightwater Studio']")!.TextContent.Should().ContainAll("Emma Clarke", "Nora");
        using var again = await agent.SendFormAsync("/agent/requests", "/agent/requests?handler=refuse", [new("Id", id)]);
        (await Browser.PageAsync(again)).QuerySelector(".desk-errors")!.TextContent.Should().Contain("Somebody has decided this already");
    }

    [Fact]
    public async Task A1_Who_may_add_is_a_setting()
    {
        using var admin = await _desk.SignedInAsync(DemoPeople.Administrator);
        using (await admin.SendFormAsync("/admin/settings/access", "/admin/settings/access", [new("WhoAdds", "Members")]))
        {
        }

        (await admin.OpenAsync("/admin/settings/access")).QuerySelector("input[name=WhoAdds][checked]")!.GetAttribute("value").Should().Be("Members");
        using var colleague = await _desk.SignedInAsync(DemoPeople.Colleague);
        using (await colleague.SendFormAsync("/colleagues", "/colleagues", [new("Name", "Nora"), new("Address", Nora), new("Language", "en")]))
        {
        }

        (await colleague.OpenAsync("/colleagues")).QuerySelector("section[aria-label='Brightwater Studio']")!.TextContent.Should().Contain("Nora");
        using var wrong = await colleague.SendFormAsync("/colleagues", "/colleagues", [new("Name", ""), new("Address", "nowhere"), new("Language", "en")]);
        (await Browser.PageAsync(wrong)).QuerySelectorAll(".desk-errors a").Select(link => link.GetAttribute("href")).Should().Equal("#Name", "#Address");
    }

    private async Task<Mail> MailToAsync(string address)
    {
        var store = _desk.Services.GetRequiredService<DeskStore>();
        var folded = Person.Fold(address);
        Mail? mail = null;
        await Patience.UntilAsync(async () =>
        {
            await using var tables = store.Read();
            mail = await tables.AllMail.OrderByDescending(m => m.Id).FirstOrDefaultAsync(m => m.FoldedAddress == folded && m.Template.StartsWith("account-"));
            return mail is not null;
        }, $"a mail goes to {address}");
        return mail!;
    }

    private static string PathIn(Mail mail)
    {
        var at = mail.Text.IndexOf("/choose-password/", StringComparison.Ordinal);
        return mail.Text[at..mail.Text.IndexOf('\n', at)];
    }
}
