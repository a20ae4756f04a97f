using Helpdesk.Host.Face;

namespace Helpdesk.Host.Tests.Face;

/// <summary>LX18: an address that came with a request never leads away.</summary>
public sealed class LocalTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("/tickets?search=a%20b#message-1")]
    [InlineData("/a//b")]
    public void A_path_of_the_desk_is_followed(string url) => Local.OrHome(url).Should().Be(url);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("https://evil.example")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("\\\\evil.example")]
    [InlineData("/\t/evil.example")]
    [InlineData("/\r\n/evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("~/tickets")]
    [InlineData("tickets")]
    public void Anything_else_leads_home(string? url) => Local.OrHome(url).Should().Be("/");
}
