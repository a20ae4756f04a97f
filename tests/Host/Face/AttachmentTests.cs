using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Helpdesk.Host.Attachments;

namespace Helpdesk.Host.Tests.Face;

/// <summary>LX2, LX4: files go out as downloads that do nothing, to those who may see them.</summary>
[Collection(SharedFaceTests.Name)]
public sealed class AttachmentTests(SharedFace shared)
{
    [Theory]
    [InlineData("report.pdf")]
    [InlineData("überraschung für 日本.txt")]
    [InlineData("quote\"; filename=\"evil.exe")]
    [InlineData("line\r\nSet-Cookie: a=b")]
    [InlineData("../../etc/passwd")]
    [InlineData("photo\u202Egpj.exe")]
    [InlineData("zero\u200Bwidth.txt")]
    [InlineData("semi;colon, comma.txt")]
    [InlineData("emoji 😀.png")]
    [InlineData("back\\slash.txt")]
    public void A_hostile_name_stays_within_its_header(string name)
    {
        var header = Disposition.Of(name);

        header.Should().NotContainAny("\r", "\n").And.StartWith("attachment");
        Encoding.ASCII.GetString(Encoding.ASCII.GetBytes(header)).Should().Be(header, "a header is ASCII");
        var parsed = ContentDispositionHeaderValue.Parse(header);
        parsed.DispositionType.Should().Be("attachment");
        parsed.Parameters.Select(parameter => parameter.Name).Should().OnlyHaveUniqueItems().And.BeSubsetOf(["filename", "filename*"]);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>.html", "text/html")]
    [InlineData("drawing.svg", "image/svg+xml")]
    [InlineData("photo\u202Egpj.exe", "image/jpeg")]
    public async Task Whatever_it_says_it_is_it_comes_as_a_download_that_does_nothing(string name, string type)
    {
        var server = shared.Server;
        using var browser = await server.SignedInAsync(FaceServer.Customer);
        using var uploaded = await UploadAsync(browser, name, type, "<svg onload=alert(1)>");
        uploaded.StatusCode.Should().Be(HttpStatusCode.Created);
        using var json = JsonDocument.Parse(await uploaded.Content.ReadAsStringAsync());

        using var answer = await browser.GetAsync($"/attachments/{json.RootElement.GetProperty("id").GetString()}");

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        answer.Content.Headers.ContentDisposition!.DispositionType.Should().Be("attachment");
        answer.Content.Headers.ContentDisposition!.ToString().Should().NotContain("\u202E");
        answer.Content.Headers.ContentType!.MediaType.Should().Be("application/octet-stream");
        answer.Headers.GetValues("X-Content-Type-Options").Should().Equal("nosniff");
        answer.Headers.GetValues("Content-Security-Policy").Should().ContainSingle().Which.Should().StartWith("sandbox;");
        (await answer.Content.ReadAsStringAsync()).Should().Be("<svg onload=alert(1)>");
    }

    [Fact]
    public async Task Somebody_elses_draft_is_not_there()
    {
        var server = shared.Server;
        using var customer = await server.SignedInAsync(FaceServer.Customer);
        using var uploaded = await UploadAsync(customer, "mine.txt", "text/plain", "mine");
        using var json = JsonDocument.Parse(await uploaded.Content.ReadAsStringAsync());

        foreach (var other in new[] { FaceServer.Stranger, FaceServer.Agent })
        {
            using var browser = await server.SignedInAsync(other);
            using var answer = await browser.GetAsync($"/attachments/{json.RootElement.GetProperty("id").GetString()}");
            answer.StatusCode.Should().Be(HttpStatusCode.NotFound);
        }
    }

    [Fact]
    public async Task An_upload_without_the_token_is_refused()
    {
        var server = shared.Server;
        using var browser = await server.SignedInAsync(FaceServer.Customer);

        using var answer = await UploadAsync(browser, "a.txt", "text/plain", "a", token: "");

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
    }

    private static async Task<HttpResponseMessage> UploadAsync(Browser browser, string name, string type, string content, string? token = null)
    {
        var page = await browser.OpenAsync("/tickets/new");
        using var form = new MultipartFormDataContent();
        var file = new ByteArrayContent(Encoding.UTF8.GetBytes(content));
        file.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        // As browsers do: UTF-8 in quotes, with the three characters escaped that would end it (HTML standard, multipart/form-data encoding).
        file.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name=\"file\"; filename*=UTF-8''{Uri.EscapeDataString(name)}");
        form.Add(file);
        return await browser.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/attachments") { Content = form, Headers = { { "RequestVerificationToken", token ?? Browser.Token(page) } } });
    }
}
