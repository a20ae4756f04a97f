using AngleSharp.Html.Parser;
using Helpdesk.Engine.Conversation;

namespace Helpdesk.Engine.Tests.Conversation;

public sealed class MessageMarkupTests
{
    public static TheoryData<string> Hostile { get; } = new(
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<svg onload=alert(1)><script>alert(1)</script></svg>",
        "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
        "<a href=\"javascript:alert(1)\">x</a>",
        "<a href=\"JaVaScRiPt&#58;alert(1)\">x</a>",
        "<a href=\"data:text/html,<script>alert(1)</script>\">x</a>",
        "[x](javascript:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "![x](https://tracker.example/p.gif)",
        "<style>body{display:none}</style>",
        "<div style=\"position:fixed;inset:0;background:url(https://tracker.example/x)\">x</div>",
        "<iframe src=https://evil.example></iframe>",
        "<form action=https://evil.example><input name=password><button>Sign in</button></form>",
        "<meta http-equiv=refresh content=\"0;url=https://evil.example\">",
        "<base href=https://evil.example><a href=x>x</a>",
        "<p id=sign-in class=alert hx-get=/agent data-url=x>x</p>",
        "<object data=x></object><embed src=x>",
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
        "<template><script>alert(1)</script></template>",
        "<video src=https://tracker.example/v poster=https://tracker.example/p></video>");

    [Theory]
    [MemberData(nameof(Hostile))]
    public void LX1_Nothing_that_is_shown_runs_loads_or_poses_as_the_page(string body)
    {
        foreach (var format in new[] { MessageFormat.Markdown, MessageFormat.Html })
        {
            var shown = new HtmlParser().ParseDocument(MessageMarkup.Render(format, body)!);

            shown.QuerySelectorAll("script, style, img, svg, math, iframe, form, input, button, meta, base, link, object, embed, template, noscript, video, audio").Should().BeEmpty();
            shown.All.SelectMany(element => element.Attributes).Select(attribute => attribute.Name).Should().BeSubsetOf(["href", "rel", "title"]);
            shown.QuerySelectorAll("a[href]").Select(link => new Uri(link.GetAttribute("href")!).Scheme).Should().BeSubsetOf(["http", "https", "mailto", "tel"]);
        }
    }

    [Fact]
    public void Markdown_is_what_people_expect_of_it()
    {
        var html = MessageMarkup.Render(MessageFormat.Markdown, "Hello **Alex**,\nsee https://status.example/x.\n\n* one\n* two\n\n`a < b`\n\n> quoted\n\n|a|b|\n|-|-|\n|1|2|")!;

        html.Should().Contain("<strong>Alex</strong>,<br").And.Contain("<li>one</li>").And.Contain("<code>a &lt; b</code>").And.Contain("<blockquote>").And.Contain("<td>1</td>");
        html.Should().Contain("<a href=\"https://status.example/x\" rel=\"nofollow noopener noreferrer ugc\">https://status.example/x</a>.");
    }

    [Fact]
    public void HTML_in_Markdown_is_shown_as_it_was_typed() =>
        new HtmlParser().ParseDocument(MessageMarkup.Render(MessageFormat.Markdown, "My template has <b>bold</b> & <script>alert(1)</script>")!)
            .Body!.TextContent.Trim().Should().Be("My template has <b>bold</b> & <script>alert(1)</script>");

    [Fact]
    public void Plain_text_is_left_alone() => MessageMarkup.Render(MessageFormat.Text, "<b>as it is</b>").Should().BeNull();

    [Fact]
    public void Html_says_the_same_as_text() =>
        MessageMarkup.TextOf("<p>Hello<br>Alex</p><ul><li>one</li><li>two</li></ul><style>x</style>").Should().Match("Hello\nAlex\n*one\ntwo*");

    [Fact]
    public void A_paragraph_that_no_person_writes_is_shown_as_text()
    {
        MessageMarkup.Render(MessageFormat.Markdown, new string('x', 10_001)).Should().BeNull();
        MessageMarkup.Render(MessageFormat.Markdown, string.Concat(Enumerable.Repeat("a line\n", 2_000))).Should().BeNull();
        MessageMarkup.Render(MessageFormat.Markdown, string.Concat(Enumerable.Repeat("a paragraph\n \t\n", 2_000))).Should().Contain("<p>");
    }

    [Fact]
    public void Html_that_no_program_nests_is_shown_as_text()
    {
        MessageMarkup.Render(MessageFormat.Html, string.Concat(Enumerable.Repeat("<div>", 1_001))).Should().BeNull();
        MessageMarkup.Render(MessageFormat.Html, string.Concat(Enumerable.Repeat("<p>a<br>b<li>c", 3_000))).Should().NotBeNull("what is left open is not nested");
        MessageMarkup.Render(MessageFormat.Html, string.Concat(Enumerable.Repeat("<div><b>a</b></div>", 3_000))).Should().NotBeNull();
    }

    [Fact]
    [Trait("Kind", "slow")]
    public async Task LM17_Deep_and_long_texts_end_in_time()
    {
        string[] bombs =
        [
            string.Concat(Enumerable.Repeat("<div>", 20_000)),
            new string('>', 50_000),
            new string('*', 99_999) + "a",
            string.Concat(Enumerable.Repeat("[", 49_000)) + string.Concat(Enumerable.Repeat("](x)", 12_000)),
            string.Concat(Enumerable.Repeat("![a](", 20_000)),
            string.Concat(Enumerable.Repeat("- ", 40_000)),
            string.Concat(Enumerable.Repeat("a|", 45_000)) + "\n" + string.Concat(Enumerable.Repeat("-|", 2_000)),
            string.Concat(Enumerable.Repeat("`a", 45_000)),
            string.Concat(Enumerable.Repeat("<a title='", 9_000)),
            string.Concat(Enumerable.Repeat(string.Concat(Enumerable.Repeat("a|", 4_900)) + "\n\n", 10)),
        ];
        foreach (var bomb in bombs)
        {
            foreach (var format in new[] { MessageFormat.Markdown, MessageFormat.Html })
            {
                var rendering = () => Task.Run(() => MessageMarkup.Render(format, bomb)).WaitAsync(TimeSpan.FromSeconds(10));
                await rendering.Should().NotThrowAsync("{0} of {1}… ends", format, bomb[..10]);
            }
        }
    }
}
