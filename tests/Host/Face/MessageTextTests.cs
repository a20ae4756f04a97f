using System.Text.Encodings.Web;
using AngleSharp.Html.Parser;
using Helpdesk.Host.Conversation;

namespace Helpdesk.Host.Tests.Face;

public sealed class MessageTextTests
{
    [Theory]
    [InlineData("a < b && c > d \"quoted\" 'single'")]
    [InlineData("<script>alert(1)</script><img src=x onerror=alert(1)>")]
    [InlineData("  two spaces\n\ttab\n\n\nthree lines")]
    [InlineData("\nbegins with a line break")]
    [InlineData("C1 controls: \u0085 \u0092 \u009F")]
    [InlineData("emoji 😀👩‍👩‍👧 and 日本語 and e\u0301 and \u202Eright to left")]
    [InlineData("&amp; &lt; &#x41; stay as they are")]
    [InlineData("see https://example.org/?a=1&b=2 and https://example.org/(x).")]
    [InlineData("https://")]
    public void What_was_written_is_what_is_read(string body) => Read(body).TextContent.Should().Be(body);

    [Theory]
    [InlineData("Look at https://example.org/a.", "https://example.org/a")]
    [InlineData("(https://example.org/a)", "https://example.org/a")]
    [InlineData("https://example.org/wiki/Desk_(tool)", "https://example.org/wiki/Desk_(tool)")]
    [InlineData("<https://example.org/?q=\"x\">", "https://example.org/?q=")]
    [InlineData("HTTP://EXAMPLE.ORG", "HTTP://EXAMPLE.ORG")]
    public void A_web_address_is_a_link_without_the_punctuation_behind_it(string body, string address) =>
        Read(body).QuerySelector("a")!.GetAttribute("href").Should().Be(address);

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("xhttps://example.org")]
    public void Nothing_else_is_a_link(string body) => Read(body).QuerySelector("a").Should().BeNull();

    private static AngleSharp.Dom.IElement Read(string body)
    {
        using var html = new StringWriter();
        new MessageText(body).WriteTo(html, HtmlEncoder.Default);
        return new HtmlParser().ParseDocument($"<div id=body>{html}</div>").QuerySelector("#body")!;
    }
}
