using System.Net;
using AngleSharp.Html.Dom;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Channels.Notifications;
using Helpdesk.Engine.People;
using Helpdesk.Engine.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Host.Tests.Sharing;

/// <summary>Rows B3, B4, B6 and B7 by forms alone, as they come without a script; and the link that ends a ticket's mails.</summary>
[Trait("Kind", "slow")]
public sealed class PeoplePageTests : IAsyncLifetime
{
    private const string Noor = "noor@wilg.example";
    private const string Otto = "otto@wilg.example";
    private const string Secret = "correct horse battery";

    private RunningDesk _desk = null!;

    public async Task InitializeAsync()
    {
        _desk = await RunningDesk.StartAsync(settings: ["--environment=Development"]);
        // Two of an organisation whose members see their own tickets only.
        var hash = _desk.Services.GetRequiredService<Passwords>().Hash(Secret);
        await Store.WriteAsync(
            (unit, _) =>
            {
                var organisation = new Organisation(unit.NewId(), "De Wilg", membersSeeAllTickets: false);
                unit.Desk.Organisations.Add(organisation);
                foreach (var (name, address) in new[] { ("Noor de Wit", Noor), ("Otto Bos", Otto) })
                {
                    var person = new Person(unit.NewId(), name, address, Role.Customer, "en", unit.Now);
                    person.SetPasswordHash(hash);
                    unit.Desk.People.Add(person);
                    unit.Desk.Memberships.Add(new Membership(person.Id, organisation.Id));
                }

                return Task.CompletedTask;
            },
            default);
    }

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    private DeskStore Store => _desk.Services.GetRequiredService<DeskStore>();

    [Fact]
    public async Task B3_A_ticket_is_shared_with_a_colleague_by_name_who_gets_a_mail_and_reads_it()
    {
        using var noor = await _desk.SignedInAsync(Noor, Secret);
        using var otto = await _desk.SignedInAsync(Otto, Secret);
        var path = await OpenAsync(noor, "For both of us");
        (await otto.GetAsync(path)).StatusCode.Should().Be(HttpStatusCode.NotFound);

        using (var shared = await noor.SendFormAsync(path, path + "/people?handler=share", [new("With", "otto bos")]))
        {
            shared.Headers.Location!.OriginalString.Should().Be(path);
        }

        (await noor.OpenAsync(path)).QuerySelector(".desk-notice")!.TextContent.Should().Contain("Otto Bos can see this ticket");
        (await otto.OpenAsync(path)).QuerySelector(".desk-sharing")!.TextContent.Should().ContainAll("Noor de Wit", "opened it", "Otto Bos", "You follow this ticket.");
        var mail = await MailAsync(Otto, MailTemplateNames.SharedWithCustomer);
        mail.Text.Should().ContainAll("Noor de Wit has shared the ticket", path, "because this ticket was shared with you");
    }

    [Theory]
    [InlineData("", "Please say with whom to share the ticket.")]
    [InlineData("Camille Martin", "There is nobody of that name or address")]
    [InlineData("agent@demo.example", "There is nobody of that name or address")]
    [InlineData("customer@demo.example", "There is nobody of that name or address")]
    [InlineData("nobody@nowhere.example", "There is nobody of that name or address")]
    public async Task B6_Whom_a_customer_may_not_name_is_nobody(string typed, string sentence)
    {
        using var noor = await _desk.SignedInAsync(Noor, Secret);
        var path = await OpenAsync(noor, "Not for " + typed);

        using var answer = await noor.SendFormAsync(path, path + "/people?handler=share", [new("With", typed)]);

        var page = await Browser.PageAsync(answer);
        page.QuerySelector(".desk-errors a[href='#Share']").Should().NotBeNull();
        page.QuerySelector("#Share-error")!.TextContent.Should().Contain(sentence);
        (page.QuerySelector("#Share")!.GetAttribute("value") ?? "").Should().Be(typed);
        (await noor.OpenAsync(path + "/people?handler=names&with=c")).QuerySelectorAll("option").Should().BeEmpty();
        var named = await noor.OpenAsync(path + "/people?handler=names&with=");
        named.QuerySelectorAll("option").Select(option => option.GetAttribute("value")).Should().Equal("Otto Bos", "De Wilg");
    }

    [Fact]
    public async Task B6_Mentioning_a_colleague_who_does_not_see_the_ticket_offers_to_share_it()
    {
        using var noor = await _desk.SignedInAsync(Noor, Secret);
        var path = await OpenAsync(noor, "Ask Otto");
        var list = await noor.OpenAsync(path + "/people?handler=mentionable&begun=ot");
        list.QuerySelectorAll("[role=option]").Should().ContainSingle().Which.TextContent.Should().ContainAll("Otto Bos", "cannot see this ticket yet");

        using var refused = await noor.SendFormAsync(path, path + "?handler=reply", [new("Body", "@Otto Bos, do you know?")]);
        var page = await Browser.PageAsync(refused);
        page.QuerySelector(".desk-errors")!.TextContent.Should().Contain("Otto Bos cannot see this ticket yet.");
        page.QuerySelector("button[name=ShareMentioned]")!.Id.Should().Be(page.QuerySelector(".desk-errors a")!.GetAttribute("href")![1..], "the sentence leads to what mends it");
        using var sent = await noor.SendFormAsync(path, path + "?handler=reply", [new("Body", "@Otto Bos, do you know?"), new("ShareMentioned", "true")]);

        sent.StatusCode.Should().Be(HttpStatusCode.Redirect);
        using var otto = await _desk.SignedInAsync(Otto, Secret);
        (await otto.OpenAsync(path)).QuerySelectorAll(".desk-message").Should().HaveCount(2);
        var mail = await MailAsync(Otto, MailTemplateNames.MentionedForCustomer);
        mail.Text.Should().ContainAll("Noor de Wit has mentioned you", "do you know?", "because you were mentioned");
    }

    [Fact]
    public async Task B6_An_agent_mentions_a_colleague_in_a_note_and_nobody_else_hears_of_it()
    {
        using var noor = await _desk.SignedInAsync(Noor, Secret);
        var path = await OpenAsync(noor, "A note with a name");
        using var agent = await _desk.SignedInAsync(DemoPeople.Agent);
        var name = (await PersonAsync(DemoPeople.Administrator)).Name;

        using var written = await agent.SendFormAsync("/agent" + path, $"/agent{path}?handler=write", [new("Kind", "note"), new("Body", $"@{name} please look.")]);

        written.StatusCode.Should().Be(HttpStatusCode.Redirect);
        (await MailAsync(DemoPeople.Administrator, MailTemplateNames.MentionedForStaff)).Text.Should().Contain("please look.");
        (await noor.OpenAsync(path)).Body!.TextContent.Should().NotContain("please look.");
    }

    [Fact]
    public async Task B7_Before_a_colleague_is_taken_off_it_is_asked_and_afterwards_she_sees_it_no_more()
    {
        using var noor = await _desk.SignedInAsync(Noor, Secret);
        using var otto = await _desk.SignedInAsync(Otto, Secret);
        var path = await OpenAsync(noor, "Not for long");
        (await noor.SendFormAsync(path, path + "/people?handler=share", [new("With", "De Wilg")])).Dispose();
        (await otto.OpenAsync(path)).QuerySelector("h1")!.TextContent.Should().Contain("Not for long");

        var away = (IHtmlAnchorElement)(await otto.OpenAsync(path)).QuerySelector(".desk-sharing a")!;
        var asked = await otto.OpenAsync(away.PathName + away.Search);
        asked.QuerySelector(".desk-unshare")!.TextContent.Should().ContainAll("Take Everybody at De Wilg off this ticket?", "will not see the ticket any more: 1", "Otto Bos", "You are one of them");
        using var done = await otto.SendFormAsync(away.PathName + away.Search, away.PathName + "?handler=unshare", [new("Kind", "organisation"), new("Id", away.Search.Split("id=")[1])]);

        done.Headers.Location!.OriginalString.Should().Be("/tickets", "he does not see it any more");
        (await otto.GetAsync(path)).StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await noor.OpenAsync(path)).QuerySelector(".desk-history")!.TextContent.Should().ContainAll("shared it: De Wilg", "ended the sharing: De Wilg");
    }

    [Fact]
    public async Task B10_The_account_lead_is_shown_to_the_members_and_told_of_a_new_ticket()
    {
        using var admin = await _desk.SignedInAsync(DemoPeople.Administrator);
        using var noor = await _desk.SignedInAsync(Noor, Secret);
        var lead = await PersonAsync(DemoPeople.Agent);
        var page = await OrganisationPageAsync("De Wilg");
        using (var saved = await admin.SendFormAsync(page, page + "?handler=lead", [new("Lead", $"{lead.Id}")]))
        {
            saved.StatusCode.Should().Be(HttpStatusCode.Redirect);
        }

        (await admin.OpenAsync(page)).QuerySelector("#Lead option[selected][value]:not([value=''])")!.TextContent.Should().Be(lead.Name);
        (await noor.OpenAsync("/")).QuerySelector(".desk-lead")!.TextContent.Should().ContainAll(lead.Name, DemoPeople.Agent);
        (await noor.OpenAsync("/tickets/new")).QuerySelector("[name=Tell]")!.HasAttribute("checked").Should().BeTrue();

        var told = await OpenAsync(noor, "For my contact", new("Tell", $"{lead.Id}"), new("WasAsked", "true"));
        var untold = await OpenAsync(noor, "Not for my contact", new KeyValuePair<string, string>("WasAsked", "true"));

        (await noor.OpenAsync(told)).QuerySelector(".desk-sharing")!.TextContent.Should().Contain(lead.Name);
        (await noor.OpenAsync(untold)).QuerySelector(".desk-sharing")!.TextContent.Should().NotContain(lead.Name);
        var mail = await MailAsync(DemoPeople.Agent, MailTemplateNames.SharedWithStaff);
        mail.Subject.Should().Contain("For my contact");
        mail.Text.Should().ContainAll("Noor de Wit has shared this ticket", "Please help.");
    }

    [Fact]
    public async Task B5_Staff_say_on_their_account_page_when_they_are_back()
    {
        using var agent = await _desk.SignedInAsync(DemoPeople.Agent);
        using (var past = await agent.SendFormAsync("/account", "/account", [new("Language", "en"), new("BackOn", "2020-01-01")]))
        {
            (await Browser.PageAsync(past)).QuerySelector(".desk-errors a[href='#BackOn']")!.TextContent.Should().Contain("still to come");
        }

        using (var saved = await agent.SendFormAsync("/account", "/account", [new("Language", "fr"), new("BackOn", "2199-01-01")]))
        {
            saved.Headers.Location!.OriginalString.Should().Be("/account");
        }

        var page = await agent.OpenAsync("/account");
        page.QuerySelector("#BackOn")!.GetAttribute("value").Should().Be("2199-01-01");
        page.QuerySelector("#Language option[selected]")!.GetAttribute("value").Should().Be("fr");
        using var noor = await _desk.SignedInAsync(Noor, Secret);
        (await noor.OpenAsync("/account")).QuerySelector("#BackOn").Should().BeNull();
    }

    [Fact]
    public async Task LN7_The_link_in_a_mail_ends_the_mails_of_its_ticket_by_a_post_and_has_them_go_on()
    {
        using var noor = await _desk.SignedInAsync(Noor, Secret);
        var path = await OpenAsync(noor, "Too many mails");
        using var agent = await _desk.SignedInAsync(DemoPeople.Agent);
        await AnswerAsync(agent, path, "First");
        var link = new Uri((await MailAsync(Noor, MailTemplateNames.RepliedForRequester)).MuteLink).PathAndQuery;
        using var visitor = new Browser(_desk.Address);

        // A scanner looks, and nothing happens (LM18).
        (await visitor.OpenAsync(link)).QuerySelector("main")!.TextContent.Should().Contain($"{Noor} gets e-mail about this ticket.");
        (await visitor.OpenAsync(link)).QuerySelector("form button")!.TextContent.Should().Contain("Send no more e-mail");
        (await noor.OpenAsync(path)).QuerySelector(".desk-following p").Should().BeNull();

        // RFC 8058: a mail program's own button, without cookies or a form.
        using (var oneClick = await visitor.SendAsync(new HttpRequestMessage(HttpMethod.Post, link) { Content = new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]) }))
        {
            oneClick.StatusCode.Should().Be(HttpStatusCode.OK);
        }

        (await noor.OpenAsync(path)).QuerySelector(".desk-following p")!.TextContent.Should().Contain("You get no e-mail about this ticket.");
        await AnswerAsync(agent, path, "Second");
        // Who hears is asked when it is sent: until then she must not say otherwise.
        await Patience.UntilAsync(IsAllDeliveredAsync, "the second answer has gone to whom it goes");
        using (var again = await visitor.SendFormAsync(link, link + "?handler=hear", []))
        {
            again.StatusCode.Should().Be(HttpStatusCode.OK);
        }

        await AnswerAsync(agent, path, "Third");
        await Patience.UntilAsync(async () => (await MailsAsync(Noor)).Exists(mail => mail.Text.Contains("Third", StringComparison.Ordinal)), "the third answer is mailed");
        (await MailsAsync(Noor)).Should().NotContain(mail => mail.Text.Contains("Second", StringComparison.Ordinal));
    }

    [Fact]
    public async Task LN7_A_copy_ends_by_its_link_and_a_link_that_is_none_leads_nowhere()
    {
        using var noor = await _desk.SignedInAsync(Noor, Secret);
        var path = await OpenAsync(noor, "With a copy");
        (await noor.SendFormAsync(path, path + "/people?handler=addCc", [new("Cc", "boss@company.example")])).Dispose();
        var link = new Uri((await MailAsync("boss@company.example", MailTemplateNames.CcAdded)).MuteLink).PathAndQuery;
        using var visitor = new Browser(_desk.Address);

        using (var muted = await visitor.SendFormAsync(link, link, []))
        {
            (await Browser.PageAsync(muted)).QuerySelector("main")!.TextContent.Should().Contain("boss@company.example gets no more copies");
        }

        (await noor.OpenAsync(path)).QuerySelector(".desk-cc")!.TextContent.Should().NotContain("boss@company.example");
        foreach (var token in new[] { "none", link["/mute/".Length..].ToUpperInvariant(), link["/mute/".Length..] + "=" })
        {
            using var answer = await visitor.GetAsync("/mute/" + token);
            answer.StatusCode.Should().Be(HttpStatusCode.NotFound);
            (await Browser.PageAsync(answer)).QuerySelector("h1")!.TextContent.Should().Contain("does not work any more");
        }
    }

    private static async Task<string> OpenAsync(Browser customer, string subject, params KeyValuePair<string, string>[] more)
    {
        using var opened = await customer.SendFormAsync("/tickets/new", "/tickets/new", [new("Department", "support"), new("Subject", subject), new("Body", "Please help."), .. more]);
        opened.StatusCode.Should().Be(HttpStatusCode.Redirect);
        return opened.Headers.Location!.OriginalString.Split('#')[0];
    }

    private static async Task AnswerAsync(Browser agent, string path, string body)
    {
        using var written = await agent.SendFormAsync("/agent" + path, $"/agent{path}?handler=write", [new("Kind", "reply"), new("Body", body)]);
        written.StatusCode.Should().Be(HttpStatusCode.Redirect);
    }

    private async Task<string> OrganisationPageAsync(string name)
    {
        await using var tables = Store.Read();
        return $"/admin/organisations/{await tables.Organisations.Where(o => o.Name == name).Select(o => o.Id).SingleAsync()}";
    }

    private async Task<Person> PersonAsync(string address) => (await _desk.Services.GetRequiredService<PersonDirectory>().FindAsync(address, default))!;

    private async Task<bool> IsAllDeliveredAsync()
    {
        await using var tables = Store.Read();
        return !await tables.Outbox.AnyAsync();
    }

    private async Task<List<Mail>> MailsAsync(string address)
    {
        await using var tables = Store.Read();
        return await tables.AllMail.Where(mail => mail.FoldedAddress == address).OrderByDescending(mail => mail.Id).ToListAsync();
    }

    private async Task<Mail> MailAsync(string address, string template)
    {
        Mail? mail = null;
        await Patience.UntilAsync(async () => (mail = (await MailsAsync(address)).Find(one => one.Template == template)) is not null, $"{template} goes to {address}");
        return mail!;
    }
}
