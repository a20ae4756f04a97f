using System.Net;

namespace Helpdesk.Host.Tests.Face;

/// <summary>LX22: the headers that protect are on every answer, and cookies are as tight as the address allows.</summary>
[Collection(SharedFaceTests.Name)]
public sealed class SecurityHeaderTests(SharedFace shared)
{
    [Theory]
    [InlineData("/sign-in", HttpStatusCode.OK)]
    [InlineData("/", HttpStatusCode.Redirect)]
    [InlineData("/nowhere", HttpStatusCode.Redirect)]
    [InlineData("/assets/nowhere.js", HttpStatusCode.NotFound)]
    [InlineData("/api/nowhere", HttpStatusCode.Unauthorized)]
    [InlineData("/tickets/%2e%2e%2f", HttpStatusCode.Redirect)]
    public async Task Every_answer_to_a_stranger_has_the_headers(string path, HttpStatusCode status)
    {
        var server = shared.Server;
        using var browser = server.Browser();

        using var answer = await browser.GetAsync(path);

        answer.StatusCode.Should().Be(status);
        ShouldBeProtected(answer);
    }

    [Theory]
    [InlineData("/boom", HttpStatusCode.InternalServerError, "text/html")]
    [InlineData("/api/boom", HttpStatusCode.InternalServerError, "application/problem+json")]
    [InlineData("/admin", HttpStatusCode.Forbidden, "text/html")]
    [InlineData("/tickets/999999", HttpStatusCode.NotFound, "text/html")]
    [InlineData("/attachments/1", HttpStatusCode.NotFound, "text/html")]
    public async Task Every_error_has_the_headers_and_a_page_without_secrets(string path, HttpStatusCode status, string type)
    {
        var server = shared.Server;
        using var browser = await server.SignedInAsync(FaceServer.Customer);

        using var answer = await browser.GetAsync(path);

        answer.StatusCode.Should().Be(status);
        answer.Content.Headers.ContentType!.MediaType.Should().Be(type);
        (await answer.Content.ReadAsStringAsync()).Should().NotContain("Broken on purpose").And.NotContain("Exception");
        ShouldBeProtected(answer);
    }

    [Fact]
    public async Task Assets_are_kept_for_good_by_names_that_carry_their_content()
    {
        var server = shared.Server;
        using var browser = server.Browser();
        var script = (await browser.OpenAsync("/sign-in")).QuerySelector("script[src]")!.GetAttribute("src")!;
        using var request = new HttpRequestMessage(HttpMethod.Get, script);
        request.Headers.AcceptEncoding.ParseAdd("br");

        using var answer = await browser.SendAsync(request);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        answer.Headers.CacheControl!.ToString().Should().Contain("immutable");
        answer.Content.Headers.ContentEncoding.Should().Equal("br");
        ShouldBeProtected(answer);
    }

    [Fact]
    public async Task A_page_has_no_script_or_style_of_its_own()
    {
        var server = shared.Server;
        using var browser = await server.SignedInAsync(FaceServer.Agent);
        foreach (var path in new[] { "/", "/tickets", "/tickets/new", "/agent", "/agent/tickets/000012", "/nowhere" })
        {
            using var answer = await browser.GetAsync(path);
            var page = await Browser.PageAsync(answer);

            page.QuerySelectorAll("script:not([src]), style, [style]").Should().BeEmpty(path);
            page.All.SelectMany(element => element.Attributes).Where(attribute => attribute.Name.StartsWith("on", StringComparison.Ordinal)).Should().BeEmpty(path);
        }
    }

    [Theory]
    [InlineData("https://help.example", "__Host-desk", true)]
    [InlineData("http://localhost", "desk", false)]
    public async Task Cookies_are_bound_to_the_host_where_it_is_reached_by_https(string address, string prefix, bool secure)
    {
        await using var server = await FaceServer.StartAsync(address);
        using var browser = server.Browser();
        using var page = await browser.GetAsync("/sign-in");
        using var answer = await browser.SendFormAsync("/sign-in", "/sign-in", [new("Address", FaceServer.Customer), new("Password", FaceServer.Password(FaceServer.Customer))]);

        var cookies = page.Headers.GetValues("Set-Cookie").Concat(answer.Headers.GetValues("Set-Cookie")).ToList();

        cookies.Should().HaveCountGreaterThanOrEqualTo(2).And.AllSatisfy(cookie =>
        {
            cookie.Should().StartWith(prefix).And.ContainEquivalentOf("httponly").And.ContainEquivalentOf("samesite=lax").And.ContainEquivalentOf("path=/");
            cookie.Contains("secure", StringComparison.OrdinalIgnoreCase).Should().Be(secure);
        });
        answer.Headers.Contains("Strict-Transport-Security").Should().Be(secure);
    }

    private static void ShouldBeProtected(HttpResponseMessage answer)
    {
        answer.Headers.GetValues("Content-Security-Policy").Should().ContainSingle().Which.Should()
            .StartWith("default-src 'none'; script-src 'self'; style-src 'self';").And.NotContain("unsafe").And.Contain("frame-ancestors 'none'");
        answer.Headers.GetValues("X-Content-Type-Options").Should().Equal("nosniff");
        answer.Headers.GetValues("Referrer-Policy").Should().Equal("same-origin");
        answer.Headers.Contains("Permissions-Policy").Should().BeTrue();
        answer.Headers.GetValues("Cross-Origin-Opener-Policy").Should().Equal("same-origin");
    }
}
