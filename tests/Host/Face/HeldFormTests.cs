using System.Net;
using AngleSharp.Html.Dom;
using FluentAssertions;
using Helpdesk.Testing;
using Xunit;

namespace Helpdesk.Host.Tests.Face;

/// <summary>LU5: a session that ends while somebody writes costs her nothing, and nobody else sees what she wrote.</summary>
public sealed class HeldFormTests(ProvidedFace face) : IClassFixture<ProvidedFace>
{
    private const string Form = "/tickets/new";

    [Fact]
    public async Task What_was_typed_is_there_again_for_her_who_typed_it_and_for_nobody_else()
    {
        using var browser = await face.Server.SignedInAsync(FaceServer.Customer);
        var owner = await OwnerAsync(browser, Form);
        browser.Cookies.Remove("desk");

        using var answer = await SendAsync(browser, Form, [new("Owner", owner), .. Typed("Kept over signing in")]);

        answer.StatusCode.Should().Be(HttpStatusCode.Redirect);
        answer.Headers.Location!.OriginalString.Should().Contain("/sign-in").And.Contain(Uri.EscapeDataString(Form));
        using var other = await face.Server.SignedInAsync(FaceServer.Stranger);
        (await other.OpenAsync(Form)).QuerySelector("#Body")!.TextContent.Trim().Should().BeEmpty();
        using var again = await face.Server.SignedInAsync(FaceServer.Customer);
        var page = await again.OpenAsync(Form);
        page.QuerySelector(".desk-kept[role=status]")!.TextContent.Should().Contain("What you typed is here again");
        page.QuerySelector("#Body")!.TextContent.Trim().Should().Be("Kept over signing in");
        page.QuerySelector("#Subject")!.GetAttribute("value").Should().Be("A subject");
        (page.QuerySelector("#Department") as IHtmlSelectElement)!.Value.Should().Be("billing");
        page.QuerySelector("input[name=Type][checked]")!.GetAttribute("value").Should().Be("support");
        page.QuerySelector("[name='Fields[domain]']")!.GetAttribute("value").Should().Be("a.example");
        page.QuerySelector("[name=RequestKey]")!.GetAttribute("value").Should().Be("held-key");

        using var sent = await again.SendFormAsync(Form, Form, Typed("Kept over signing in"));
        sent.StatusCode.Should().Be(HttpStatusCode.Redirect);
        (await again.OpenAsync(Form)).QuerySelector("#Body")!.TextContent.Trim().Should().BeEmpty("it was sent");
    }

    [Fact]
    public async Task What_is_not_wanted_any_more_is_forgotten()
    {
        using var browser = await face.Server.SignedInAsync(FaceServer.Customer);
        var path = await OpenedAsync(browser);
        var owner = await OwnerAsync(browser, path);
        browser.Cookies.Remove("desk");
        using var turnedAway = await SendAsync(browser, path + "?handler=reply", [new("Owner", owner), new("Body", "A long reply")]);
        using var again = await face.Server.SignedInAsync(FaceServer.Customer);
        var page = await again.OpenAsync(path + "?handler=reply");
        page.QuerySelector("#Body")!.TextContent.Trim().Should().Be("A long reply");

        using var discarded = await again.GetAsync(page.QuerySelector(".desk-kept a")!.GetAttribute("href")!);

        discarded.StatusCode.Should().Be(HttpStatusCode.Redirect);
        (await again.OpenAsync(path)).QuerySelector("#Body")!.TextContent.Trim().Should().BeEmpty();
    }

    /// <summary>Nobody can put words into somebody else's form.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("CfDJ8forged")]
    public async Task A_form_that_is_nobody_s_leaves_nothing(string owner)
    {
        using var browser = face.Server.Browser();

        using var answer = await SendAsync(browser, "/tickets/000001?handler=reply", [new("Owner", owner), new("Body", "Planted")]);

        answer.StatusCode.Should().Be(HttpStatusCode.Redirect);
        await using var tables = face.Server.Desk.Store.Read();
        tables.AllHeldForms.Where(form => form.Path == "/tickets/000001").Should().BeEmpty();
    }

    private static KeyValuePair<string, string>[] Typed(string body) =>
        [new("RequestKey", "held-key"), new("Department", "billing"), new("Type", "support"), new("Subject", "A subject"), new("Fields[domain]", "a.example"), new("Body", body)];

    private static async Task<string> OwnerAsync(Browser browser, string path) =>
        (await browser.OpenAsync(path)).QuerySelector("form [name=Owner]")!.GetAttribute("value")!;

    private static async Task<string> OpenedAsync(Browser browser)
    {
        using var opened = await browser.SendFormAsync(Form, Form, [new("Department", "support"), new("Subject", "Held reply"), new("Body", "x"), new("Fields[domain]", "a.example")]);
        return opened.Headers.Location!.ToString();
    }

    private static async Task<HttpResponseMessage> SendAsync(Browser browser, string path, KeyValuePair<string, string>[] fields)
    {
        using var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
        {
            form.Add(new StringContent(value), name);
        }

        form.Add(new ByteArrayContent(new byte[100_000]), "Files", "passed-over.bin");
        return await browser.SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = form });
    }
}
