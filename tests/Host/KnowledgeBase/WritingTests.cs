using System.Net;

namespace Helpdesk.Host.Tests.KnowledgeBase;

/// <summary>Row E5: how articles come to be, and that nothing which was written is lost.</summary>
[Collection(WritersDesk.Name)]
[Trait("Kind", "slow")]
public sealed class WritingTests(KnowledgeDesk knowledge) : IAsyncLifetime
{
    private readonly Browser _guest = knowledge.Guest();
    private Browser _writer = null!;

    public async Task InitializeAsync() => _writer = await knowledge.Desk.SignedInAsync(DemoPeople.Administrator);

    public Task DisposeAsync()
    {
        _guest.Dispose();
        _writer.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task LP9_Only_who_was_given_the_permission_writes()
    {
        using var customer = await knowledge.Desk.SignedInAsync(DemoPeople.Customer);
        using var agent = await knowledge.Desk.SignedInAsync(DemoPeople.Agent);
        foreach (var path in new[] { "/kb/write", "/kb/write/new", "/kb/write/categories" })
        {
            (await KnowledgeDesk.StatusAsync(_guest, path)).Should().Be(HttpStatusCode.Redirect);
            (await KnowledgeDesk.StatusAsync(customer, path)).Should().Be(HttpStatusCode.Forbidden);
            (await KnowledgeDesk.StatusAsync(agent, path)).Should().Be(HttpStatusCode.Forbidden);
        }

        (await agent.OpenAsync("/agent")).QuerySelectorAll("a[href='/kb/write']").Should().BeEmpty();
        await KnowledgeDesk.GrantAsync(knowledge.Desk, DemoPeople.Agent, "knowledge-base.write");

        (await agent.OpenAsync("/agent")).QuerySelector("a[href='/kb/write']")!.TextContent.Should().Be("Articles");
        (await KnowledgeDesk.StatusAsync(agent, "/kb/write/new")).Should().Be(HttpStatusCode.OK);
        (await agent.OpenAsync($"/kb/a/{KnowledgeDesk.Public}")).QuerySelector("a[href^='/kb/write/']").Should().NotBeNull();
        await KnowledgeDesk.GrantAsync(knowledge.Desk, DemoPeople.Agent);
    }

    [Fact]
    public async Task An_article_is_written_as_a_draft_shown_and_found_when_it_is_public_and_gone_when_it_is_not()
    {
        var editor = await Editor.CreateAsync(_writer, "Zeppelin hosting explained", state: "draft");
        (await KnowledgeDesk.StatusAsync(_guest, "/kb/a/zeppelin-hosting-explained")).Should().Be(HttpStatusCode.NotFound);
        (await _writer.OpenAsync("/kb/a/zeppelin-hosting-explained")).QuerySelector(".kb-article-head .badge")!.TextContent.Should().Be("Draft");
        (await FoundAsync(_writer, "zeppelin")).Should().BeEmpty();

        (await Editor.SaveAsync(_writer, editor, ("State", "public"))).Dispose();
        (await KnowledgeDesk.StatusAsync(_guest, "/kb/a/zeppelin-hosting-explained")).Should().Be(HttpStatusCode.OK);
        (await FoundAsync(_guest, "zeppelin")).Should().Equal("/kb/a/zeppelin-hosting-explained");

        (await Editor.SaveAsync(_writer, editor, ("State", "internal"))).Dispose();
        (await FoundAsync(_guest, "zeppelin")).Should().BeEmpty();
        (await FoundAsync(_writer, "zeppelin")).Should().NotBeEmpty();
        (await KnowledgeDesk.StatusAsync(_guest, "/kb/a/zeppelin-hosting-explained")).Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_translation_is_added_and_read_in_its_language()
    {
        var editor = await Editor.CreateAsync(_writer, "Translate me");
        (await Editor.SaveAsync(_writer, editor[..^2] + "fr", ("Title", "Traduisez-moi"), ("Summary", "À quoi cela sert."), ("Body", "Texte."))).Dispose();

        var french = await _guest.OpenAsync("/kb/a/translate-me?lang=fr");
        french.QuerySelector("h1")!.TextContent.Should().Be("Traduisez-moi");
        (await _guest.OpenAsync("/kb/a/translate-me")).QuerySelector("h1")!.TextContent.Should().Be("Translate me");
        (await KnowledgeDesk.StatusAsync(_writer, editor[..^2] + "xx")).Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_old_address_leads_on_and_nobody_else_can_take_it()
    {
        var editor = await Editor.CreateAsync(_writer, "Moves house");
        (await Editor.SaveAsync(_writer, editor, ("Slug", "has-moved"))).Dispose();
        (await Editor.SaveAsync(_writer, editor, ("Slug", "has-moved-again"))).Dispose();

        foreach (var old in new[] { "moves-house", "has-moved" })
        {
            using var answer = await _guest.GetAsync($"/kb/a/{old}?lang=en");
            answer.StatusCode.Should().Be(HttpStatusCode.MovedPermanently);
            answer.Headers.Location!.OriginalString.Should().Be("/kb/a/has-moved-again?lang=en");
        }

        var other = await Editor.CreateAsync(_writer, "Moves house");
        (await _writer.OpenAsync(other)).QuerySelector("#Form_Slug")!.GetAttribute("value").Should().Be("moves-house-2");
        using (var refused = await Editor.SaveAsync(_writer, other, ("Slug", "has-moved")))
        {
            (await Browser.PageAsync(refused)).QuerySelector("#Form_Slug-error")!.TextContent.Should().StartWith("This address is taken");
        }

        (await Editor.SaveAsync(_writer, editor, ("Slug", "moves-house"))).Dispose();
        (await KnowledgeDesk.StatusAsync(_guest, "/kb/a/moves-house")).Should().Be(HttpStatusCode.OK);
        (await Editor.SaveAsync(_writer, editor, ("State", "internal"))).Dispose();
        (await KnowledgeDesk.StatusAsync(_guest, "/kb/a/has-moved")).Should().Be(HttpStatusCode.NotFound, "where it leads to is not for her");
    }

    [Fact]
    public async Task Who_saves_over_something_she_has_not_seen_gets_both_and_loses_nothing()
    {
        var editor = await Editor.CreateAsync(_writer, "Two at once", body: "First line.\n\nSecond line.");
        var opened = await _writer.OpenAsync(editor);
        (await Editor.SaveAsync(_writer, editor, ("Body", "First line, by the other.\n\nSecond line."))).Dispose();

        using var refused = await _writer.SendFormAsync(editor, editor, Editor.Fields(opened, ("Body", "First line.\n\nSecond line, by me."), ("Keywords", "mine")));
        var page = await Browser.PageAsync(refused);

        page.QuerySelector(".desk-errors")!.TextContent.Should().Contain("Not saved yet");
        page.QuerySelector("textarea[name='Form.Body']")!.TextContent.Should().Be("First line.\n\nSecond line, by me.");
        page.QuerySelectorAll(".kb-difference del").Select(piece => piece.TextContent).Should().Contain(text => text.Contains("other", StringComparison.Ordinal));
        page.QuerySelectorAll(".kb-difference ins").Select(piece => piece.TextContent).Should().Contain(text => text.Contains("me", StringComparison.Ordinal));
        (await _guest.OpenAsync("/kb/a/two-at-once")).QuerySelector(".kb-body")!.TextContent.Should().Contain("by the other");

        using var saved = await _writer.SendFormAsync(editor, editor, Editor.Fields(page));
        saved.StatusCode.Should().Be(HttpStatusCode.Redirect);
        (await _guest.OpenAsync("/kb/a/two-at-once")).QuerySelector(".kb-body")!.TextContent.Should().Contain("Second line, by me.");
        (await _writer.OpenAsync(editor + "/revisions")).QuerySelectorAll(".kb-table tbody tr").Should().HaveCount(3);
    }

    [Fact]
    public async Task Two_who_change_the_state_at_once_hear_of_each_other()
    {
        var editor = await Editor.CreateAsync(_writer, "Contested");
        var opened = await _writer.OpenAsync(editor);
        (await Editor.SaveAsync(_writer, editor, ("State", "internal"))).Dispose();

        using var refused = await _writer.SendFormAsync(editor, editor, Editor.Fields(opened, ("Body", "Another text.")));

        (await Browser.PageAsync(refused)).QuerySelector(".desk-errors")!.TextContent.Should().Contain("State now: For staff only.");
        (await KnowledgeDesk.StatusAsync(_guest, "/kb/a/contested")).Should().Be(HttpStatusCode.NotFound, "what was hidden is not shown again by accident");
    }

    [Fact]
    public async Task What_is_wrong_is_said_at_its_field_and_what_was_typed_is_still_there()
    {
        var editor = await Editor.CreateAsync(_writer, "To be spoiled");

        using var refused = await Editor.SaveAsync(_writer, editor, ("Title", "  "), ("Summary", ""), ("Slug", "No Slug!"), ("Category", "7"), ("Body", "Much that was typed."));
        var page = await Browser.PageAsync(refused);

        page.QuerySelectorAll(".desk-errors li").Should().HaveCount(3, "what needs to be looked up is not asked before the rest is right");
        page.QuerySelector("#Form_Title-error")!.TextContent.Should().Be("An article needs a title.");
        page.QuerySelector("textarea[name='Form.Body']")!.TextContent.Should().Be("Much that was typed.");

        using var stranded = await Editor.SaveAsync(_writer, editor, ("Category", "7"));
        (await Browser.PageAsync(stranded)).QuerySelector("#Form_Category-error")!.TextContent.Should().Be("Choose a category.");
    }

    [Fact]
    public async Task A_text_that_is_too_long_or_has_signs_that_no_database_holds_breaks_nothing()
    {
        var editor = await Editor.CreateAsync(_writer, "Odd signs");

        (await Editor.SaveAsync(_writer, editor, ("Body", "before\0after"), ("Title", "Odd\0\r\n signs"))).Dispose();
        var page = await _writer.OpenAsync(editor);
        page.QuerySelector("#Form_Title")!.GetAttribute("value").Should().Be("Odd signs");
        page.QuerySelector("textarea[name='Form.Body']")!.TextContent.Should().Be("before\uFFFDafter");

        using var refused = await Editor.SaveAsync(_writer, editor, ("Body", new string('x', 100_001)));
        (await Browser.PageAsync(refused)).QuerySelector("#Form_Body-error")!.TextContent.Should().Be("This can hold 100000 characters; it has 100001.");
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("[press](javascript:alert(1))")]
    [InlineData("![x](https://elsewhere.example/pixel.png)")]
    [InlineData("![x](/kb/images/../../account/password)")]
    [InlineData("<style>*{display:none}</style>")]
    [InlineData("<iframe src=/admin></iframe>")]
    public async Task LX1_Active_content_is_inert_in_the_article_the_preview_and_the_search(string hostile)
    {
        var editor = await Editor.CreateAsync(_writer, "Hostile", body: "Quicksilver " + hostile);
        var path = "/kb/a/" + (await _writer.OpenAsync(editor)).QuerySelector("#Form_Slug")!.GetAttribute("value");
        using var looked = await _writer.SendFormAsync(editor, "/kb/write/preview", [new("Form.Body", hostile)]);
        using var without = await _writer.SendFormAsync(editor, editor + "?handler=preview", Editor.Fields(await _writer.OpenAsync(editor)));

        foreach (var page in new[] { await _guest.OpenAsync(path), await _guest.OpenAsync("/kb/search?q=quicksilver"), await Browser.PageAsync(looked), await Browser.PageAsync(without) })
        {
            page.QuerySelectorAll("script:not([src]), style, iframe, [onerror], a[href^='javascript:'], .kb-body img").Should().BeEmpty();
        }
    }

    [Fact]
    public async Task A_preview_without_a_script_shows_the_text_keeps_what_was_typed_and_saves_nothing()
    {
        var editor = await Editor.CreateAsync(_writer, "Looked at");

        using var answer = await _writer.SendFormAsync(editor, editor + "?handler=preview", Editor.Fields(await _writer.OpenAsync(editor), ("Body", "## A heading")));
        var page = await Browser.PageAsync(answer);

        page.QuerySelector("section .kb-body h2")!.TextContent.Should().Be("A heading");
        page.QuerySelector("textarea[name='Form.Body']")!.TextContent.Should().Be("## A heading");
        (await _writer.OpenAsync(editor)).QuerySelector("textarea[name='Form.Body']")!.TextContent.Should().Be("Text.");
    }

    [Fact]
    public async Task An_old_revision_is_compared_and_brought_back_as_a_new_one()
    {
        var editor = await Editor.CreateAsync(_writer, "Comes back", body: "The old text stands here.");
        (await Editor.SaveAsync(_writer, editor, ("Body", "The new text stands here."))).Dispose();
        (await Editor.SaveAsync(_writer, editor, ("Body", "The newest text stands here."))).Dispose();

        var compared = await _writer.OpenAsync(editor + "/revisions?before=1&after=3");
        compared.QuerySelector(".kb-difference del")!.TextContent.Should().Be("old");
        compared.QuerySelector(".kb-difference ins")!.TextContent.Should().Be("newest");

        var form = compared.QuerySelectorAll("form[action$='handler=restore']").Single(form => form.QuerySelector("[name=number]")!.GetAttribute("value") == "1");
        var fields = form.QuerySelectorAll("input[name]").Where(field => field.GetAttribute("name") != "__RequestVerificationToken").ToDictionary(field => field.GetAttribute("name")!, field => field.GetAttribute("value")!, StringComparer.Ordinal);
        using (var restored = await _writer.SendFormAsync(editor + "/revisions", editor + "/revisions?handler=restore", fields))
        {
            restored.StatusCode.Should().Be(HttpStatusCode.Redirect);
        }

        (await _guest.OpenAsync("/kb/a/comes-back")).QuerySelector(".kb-body")!.TextContent.Should().Contain("The old text");
        (await _writer.OpenAsync(editor + "/revisions")).QuerySelector(".kb-table tbody tr")!.TextContent.Should().Contain("as in 1");

        using var late = await _writer.SendFormAsync(editor + "/revisions", editor + "/revisions?handler=restore", fields);
        (await Browser.PageAsync(late)).QuerySelector(".desk-errors")!.TextContent.Should().Contain("Not restored");
    }

    [Fact]
    public async Task A_draft_is_deleted_for_ever_and_nothing_but_a_draft()
    {
        var editor = await Editor.CreateAsync(_writer, "Not for long");
        using (var refused = await _writer.SendFormAsync(editor, editor + "?handler=delete", []))
        {
            (await Browser.PageAsync(refused)).QuerySelector(".desk-errors li")!.TextContent.Should().StartWith("Only a draft can be deleted.");
        }

        (await KnowledgeDesk.StatusAsync(_guest, "/kb/a/not-for-long")).Should().Be(HttpStatusCode.OK);
        (await Editor.SaveAsync(_writer, editor, ("State", "draft"))).Dispose();
        using var deleted = await _writer.SendFormAsync(editor, editor + "?handler=delete", []);
        deleted.StatusCode.Should().Be(HttpStatusCode.Redirect);

        (await KnowledgeDesk.StatusAsync(_writer, editor)).Should().Be(HttpStatusCode.NotFound);
        (await KnowledgeDesk.StatusAsync(_writer, editor + "/revisions")).Should().Be(HttpStatusCode.NotFound);
        (await TitlesAsync("/kb/write?title=not+for+long")).Should().BeEmpty();
        (await _writer.OpenAsync(await Editor.CreateAsync(_writer, "Not for long"))).QuerySelector("#Form_Slug")!.GetAttribute("value").Should().Be("not-for-long");
    }

    [Fact]
    public async Task The_list_shows_what_is_lacking()
    {
        var editor = await Editor.CreateAsync(_writer, "Lonely in English", state: "draft");

        (await TitlesAsync("/kb/write?title=LONELY")).Should().Equal("Lonely in English");
        (await TitlesAsync("/kb/write?title=lonely&lacks=nl&state=draft")).Should().Equal("Lonely in English");
        (await TitlesAsync("/kb/write?title=lonely&lacks=en")).Should().BeEmpty();
        (await TitlesAsync("/kb/write?title=lonely&state=public")).Should().BeEmpty();
        (await _writer.OpenAsync("/kb/write?title=lonely")).QuerySelectorAll("a.kb-lacks").Select(link => link.TextContent).Should().Equal("NL", "FR", "JA");
        (await TitlesAsync("/kb/write?lacks=nl&state=public")).Should().Contain("Open and follow tickets from a script: API quick start");
        editor.Should().MatchRegex("^/kb/write/[0-9]+/en$");
    }

    private async Task<IEnumerable<string>> TitlesAsync(string path) =>
        (await _writer.OpenAsync(path)).QuerySelectorAll(".kb-cell-title").Select(cell => cell.TextContent.Trim());

    private static async Task<IEnumerable<string>> FoundAsync(Browser reader, string question) =>
        (await reader.OpenAsync("/kb/search?q=" + question)).QuerySelectorAll(".kb-found h2 a").Select(link => link.GetAttribute("href")!);
}
