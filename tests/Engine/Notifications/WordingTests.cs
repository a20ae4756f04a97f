using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Channels.Notifications;
using Helpdesk.Engine.Channels.Notifications.Templating;
using Helpdesk.Engine.Departments;
using Helpdesk.Engine.Tickets.Acts;

namespace Helpdesk.Engine.Tests.Notifications;

public sealed class WordingTests
{
    private static readonly string[] Languages = ["en", "nl", "fr", "ja"];

    public static TheoryData<string> Hostile => new()
    {
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "</title></head></pre><style>*{display:none}</style>",
        "<a href='javascript:alert(1)'>x</a> &lt;b&gt; &amp;amp;",
        "{{ link }} {{ while true }}{{ end }}",
        "<!-- -->]]><svg/onload=alert(1)>",
    };

    public static TheoryData<string> Bodies => new()
    {
        "\n\nTwo empty lines come first.",
        "Spaces   and\ttabs,  and at the end   \n   indented\n\n\nthree lines below",
        "Emoji 👩‍👩‍👧‍👦 🇳🇱, 日本語の文字、combining e\u0301, right to left שלום",
        "-- \nAnn\n> quoted\n.\n..\nFrom here",
        "&nbsp; &lt; &amp; <br> é ü ß ½",
        new string('x', 99_990) + " end",
        "{{ if false }}gone{{ end }} {%raw%} {{ ticket.number }}",
    };

    [Fact]
    public void Every_mail_is_there_in_all_four_languages() =>
        new MailTemplates().Names.Should().BeEquivalentTo(MailTemplateNames.All.SelectMany(name => Languages.Select(language => (name, language))));

    [Theory]
    [InlineData("en", "en", "has answered your ticket")]
    [InlineData("nl", "nl", "heeft uw ticket beantwoord")]
    [InlineData("nl-BE", "nl", "heeft uw ticket beantwoord")]
    [InlineData("fr", "fr", "a répondu à votre ticket")]
    [InlineData("ja", "ja", "が回答しました")]
    [InlineData("de", "en", "has answered your ticket")]
    [InlineData("no such language", "en", "has answered your ticket")]
    public async Task LN3_Mail_is_in_the_language_of_the_recipient_not_of_the_sender(string language, string expected, string words)
    {
        await using var desk = await MailDesk.OpenAsync();
        var customer = await desk.CustomerAsync("Carla", language);
        var agent = await desk.AgentAsync("Ann", language: "ja");
        var ticket = await desk.OpenTicketAsync(customer);
        await desk.ReplyAsync(ticket, agent);

        await desk.DeliverAsync();

        var mail = desk.Transport.Taken.Single(m => m.RecipientId == customer.Id && !m.IsAutomatic);
        mail.Text.Should().Contain(words);
        var page = new HtmlParser().ParseDocument(mail.Html);
        page.Body!.TextContent.Should().Contain(words);
        page.DocumentElement.GetAttribute("lang").Should().Be(expected);
    }

    [Fact]
    public async Task The_department_is_named_in_the_language_of_the_recipient()
    {
        await using var desk = await MailDesk.OpenAsync();
        var agent = await desk.AgentAsync("Ann", language: "ja");

        await desk.OpenTicketAsync(await desk.CustomerAsync("Carla", "fr"));
        await desk.DeliverAsync();

        desk.Transport.Taken.Single(mail => mail.RecipientId == agent.Id).Text.Should().Contain("技術サポート");
    }

    [Theory]
    [InlineData("en", "You receive this mail because")]
    [InlineData("nl", "U ontvangt deze mail omdat")]
    [InlineData("fr", "Vous recevez cet e-mail parce qu")]
    [InlineData("ja", "お送りしています")]
    public async Task LN7_Every_mail_says_why_it_came_and_where_to_read_on(string language, string reason)
    {
        await using var desk = await MailDesk.OpenAsync(baseAddress: "https://help.demo.example/desk");
        var customer = await desk.CustomerAsync("Carla", language);
        var agent = await desk.AgentAsync("Ann", language);
        var ticket = await desk.OpenTicketAsync(customer);
        await desk.DeliverAsync();
        await desk.WriteAsync(unit => unit.Desk.Add(new DepartmentMember(desk.Department.Id, agent.Id)));
        await desk.ReplyAsync(ticket, customer);
        await desk.DeliverAsync();
        await desk.DoAsync(ticket, agent, new Reply("Have you tried water?", []), new Assign(agent.Id));
        await desk.ReplyAsync(ticket, customer);
        await desk.DeliverAsync();

        desk.Transport.Taken.Should().HaveCount(5);
        foreach (var mail in desk.Transport.Taken)
        {
            var link = mail.RecipientId == customer.Id ? "https://help.demo.example/desk/tickets/000001" : "https://help.demo.example/desk/agent/tickets/000001";
            var page = new HtmlParser().ParseDocument(mail.Html);
            mail.Text.Should().Contain(reason).And.Contain($"\n{link}\n");
            page.Body!.TextContent.Should().Contain(reason);
            mail.MuteLink.Should().MatchRegex("^https://help\\.demo\\.example/desk/mute/[a-z2-7]{26}$");
            page.QuerySelectorAll("a").Select(a => a.GetAttribute("href")).Should().Equal(link, mail.MuteLink);
            mail.Text.Should().Contain($": {mail.MuteLink}\n");
        }

        desk.Transport.Taken.Where(mail => mail.RecipientId == agent.Id).Select(mail => mail.Text[mail.Text.IndexOf("\n-- \n", StringComparison.Ordinal)..])
            .Should().OnlyHaveUniqueItems("being one of the team, of the department, and assigned are three reasons");
    }

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task LX1_What_people_write_stays_text_in_the_HTML_and_as_it_is_in_the_text(string hostile)
    {
        await using var desk = await MailDesk.OpenAsync(brandName: $"Brand {hostile}");
        var customer = await desk.CustomerAsync($"Carla {hostile}");
        var agent = await desk.AgentAsync($"Ann {hostile}");
        var ticket = await desk.OpenTicketAsync(customer, $"Subject {hostile}", $"Body {hostile}");
        await desk.ReplyAsync(ticket, agent, $"Answer {hostile}");
        await desk.ReplyAsync(ticket, customer, $"Thanks {hostile}");
        await desk.DeliverAsync();

        desk.Transport.Taken.Should().HaveCount(4);
        foreach (var mail in desk.Transport.Taken)
        {
            mail.Text.Should().Contain(hostile);
            mail.Subject.Should().Be($"[#000001] Subject {hostile}");
            var page = new HtmlParser().ParseDocument(mail.Html);
            page.Title.Should().Be(mail.Subject);
            page.Body!.TextContent.Should().Contain($"Subject {hostile}").And.Contain($"Brand {hostile}");
            page.QuerySelectorAll("script, img, svg, iframe, object, form, link").Should().BeEmpty();
            page.QuerySelectorAll("style").Should().ContainSingle();
            page.QuerySelectorAll("a").Should().HaveCount(2, "the ticket, and the way to hear no more of it");
            page.All.SelectMany(element => element.Attributes).Select(a => a.Name).Should().NotContain(name => name.StartsWith("on", StringComparison.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task Nothing_of_a_message_is_lost_to_the_character(string body)
    {
        await using var desk = await MailDesk.OpenAsync();
        var customer = await desk.CustomerAsync("Carla");
        var agent = await desk.AgentAsync("Ann");
        await desk.ReplyAsync(await desk.OpenTicketAsync(customer), agent, body);

        await desk.DeliverAsync();

        var mail = desk.Transport.Taken.Single(m => m.RecipientId == customer.Id && !m.IsAutomatic);
        mail.Text.Should().Contain($"\n{body}\n");
        new HtmlParser().ParseDocument(mail.Html).QuerySelector("pre")!.TextContent.Should().Be(body);
    }

    [Fact]
    public async Task LX16_Line_breaks_in_a_subject_or_a_name_make_no_header()
    {
        await using var desk = await MailDesk.OpenAsync(brandName: "Demo\r\nBcc: brand@evil.example");
        var customer = await desk.CustomerAsync("Carla\r\nBcc: name@evil.example\u2028X: y\0");

        await desk.OpenTicketAsync(customer, "Help\r\nBcc: subject@evil.example\n\n<b>body</b>");
        await desk.DeliverAsync();

        var mail = desk.Transport.Taken.Should().ContainSingle().Subject;
        new[] { mail.Subject, mail.From, mail.To }.Should().AllSatisfy(header => header.Any(c => char.IsControl(c) || c is '\u2028').Should().BeFalse());
        mail.Subject.Should().Be("[#000001] Help Bcc: subject@evil.example  <b>body</b>");
        Mailbox.Parse(mail.To).Address.Should().Be(customer.Address);
        Mailbox.Parse(mail.From).Should().Be(new Mailbox("Demo  Bcc: brand@evil.example", "support@demo.example"));
    }

    [Theory]
    [InlineData("Carla Customer")]
    [InlineData("O'Brien, \"Bob\" <boss@evil.example>")]
    [InlineData("back\\slash\\")]
    [InlineData("山田 太郎")]
    [InlineData("=?utf-8?q?encoded?=")]
    [InlineData("")]
    public void A_mailbox_comes_back_as_it_was_written(string name)
    {
        var mailbox = new Mailbox(name, "carla@people.example");

        Mailbox.Parse(mailbox.ToString()).Should().Be(mailbox);
    }

    [Theory]
    [InlineData("")]
    [InlineData("carla@people.example")]
    [InlineData("\"Carla\"")]
    [InlineData("\"Carla\" <carla@people.example")]
    [InlineData("\"Carla\\")]
    [InlineData("\"Carla <carla@people.example>")]
    public void Anything_else_is_no_mailbox(string text) =>
        ((Action)(() => Mailbox.Parse(text))).Should().Throw<FormatException>();

    [Theory]
    [InlineData("support@demo.example", "000123", "ff.000123@demo.example")]
    [InlineData("support@bücher.example", "HD#7 <x>", "ff.HD7x@xn--bcher-kva.example")]
    [InlineData("support@", "###", "ff.ticket@helpdesk.invalid")]
    public void A_Message_ID_is_made_of_row_number_and_domain(string sender, string number, string expected) =>
        MessageIds.Of(255, number, sender).Should().Be(expected);

    [Theory]
    [InlineData("ftp://help.example")]
    [InlineData("/desk")]
    public void A_base_address_that_no_browser_opens_is_refused(string address) =>
        ((Action)(() => _ = new DeskAddress(new Uri(address, UriKind.RelativeOrAbsolute)))).Should().Throw<ArgumentException>();

    [Theory]
    [InlineData("https://help.example", "https://help.example/tickets/A%2F1")]
    [InlineData("https://help.example/desk/?x=1", "https://help.example/desk/tickets/A%2F1")]
    public void LX9_Links_lead_below_the_base_address(string address, string expected) =>
        new DeskAddress(new Uri(address)).OfTicket("A/1", forStaff: false).AbsoluteUri.Should().Be(expected);

    [Fact]
    public async Task Whoever_wrote_and_is_gone_is_named_after_the_brand()
    {
        await using var desk = await MailDesk.OpenAsync();
        var customer = await desk.CustomerAsync("Carla");
        var agent = await desk.PersonAsync("Ann", Role.Agent);
        await desk.ReplyAsync(await desk.OpenTicketAsync(customer), agent);
        await desk.PlanAsync();

        await desk.WriteAsync(unit => unit.Desk.Remove(agent));
        await desk.DeliverAsync();

        desk.Transport.Taken.Single(mail => !mail.IsAutomatic).Text.Should().Contain("Demo Hosting has answered your ticket");
    }
}
