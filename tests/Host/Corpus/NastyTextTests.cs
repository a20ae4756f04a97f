using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using CsCheck;
using Helpdesk.Host.Tests.Api;

namespace Helpdesk.Host.Tests.Corpus;

/// <summary>Texts that no real mail has had yet.</summary>
public sealed class NastyTextTests(ApiDesk desk) : IClassFixture<ApiDesk>
{
    private const int Samples = 60;

    /// <summary>What programs trip over: ends of things, invisible things, things that look like other things.</summary>
    private static readonly string[] Nasty =
    [
        "\0", "\u0001", "\u0007", "\b", "\t", "\v", "\f", "\r", "\n", "\r\n", "\n\r", "\u001b[31m", "\u007f", "\u0080", "\u0085", "\u009f", "\u00a0", "\u00ad",
        "\u200b", "\u200d", "\u202e", "\u2028", "\u2029", "\u2060", "\ufeff", "\ufff9", "\ufffd", "\ufffe", "\ufdd0", "\ud800", "\udbff", "\udc00", "\udfff",
        "e\u0301", "é", "ﬁ", "İ", "ß", "ſ", "가", "日本", "𠮷", "👩‍👩‍👧", "🇳🇱", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "שלום", "العربية", "Z̸̢͎̯̘͔",
        "<script>alert(1)</script>", "</pre>", "</textarea>", "<!--", "-->", "]]>", "&amp;", "&#0;", "&#x80;", "&notin", "\"", "'", "`", "\\", "\\u0000", "{{ link }}", "{% raw %}", "{0}", "%s", "%00",
        "=20", "=\n", "=?utf-8?q?x?=", "\n.\n", "\nFrom ", "\n-- \n", "\n----------------------------------------\n", "--boundary", "http://example.com/a?b=<c>&d=\"e\"", "https://例え.jp/パス。", "  ", "   \n",
    ];

    /// <summary>Not U+FFFF, which the parser of the tests takes for the end of the page; browsers don't.</summary>
    private static readonly Gen<string> Text = Gen.OneOf(Gen.Int[0, Nasty.Length - 1].Select(i => Nasty[i]), Gen.String[Gen.Char, 0, 8])
        .Array[1, 12].Select(parts => string.Concat(parts).Replace('\uffff', '\ufffe') + "x");

    [Fact]
    [Trait("Kind", "slow")]
    public async Task Any_text_comes_back_as_it_was_promised()
    {
        using var browser = await desk.Desk.SignedInAsync(DemoPeople.Customer);
        var answered = new ConcurrentDictionary<long, (string Subject, string Answer)>();

        await Gen.Select(Text, Text, Text).SampleAsync(
            async (subject, question, answer) =>
            {
                var opened = await desk.Customer.PostRawAsync("/api/v1/tickets", $$"""{"subject": {{Promise.Json(subject)}}, "body": {{Promise.Json(question)}}, "department": "support"}""");
                opened.Status.Should().Be(HttpStatusCode.Created, opened.ToString());
                var number = opened.Text("number");
                (await desk.Agent.PostRawAsync($"/api/v1/tickets/{number}/messages", $$"""{"body": {{Promise.Json(answer)}}}""")).Status.Should().Be(HttpStatusCode.Created);

                opened.Text("subject").Should().Be(Promise.Subject(subject));
                string[] bodies = [Promise.Body(question), Promise.Body(answer)];
                (await desk.Customer.GetAsync($"/api/v1/tickets/{number}/messages")).Items.Select(message => message["body"]!.GetValue<string>()).Should().Equal(bodies);
                var page = await browser.OpenAsync($"/tickets/{number}");
                page.QuerySelector("h1 [dir=auto]")!.TextContent.Should().Be(Promise.Subject(subject));
                page.QuerySelectorAll(".desk-message-body").Select(body => body.TextContent).Should().Equal(bodies.Select(Promise.Lines));
                answered[long.Parse(opened.Text("id"), CultureInfo.InvariantCulture)] = ($"[#{number}] {Promise.Subject(subject)}", bodies[1]);
            },
            iter: Samples,
            threads: 1);

        var letters = await new PostBag(desk.Desk).WaitAsync(await desk.IdOfAsync(DemoPeople.Customer), [.. answered.Keys]);
        foreach (var (ticketId, (subject, answer)) in answered)
        {
            var letter = letters[ticketId].Should().ContainSingle().Subject;
            letter.Carries(answer).Should().BeTrue(letter.Text);
            letter.HtmlWords.Should().Be(Promise.Lines(answer));
            letter.Subject.Should().Be(subject);
        }
    }
}
