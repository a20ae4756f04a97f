using System.Net;
using AngleSharp.Html.Dom;

namespace Helpdesk.Host.Tests.KnowledgeBase;

/// <summary>The shelves, as writers set them up.</summary>
[Collection(WritersDesk.Name)]
[Trait("Kind", "slow")]
public sealed class CategoryTests(KnowledgeDesk knowledge) : IAsyncLifetime
{
    private const string Page = "/kb/write/categories";

    private Browser _writer = null!;

    public async Task InitializeAsync() => _writer = await knowledge.Desk.SignedInAsync(DemoPeople.Administrator);

    public Task DisposeAsync()
    {
        _writer.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_category_is_made_renamed_moved_and_deleted_when_it_is_empty()
    {
        using var guest = knowledge.Guest();
        (await SendAsync(Page, ("Name[en]", "Gardening"), ("Name[nl]", "Tuinieren"), ("Icon", "bulb"), ("Order", "5"))).Dispose();
        var category = await EditorOfAsync("Gardening");
        (await guest.OpenAsync("/kb")).QuerySelector("main")!.TextContent.Should().NotContain("Gardening", "nothing is in it");
        var article = await Editor.CreateAsync(_writer, "How to rake", category: "Gardening");
        (await guest.OpenAsync("/kb")).QuerySelector(".kb-shelf a")!.TextContent.Should().Be("Gardening", "5 is before 10");

        using (var refused = await _writer.SendFormAsync(category, category + "?handler=delete", []))
        {
            (await Browser.PageAsync(refused)).QuerySelector(".desk-errors")!.TextContent.Should().Contain("it holds 1 articles and 0 categories");
        }

        (await SendAsync(category, ("Name[en]", "Garden"), ("Parent", Id(await EditorOfAsync("E-mail"))), ("Slug", "garden"), ("Icon", "bulb"))).Dispose();
        (await guest.OpenAsync("/kb/c/garden")).QuerySelectorAll(".breadcrumb a").Select(link => link.TextContent).Should().Equal("Knowledge base", "E-mail");

        var page = await _writer.OpenAsync(article);
        (await Editor.SaveAsync(_writer, article, ("Category", Editor.CategoryId(page, "E-mail")))).Dispose();
        using var deleted = await _writer.SendFormAsync(category, category + "?handler=delete", []);
        deleted.StatusCode.Should().Be(HttpStatusCode.Redirect);
        (await KnowledgeDesk.StatusAsync(_writer, category)).Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_category_stands_neither_in_itself_nor_below_itself_nor_too_deep()
    {
        var (mail, spam) = (await EditorOfAsync("E-mail"), await EditorOfAsync("Spam and forged senders"));
        foreach (var parent in new[] { Id(mail), Id(spam) })
        {
            using var refused = await SendAsync(mail, ("Name[en]", "E-mail"), ("Icon", "mail"), ("Parent", parent));
            (await Browser.PageAsync(refused)).QuerySelector("#Form_Parent-error")!.TextContent.Should().StartWith("A category can’t stand in itself");
        }

        (await SendAsync(Page, ("Name[en]", "Third"), ("Icon", "mail"), ("Parent", Id(spam)))).StatusCode.Should().Be(HttpStatusCode.Redirect);
        using var fourth = await SendAsync(Page, ("Name[en]", "Fourth"), ("Icon", "mail"), ("Parent", Id(await EditorOfAsync("Third"))));
        fourth.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("", "", "mail", "A category needs a name in at least one language.")]
    [InlineData("Named", "Not A Slug", "mail", "An address is lower case letters a to z, digits, and single hyphens between them.")]
    [InlineData("Named", "e-mail", "mail", "This address is taken by another category.")]
    [InlineData("Named", "", "skull", "Choose one of the icons.")]
    public async Task What_a_category_can_not_be_is_said_and_what_was_typed_is_still_there(string name, string slug, string icon, string sentence)
    {
        using var refused = await SendAsync(Page, ("Name[en]", name), ("Name[ja]", slug.Length == 0 && name.Length == 0 ? "" : "名前"), ("Slug", slug), ("Icon", icon), ("Order", "3"));

        var page = await Browser.PageAsync(refused);
        page.QuerySelector(".desk-errors li")!.TextContent.Should().Be(sentence);
        (page.QuerySelector("#Name_en")!.GetAttribute("value") ?? "").Should().Be(name);
        page.QuerySelector("#Form_Order")!.GetAttribute("value").Should().Be("3");
    }

    private Task<HttpResponseMessage> SendAsync(string page, params (string Name, string Value)[] typed) =>
        _writer.SendFormAsync(page, page, typed.Select(field => new KeyValuePair<string, string>("Form." + field.Name, field.Value)));

    private async Task<string> EditorOfAsync(string name)
    {
        IHtmlDocument page = await _writer.OpenAsync(Page);
        return page.QuerySelectorAll(".kb-tree a").Single(link => link.TextContent == name).GetAttribute("href")!;
    }

    private static string Id(string editor) => editor.Split('/')[^1];
}
