using System.Net;
using AngleSharp.Html.Dom;
using FluentAssertions;
using Helpdesk.Testing;
using Xunit;

namespace Helpdesk.Host.Tests.Face;

/// <summary>Row E8: the form that opens a ticket, and what becomes of whatever is sent with it.</summary>
public sealed class NewTicketTests(ProvidedFace face) : IClassFixture<ProvidedFace>
{
    private const string Form = "/tickets/new";

    [Fact]
    public async Task All_that_is_chosen_and_typed_is_on_the_ticket()
    {
        using var customer = await face.Server.SignedInAsync(FaceServer.Customer);

        var path = await SentAsync(customer, With(("Type", "hotfix"), ("Urgency", "high"), ("Service", $"{face.Service}"), ("Cc", "ann@example.com; Bob <bob@example.com>\ncarol@example.com"), ("Fields[users]", "12"), ("Fields[since]", "2026-11-24"), ("Body", "It is **down**.\nReally.")));

        var page = await customer.OpenAsync(path);
        page.QuerySelector(".desk-facts")!.TextContent.Should().ContainAll("Type hotfix", "High", "Hosting M", "brightwater.example", "12", "2026-11-24", "Support");
        page.QuerySelector(".desk-cc .desk-people")!.TextContent.Should().ContainAll("ann@example.com", "Bob", "bob@example.com", "carol@example.com");
        page.QuerySelector(".desk-message-body strong")!.TextContent.Should().Be("down");
        page.QuerySelector(".desk-message-body br").Should().NotBeNull();
        page.QuerySelector(".desk-opened")!.TextContent.Should().ContainAll(path.Split('/')[^1], FaceServer.Customer, "ann@example.com", "Support");
    }

    [Fact]
    public async Task The_form_offers_what_there_is_and_nothing_else()
    {
        using var customer = await face.Server.SignedInAsync(FaceServer.Customer);

        var page = await customer.OpenAsync(Form);

        page.QuerySelectorAll("input[name=Type]").Select(type => type.GetAttribute("value")).Should().Equal("hotfix", "support");
        page.QuerySelector(".desk-types")!.TextContent.Should().Contain("What hotfix means.");
        page.QuerySelectorAll("#Service option").Select(service => service.TextContent).Should().Equal("None of them", "Business hosting – brightwater.example", "Domain brightwater.example", "Hosting M", "Managed shop – shop.brightwater.example");
        page.QuerySelectorAll("input[name^=Fields]").Select(field => field.GetAttribute("name")).Should().Equal("Fields[domain]", "Fields[users]", "Fields[since]");
        page.QuerySelectorAll("#Urgency option").Select(urgency => urgency.TextContent).Should().Equal("Low", "Medium", "High");
        page.QuerySelector("label[for=Urgency]")!.TextContent.Should().Be("Priority");
        (page.QuerySelector("#name") as IHtmlInputElement)!.Value.Should().Be("Emma Clarke");
        (page.QuerySelector("#address") as IHtmlInputElement)!.Value.Should().Be(FaceServer.Customer);
    }

    /// <summary>LU5: a sentence at the field, and all that was typed.</summary>
    [Theory]
    [InlineData("Department", "", "#Department", "Please choose one of the departments.")]
    [InlineData("Department", "no-such", "#Department", "Please choose one of the departments.")]
    [InlineData("Type", "no-such", "#Type", "Please choose one of the ticket types.")]
    [InlineData("Type", "old", "#Type", "Please choose one of the ticket types.")]
    [InlineData("Service", "424242", "#Service", "Please choose one of the requester’s services, or none.")]
    [InlineData("Service", "foreign", "#Service", "Please choose one of the requester’s services, or none.")]
    [InlineData("Service", "what?", "#Service", "Please choose one of the requester’s services, or none.")]
    [InlineData("Urgency", "now!!", "#Urgency", "Please choose low, medium or high.")]
    [InlineData("Cc", "ann@example.com, not an address", "#Cc", "“not” is not an e-mail address.")]
    [InlineData("Subject", "", "#Subject", "Please give the ticket a subject")]
    [InlineData("Subject", "\r\n\t", "#Subject", "Please give the ticket a subject")]
    [InlineData("Subject", "long:256", "#Subject", "The subject has 256 characters")]
    [InlineData("Body", "", "#Body", "Please write a message.")]
    [InlineData("Body", "long:100001", "#Body", "The message has 100,001 characters")]
    [InlineData("Body", "long:11000000", "#Body", "The message has 11,000,000 characters")]
    [InlineData("Fields[domain]", "", "#Fields_domain_", "Please fill this in.")]
    [InlineData("Fields[domain]", "long:401", "#Fields_domain_", "This has 401 characters")]
    [InlineData("Fields[users]", "many", "#Fields_users_", "Please write a whole number")]
    [InlineData("Fields[since]", "yesterday", "#Fields_since_", "Please write a date")]
    [InlineData("Fields[no-such]", "x", "#Fields", "There is no field “no-such”.")]
    [InlineData("Fields[cause]", "x", "#Fields", "There is no field “cause”.")]
    [InlineData("Attachments", "424242", "#Attachments", "One of the files can’t be attached.")]
    [InlineData("Attachments", "what?", "#Attachments", "One of the files can’t be attached.")]
    [InlineData("RequestKey", "long:201", null, "The key of the request is too long")]
    public async Task What_can_t_be_is_refused_at_its_field_and_all_that_was_typed_is_there_again(string field, string value, string? target, string sentence)
    {
        using var customer = await face.Server.SignedInAsync(FaceServer.Customer);
        value = value.StartsWith("long:", StringComparison.Ordinal) ? new string('x', int.Parse(value[5..], System.Globalization.CultureInfo.InvariantCulture)) : value == "foreign" ? $"{face.ForeignService}" : value;
        var sent = With(("Type", "support"), ("Urgency", "low"), ("Service", $"{face.Service}"), ("Cc", "ann@example.com"), ("Fields[users]", "7"), (field, value));

        using var answer = await customer.SendFormAsync(Form, Form, sent);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        var page = await Browser.PageAsync(answer);
        var errors = page.QuerySelector(".desk-errors")!;
        errors.TextContent.Replace('\'', '’').Should().Contain(sentence);
        errors.QuerySelector("a")?.GetAttribute("href").Should().Be(target);
        var asked = sent.Where(part => part.Key != field).ToDictionary(part => part.Key, part => part.Value, StringComparer.Ordinal);
        foreach (var (name, typed) in asked.Where(part => part.Key is "Department" or "Service" or "Urgency"))
        {
            (page.QuerySelector($"#{name}") as IHtmlSelectElement)!.Value.Should().Be(typed);
        }

        foreach (var (name, typed) in asked.Where(part => part.Key is "Cc" or "Body"))
        {
            page.QuerySelector($"#{name}")!.TextContent.Trim().Should().Be(typed);
        }

        foreach (var (name, typed) in asked.Where(part => part.Key is "Subject" or "Fields[domain]" or "Fields[users]"))
        {
            page.QuerySelector($"[name='{name}']")!.GetAttribute("value").Should().Be(typed);
        }

        if (asked.TryGetValue("Type", out var type))
        {
            page.QuerySelector("input[name=Type][checked]")!.GetAttribute("value").Should().Be(type);
        }
    }

    /// <summary>More fields than any form has: refused while they are read.</summary>
    [Fact]
    public async Task A_form_that_no_browser_sends_is_the_sender_s_mistake()
    {
        using var customer = await face.Server.SignedInAsync(FaceServer.Customer);

        using var answer = await customer.SendFormAsync(Form, Form, Enumerable.Range(0, 5_000).Select(_ => KeyValuePair.Create("Attachments", "1")));

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
    }

    /// <summary>LU8: a double click, Back and Send, a page loaded anew; without a script the files come again as well.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task One_form_opens_one_ticket_however_often_it_comes(bool withFile)
    {
        using var customer = await face.Server.SignedInAsync(FaceServer.Customer);
        var subject = $"Once only {withFile}";
        var fields = With(("Subject", subject), ("RequestKey", $"key-{withFile}"));
        (string, byte[])[] files = withFile ? [("once.txt", [1, 2, 3])] : [];

        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => customer.SendFormAsync(Form, Form, fields, files)));
        using var late = await customer.SendFormAsync(Form, Form, fields, files);

        answers.Append(late).Should().AllSatisfy(answer => answer.StatusCode.Should().Be(HttpStatusCode.Redirect));
        answers.Append(late).Select(answer => answer.Headers.Location!.ToString()).Distinct(StringComparer.Ordinal).Should().ContainSingle();
        (await customer.OpenAsync("/tickets?search=" + Uri.EscapeDataString(subject))).QuerySelectorAll(".desk-row-link").Should().ContainSingle();
        (await customer.OpenAsync(late.Headers.Location!.ToString())).QuerySelectorAll(".desk-files li").Should().HaveCount(withFile ? 1 : 0);
        foreach (var answer in answers)
        {
            answer.Dispose();
        }
    }

    [Fact]
    public async Task Whoever_goes_back_and_writes_something_else_is_asked_and_loses_nothing()
    {
        using var customer = await face.Server.SignedInAsync(FaceServer.Customer);
        var first = await SentAsync(customer, With(("RequestKey", "changed"), ("Body", "one thing")));

        using var answer = await customer.SendFormAsync(Form, Form, With(("RequestKey", "changed"), ("Body", "another thing")));

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        var page = await Browser.PageAsync(answer);
        page.QuerySelector(".desk-errors")!.TextContent.Should().Contain(first.Split('/')[^1]);
        page.QuerySelector("#Body")!.TextContent.Trim().Should().Be("another thing");
        var key = page.QuerySelector("[name=RequestKey]")!.GetAttribute("value")!;
        key.Should().NotBe("changed");
        (await SentAsync(customer, With(("RequestKey", key), ("Body", "another thing")))).Should().NotBe(first);
    }

    /// <summary>LU8: after Back a browser fetches the form anew and puts back what was typed.</summary>
    [Fact]
    public async Task The_same_words_with_a_new_key_lead_to_the_ticket_of_a_moment_ago()
    {
        using var customer = await face.Server.SignedInAsync(FaceServer.Customer);
        var first = await SentAsync(customer, With(("RequestKey", "before-back"), ("Subject", "Gone back")));

        (await SentAsync(customer, With(("RequestKey", "after-back"), ("Subject", "Gone back")))).Should().Be(first);
        (await SentAsync(customer, With(("RequestKey", "after-change"), ("Subject", "Gone back"), ("Department", "sales")))).Should().NotBe(first);
    }

    [Fact]
    public async Task Somebody_else_with_the_same_key_opens_a_ticket_of_her_own()
    {
        using var customer = await face.Server.SignedInAsync(FaceServer.Customer);
        using var stranger = await face.Server.SignedInAsync(FaceServer.Stranger);

        var hers = await SentAsync(customer, With(("RequestKey", "shared")));

        (await SentAsync(stranger, With(("RequestKey", "shared")))).Should().NotBe(hers);
    }

    /// <summary>LX1: what the preview shows is what the message will show.</summary>
    [Fact]
    public async Task A_preview_is_cleaned_as_the_message_will_be()
    {
        using var customer = await face.Server.SignedInAsync(FaceServer.Customer);

        using var answer = await customer.SendFormAsync(Form, "/preview", [new("Body", "**yes** <script>alert(1)</script> [x](javascript:alert(1))")]);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        var page = await Browser.PageAsync(answer);
        page.QuerySelector("strong")!.TextContent.Should().Be("yes");
        page.QuerySelector("script").Should().BeNull();
        page.QuerySelectorAll("a[href^=javascript]").Should().BeEmpty();
    }

    private static List<KeyValuePair<string, string>> With(params (string Name, string Value)[] other)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Department"] = "support",
            ["Subject"] = "A subject",
            ["Body"] = "A message.",
            ["Fields[domain]"] = "brightwater.example",
        };
        foreach (var (name, value) in other)
        {
            fields[name] = value;
        }

        return [.. fields];
    }

    private static async Task<string> SentAsync(Browser browser, IEnumerable<KeyValuePair<string, string>> fields)
    {
        using var answer = await browser.SendFormAsync(Form, Form, fields);
        answer.StatusCode.Should().Be(HttpStatusCode.Redirect);
        return answer.Headers.Location!.ToString();
    }
}
