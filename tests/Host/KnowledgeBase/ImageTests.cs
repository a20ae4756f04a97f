using System.Net;
using System.Text;

namespace Helpdesk.Host.Tests.KnowledgeBase;

/// <summary>Pictures in articles: what is let in, and who sees it.</summary>
[Collection(WritersDesk.Name)]
[Trait("Kind", "slow")]
public sealed class ImageTests(KnowledgeDesk knowledge) : IAsyncLifetime
{
    private static readonly byte[] Png = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13];

    private Browser _writer = null!;

    public async Task InitializeAsync() => _writer = await knowledge.Desk.SignedInAsync(DemoPeople.Administrator);

    public Task DisposeAsync()
    {
        _writer.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_picture_is_served_as_what_it_is_for_ever_and_what_was_typed_beside_it_is_still_there()
    {
        using var guest = knowledge.Guest();
        var editor = await Editor.CreateAsync(_writer, "With a picture");

        using var uploaded = await Editor.UploadAsync(_writer, editor, "C:\\fake\\the [screen].png", Png, ("Body", "Not saved yet."));
        var page = await Browser.PageAsync(uploaded);

        page.QuerySelector("textarea[name='Form.Body']")!.TextContent.Should().Be("Not saved yet.");
        var markdown = page.QuerySelector(".kb-images code")!.TextContent;
        markdown.Should().MatchRegex(@"^!\[the \(screen\)\]\(/kb/images/[0-9]+\)$");
        (await Editor.SaveAsync(_writer, editor, ("Body", markdown))).Dispose();
        var shown = (await guest.OpenAsync("/kb/a/with-a-picture")).QuerySelector(".kb-body img")!;
        shown.GetAttribute("alt").Should().Be("the (screen)");

        using var image = await guest.GetAsync(shown.GetAttribute("src")!);
        (await image.Content.ReadAsByteArrayAsync()).Should().Equal(Png);
        image.Content.Headers.ContentType!.MediaType.Should().Be("image/png");
        image.Headers.GetValues("X-Content-Type-Options").Should().Equal("nosniff");
        image.Headers.CacheControl!.ToString().Should().Contain("immutable").And.Contain("private");

        using var again = await Editor.UploadAsync(_writer, editor, "same.png", Png);
        (await Browser.PageAsync(again)).QuerySelectorAll(".kb-images li").Should().ContainSingle("the same picture twice is one");
    }

    [Fact]
    public async Task LQ7_A_picture_of_an_article_for_staff_is_for_staff()
    {
        using var guest = knowledge.Guest();
        using var agent = await knowledge.Desk.SignedInAsync(DemoPeople.Agent);
        var editor = await Editor.CreateAsync(_writer, "Secret picture");
        using var uploaded = await Editor.UploadAsync(_writer, editor, "secret.png", [.. Png, 1]);
        var image = (await Browser.PageAsync(uploaded)).QuerySelector(".kb-images img")!.GetAttribute("src")!;
        (await KnowledgeDesk.StatusAsync(guest, image)).Should().Be(HttpStatusCode.OK);

        (await Editor.SaveAsync(_writer, editor, ("State", "internal"))).Dispose();
        (await KnowledgeDesk.StatusAsync(guest, image)).Should().Be(HttpStatusCode.NotFound);
        (await KnowledgeDesk.StatusAsync(agent, image)).Should().Be(HttpStatusCode.OK);

        (await Editor.SaveAsync(_writer, editor, ("State", "draft"))).Dispose();
        (await KnowledgeDesk.StatusAsync(agent, image)).Should().Be(HttpStatusCode.NotFound);
        (await KnowledgeDesk.StatusAsync(_writer, image)).Should().Be(HttpStatusCode.OK);
    }

    public static TheoryData<string, string, string> Hostile => new()
    {
        { "drawing.svg", """<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>""", "This is not a PNG, JPEG, GIF or WebP image." },
        { "page.png", "<!DOCTYPE html><script>alert(1)</script>", "This is not a PNG, JPEG, GIF or WebP image." },
        { "empty.png", "", "This is not a PNG, JPEG, GIF or WebP image." },
        { "short.webp", "RIFF", "This is not a PNG, JPEG, GIF or WebP image." },
        { "large.gif", "GIF89a" + new string('x', 2 * 1024 * 1024), "An image can be 2 MB at most." },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task LX1_What_is_no_picture_is_refused_whatever_it_is_called(string name, string content, string sentence)
    {
        var editor = await Editor.CreateAsync(_writer, "Refuses pictures");

        using var refused = await Editor.UploadAsync(_writer, editor, name, Encoding.UTF8.GetBytes(content), ("Body", "Still here."));
        var page = await Browser.PageAsync(refused);

        page.QuerySelector(".desk-errors li")!.TextContent.Should().Be(sentence);
        page.QuerySelectorAll(".kb-images li").Should().BeEmpty();
        page.QuerySelector("textarea[name='Form.Body']")!.TextContent.Should().Be("Still here.");
    }
}
