using AngleSharp.Html.Parser;
using Helpdesk.Engine.Pages.Panels;

namespace Helpdesk.Host.Tests.Face;

public sealed class HtmlBalanceTests
{
    [Theory]
    [InlineData("")]
    [InlineData("plain text & a < b")]
    [InlineData("<p>one<p>two")]
    [InlineData("<ul><li>one<li>two</ul>")]
    [InlineData("<table><tr><td>1<td>2<tr><td>3</table>")]
    [InlineData("<img src=x><br><input value='</div>'>")]
    [InlineData("<a title=\"a > b\" href='x'>link</a>")]
    [InlineData("<svg viewBox=\"0 0 1 1\"><path d=\"M0 0\"/><use href=\"#x\"/></svg>")]
    [InlineData("<script>if (a < b) { document.write('</div>'); }</script>")]
    [InlineData("<!-- </div> --><DIV>case</div>")]
    public void Html_that_ends_where_it_began_is_let_through(string html)
    {
        HtmlBalance.Fault(html).Should().BeNull();
        EscapesOf(html).Should().BeFalse("a browser agrees");
    }

    [Theory]
    [InlineData("</div>")]
    [InlineData("<p>text</p></section>")]
    [InlineData("<div>")]
    [InlineData("<b><i>crossed</b></i>")]
    [InlineData("<!-- never closed")]
    [InlineData("<a href=\"never closed>link</a>")]
    [InlineData("<textarea>swallows the rest")]
    [InlineData("<script>swallows the rest")]
    [InlineData("<plaintext>")]
    [InlineData("<body>")]
    [InlineData("<div")]
    [InlineData("<div/>")]
    [InlineData("<select><option>one")]
    public void Html_that_reaches_out_of_its_place_is_refused(string html) => HtmlBalance.Fault(html).Should().NotBeNull();

    [Fact]
    public void Nesting_a_hundred_thousand_deep_is_judged_at_once()
    {
        var deep = string.Concat(Enumerable.Repeat("<div>", 100_000)) + string.Concat(Enumerable.Repeat("</div>", 100_000));
        HtmlBalance.Fault(deep).Should().BeNull();
        HtmlBalance.Fault(deep[..^6]).Should().NotBeNull();
    }

    /// <summary>Whether, for a real parser, what follows the piece of HTML ends up elsewhere than beside it.</summary>
    private static bool EscapesOf(string html)
    {
        var page = new HtmlParser().ParseDocument($"<main><div id=place>{html}</div><footer id=after></footer></main>");
        return page.QuerySelector("main > #after") is null || page.QuerySelector("main > #place") is null;
    }
}
