using Helpdesk.Engine.Texts;

namespace Helpdesk.Engine.Tests;

/// <summary>What writers type in Markdown, as pages show it.</summary>
public sealed class RichTextTests
{
    [Fact]
    public void Headings_can_be_led_to_and_are_never_those_of_the_page()
    {
        var text = RichText.FromMarkdown("# One\n\n## Zwei & Drei\n\n### 証明書\n\n## One\n\ntext");

        text.Headings.Should().Equal(
            new RichTextHeading(2, "on-one", "One"), new RichTextHeading(2, "on-zwei-drei", "Zwei & Drei"), new RichTextHeading(3, "on-証明書", "証明書"), new RichTextHeading(2, "on-one-2", "One"));
        text.Html.Should().Contain("<h2 id=\"on-one\">One</h2>").And.NotContain("<h1");
        text.Text.Should().Be("One\n\nZwei & Drei\n\n証明書\n\nOne\n\ntext");
    }

    [Theory]
    [InlineData("[x](/kb/a/dns)", "/kb/a/dns")]
    [InlineData("[x](#on-one)", "#on-one")]
    [InlineData("[x](https://example.com/)", "https://example.com/")]
    [InlineData("[x](mailto:a@example.com)", "mailto:a@example.com")]
    [InlineData("[x](//elsewhere.example/)", null)]
    [InlineData("[x](javascript:alert(1))", null)]
    [InlineData("[x](data:text/html,x)", null)]
    [InlineData("[x](relative)", null)]
    [InlineData("[x](file:///etc/passwd)", null)]
    public void Links_lead_within_the_desk_or_openly_elsewhere(string markdown, string? href)
    {
        var link = Parse(RichText.FromMarkdown(markdown).Html).QuerySelector("a")!;

        link.GetAttribute("href").Should().Be(href);
    }

    [Theory]
    [InlineData("/\\elsewhere.example/")]
    [InlineData("//elsewhere.example/")]
    [InlineData("\t//elsewhere.example/")]
    [InlineData("/\t/elsewhere.example/")]
    public void Html_of_others_leads_elsewhere_only_openly(string href)
    {
        var link = Parse(RichTextMarkup.Clean($"<a href=\"{href}\">x</a>", [])).QuerySelector("a")!;

        link.GetAttribute("href").Should().BeNull();
    }

    [Theory]
    [InlineData("![alt](/kb/images/12)", true)]
    [InlineData("![alt](/kb/images/../../sign-out)", false)]
    [InlineData("![alt](https://elsewhere.example/x.png)", false)]
    [InlineData("![alt](//elsewhere.example/x.png)", false)]
    [InlineData("![alt](data:image/png;base64,AAAA)", false)]
    [InlineData("![alt](/dashboard)", false)]
    public void Images_are_the_desks_own_and_others_become_links(string markdown, bool isKept)
    {
        var page = Parse(RichText.FromMarkdown(markdown, "/kb/images/").Html);

        page.QuerySelectorAll("img").Should().HaveCount(isKept ? 1 : 0);
        page.QuerySelectorAll("a").Should().HaveCount(isKept ? 0 : 1);
        RichText.FromMarkdown(markdown).Html.Should().NotContain("<img", "no prefix was given");
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("<style>*{display:none}</style>")]
    [InlineData("<form action=/sign-out><button>x")]
    public void LX1_Html_in_markdown_is_text(string markdown)
    {
        var text = RichText.FromMarkdown(markdown);

        Parse(text.Html).QuerySelectorAll("script, img, style, form, button").Should().BeEmpty();
        text.Text.Should().Contain("<");
    }

    [Fact]
    public void LM17_What_would_take_too_long_to_read_is_shown_as_it_was_typed() =>
        RichText.FromMarkdown(new string('[', 150_000)).Html.Should().StartWith("<pre>");

    [Fact]
    public void More_than_200_000_characters_are_refused() =>
        FluentActions.Invoking(() => RichText.FromMarkdown(new string('x', 200_001))).Should().Throw<ArgumentOutOfRangeException>();

    private static AngleSharp.Html.Dom.IHtmlDocument Parse(string html) => new AngleSharp.Html.Parser.HtmlParser().ParseDocument(html);
}
