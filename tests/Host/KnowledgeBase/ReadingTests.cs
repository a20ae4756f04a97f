using System.Net;
using AngleSharp.Dom;

namespace Helpdesk.Host.Tests.KnowledgeBase;

/// <summary>Row E5: what customers, guests and staff read.</summary>
[Collection(ReadersDesk.Name)]
[Trait("Kind", "slow")]
public sealed class ReadingTests(KnowledgeDesk knowledge) : IDisposable
{
    private readonly Browser _guest = knowledge.Guest();

    public void Dispose() => _guest.Dispose();

    [Fact]
    public async Task A_guest_finds_her_way_from_the_shelves_to_an_article()
    {
        var home = await _guest.OpenAsync("/kb");
        home.QuerySelector("form[role=search]")!.GetAttribute("action").Should().Be("/kb/search");
        var shelf = home.QuerySelectorAll(".kb-shelf a").Single(link => link.TextContent == "E-mail");
        home.QuerySelectorAll(".kb-shelf").Single(card => card.TextContent.Contains("E-mail", StringComparison.Ordinal)).TextContent.Should().Contain("16 articles", "those of the categories below count as well");

        var category = await _guest.OpenAsync(shelf.GetAttribute("href")!);
        category.QuerySelectorAll(".kb-shelf a").Select(link => link.TextContent).Should().Equal("Mail on computer and phone", "Spam and forged senders");
        var article = await _guest.OpenAsync(category.QuerySelectorAll(".kb-lines a").Single(link => link.TextContent == "Forward your mail to another address").GetAttribute("href")!);

        article.QuerySelector("h1")!.TextContent.Should().Be("Forward your mail to another address");
        article.QuerySelectorAll(".breadcrumb a").Select(link => link.TextContent).Should().Equal("Knowledge base", "E-mail");
        article.QuerySelector(".kb-facts time")!.HasAttribute("datetime").Should().BeTrue();
        article.QuerySelector(".kb-facts")!.TextContent.Should().Contain("min read");
        article.QuerySelectorAll(".kb-related a").Should().NotBeEmpty();
        article.QuerySelectorAll("a[href^='/kb/write']").Should().BeEmpty();
    }

    [Fact]
    public async Task Every_article_of_the_demo_opens_in_each_of_its_languages_and_leads_to_others_that_open()
    {
        var known = new Dictionary<string, HttpStatusCode>(StringComparer.Ordinal);
        var waiting = new Queue<string>(["/kb"]);
        while (waiting.TryDequeue(out var path))
        {
            using var answer = await _guest.GetAsync(path);
            known[path] = answer.StatusCode;
            foreach (var link in (await Browser.PageAsync(answer)).QuerySelectorAll("main a[href^='/kb']").Select(link => link.GetAttribute("href")!.Split('#')[0]))
            {
                if (known.TryAdd(link, HttpStatusCode.OK))
                {
                    waiting.Enqueue(link);
                }
            }
        }

        known.Where(page => page.Value != HttpStatusCode.OK).Should().BeEmpty();
        known.Keys.Count(path => path.StartsWith("/kb/a/", StringComparison.Ordinal) && !path.Contains('?', StringComparison.Ordinal)).Should().Be(61);
    }

    [Fact]
    public async Task A_heading_of_the_contents_leads_to_its_place()
    {
        var article = await _guest.OpenAsync($"/kb/a/{KnowledgeDesk.Public}");

        var targets = article.QuerySelectorAll(".kb-contents a").Select(link => link.GetAttribute("href")![1..]).ToList();
        targets.Should().HaveCount(3).And.OnlyContain(id => article.GetElementById(id) != null);
        article.QuerySelectorAll("main h1").Should().ContainSingle("headings go down in order");
    }

    [Fact]
    public async Task The_language_is_the_readers_and_every_piece_says_which_it_is()
    {
        var article = await OpenAsync("fr", $"/kb/a/{KnowledgeDesk.Public}");

        article.DocumentElement.GetAttribute("lang").Should().Be("fr");
        article.QuerySelector(".kb-body")!.GetAttribute("lang").Should().Be("fr");
        article.QuerySelectorAll(".alert").Should().BeEmpty();

        var japanese = await OpenAsync("fr", article.QuerySelectorAll(".kb-languages a").Single(link => link.GetAttribute("lang") == "ja").GetAttribute("href")!);
        japanese.DocumentElement.GetAttribute("lang").Should().Be("fr");
        japanese.QuerySelector("h1")!.GetAttribute("lang").Should().Be("ja");
        japanese.QuerySelector("h1")!.TextContent.Should().Be("パスワードを忘れたときの再設定方法");
        japanese.QuerySelectorAll(".alert").Should().BeEmpty("she asked for it");
    }

    [Fact]
    public async Task An_article_that_is_not_there_in_her_language_is_shown_in_another_and_says_so()
    {
        var article = await OpenAsync("nl", $"/kb/a/{KnowledgeDesk.EnglishOnly}");

        article.QuerySelector(".alert")!.TextContent.Trim().Should().Be("Dit artikel is er niet in uw taal. U ziet het in deze taal: Engels.");
        article.QuerySelector(".kb-body")!.GetAttribute("lang").Should().Be("en");
        (await OpenAsync("nl", "/kb/c/support")).QuerySelector($"a[href='/kb/a/{KnowledgeDesk.EnglishOnly}']")!.GetAttribute("lang").Should().Be("en");
    }

    [Theory]
    [InlineData("/kb/a/" + KnowledgeDesk.Internal)]
    [InlineData("/kb/c/for-the-team")]
    [InlineData("/kb/a/never-was")]
    [InlineData("/kb/c/never-was")]
    [InlineData("/kb/images/1")]
    public async Task LQ7_What_is_for_staff_is_to_others_as_if_it_were_not_there(string path)
    {
        using var customer = await knowledge.Desk.SignedInAsync(DemoPeople.Customer);

        (await KnowledgeDesk.StatusAsync(_guest, path)).Should().Be(HttpStatusCode.NotFound);
        (await KnowledgeDesk.StatusAsync(customer, path)).Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task LQ7_What_is_for_staff_is_neither_found_nor_counted_nor_related_for_others()
    {
        using var agent = await knowledge.Desk.SignedInAsync(DemoPeople.Agent);
        (await agent.OpenAsync("/kb/search?q=Escalate+a+hotfix")).QuerySelectorAll("h2 a").Select(link => link.GetAttribute("href")).Should().Contain($"/kb/a/{KnowledgeDesk.Internal}");
        (await agent.OpenAsync("/kb")).QuerySelector("main")!.TextContent.Should().Contain("For the team");

        (await _guest.OpenAsync("/kb/search?q=Escalate+a+hotfix")).DocumentElement.OuterHtml.Should().NotContain(KnowledgeDesk.Internal);
        (await _guest.OpenAsync("/kb")).QuerySelector("main")!.TextContent.Should().NotContain("For the team");
        (await _guest.OpenAsync("/kb/a/what-support-covers")).DocumentElement.OuterHtml.Should().NotContain(KnowledgeDesk.Internal);
    }

    [Fact]
    public async Task Staff_read_where_they_work_and_see_what_is_for_them_alone()
    {
        using var agent = await knowledge.Desk.SignedInAsync(DemoPeople.Agent);

        var article = await agent.OpenAsync($"/kb/a/{KnowledgeDesk.Internal}");

        article.QuerySelector(".kb-article-head .badge")!.TextContent.Should().Be("For staff only");
        article.QuerySelector("nav a[href='/agent']").Should().NotBeNull();
        (await agent.OpenAsync($"/kb/a/{KnowledgeDesk.Public}")).QuerySelectorAll(".kb-article-head .badge").Should().BeEmpty();
    }

    [Theory]
    [InlineData("xyzzy")]
    [InlineData("\"(*")]
    [InlineData("<xyzzy qwxzv>")]
    public async Task Who_finds_nothing_is_shown_the_next_step(string question)
    {
        var page = await _guest.OpenAsync("/kb/search?q=" + Uri.EscapeDataString(question));

        page.QuerySelector(".empty-title")!.TextContent.Should().Be($"Nothing found for “{question}”.");
        page.QuerySelector(".empty a.btn")!.GetAttribute("href").Should().Be("/tickets/new");
        page.QuerySelector("#kb-q")!.GetAttribute("value").Should().Be(question);
    }

    [Fact]
    public async Task What_is_found_comes_in_pages_and_none_is_there_twice()
    {
        var found = new List<string>();
        for (var next = "/kb/search?q=mail"; next is not null;)
        {
            var page = await _guest.OpenAsync(next);
            found.AddRange(page.QuerySelectorAll(".kb-found h2 a").Select(link => link.GetAttribute("href")!));
            next = page.QuerySelector("a[rel=next]")?.GetAttribute("href");
        }

        found.Should().OnlyHaveUniqueItems().And.HaveCountGreaterThan(15);
        (await _guest.OpenAsync("/kb/search?q=mail")).QuerySelector("[role=status]")!.TextContent.Should().Be($"{found.Count} articles for “mail”");
        (await _guest.OpenAsync("/kb/search?q=mail&page-number=-3")).QuerySelectorAll(".kb-found h2 a").Should().NotBeEmpty();
    }

    [Fact]
    public async Task The_home_page_of_customers_has_the_search_and_the_menus_have_the_link()
    {
        using var customer = await knowledge.Desk.SignedInAsync(DemoPeople.Customer);
        using var agent = await knowledge.Desk.SignedInAsync(DemoPeople.Agent);

        var home = await customer.OpenAsync("/");
        home.QuerySelector("main form[action='/kb/search'] input[name=q]").Should().NotBeNull();
        home.QuerySelector("nav a[href='/kb']")!.TextContent.Should().Be("Knowledge base");
        (await agent.OpenAsync("/agent")).QuerySelector("nav a[href='/kb']").Should().NotBeNull();
    }

    [Fact]
    public async Task Nothing_on_a_page_needs_a_script_or_style_inside_it()
    {
        foreach (var path in new[] { "/kb", $"/kb/a/{KnowledgeDesk.Public}", "/kb/search?q=mail", "/kb/c/e-mail" })
        {
            var page = await _guest.OpenAsync(path);
            page.QuerySelectorAll("script:not([src]), style, [style], [onclick]").Should().BeEmpty(path);
            page.QuerySelectorAll("[data-kb-print]:not([hidden])").Should().BeEmpty("without a script it would do nothing");
            foreach (var file in page.QuerySelectorAll("link[rel=stylesheet][href^='/_plugins'], script[src^='/_plugins']").Select(file => file.GetAttribute("href") ?? file.GetAttribute("src")!))
            {
                (await KnowledgeDesk.StatusAsync(_guest, file)).Should().Be(HttpStatusCode.OK);
            }
        }
    }

    private async Task<IDocument> OpenAsync(string language, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.AcceptLanguage.ParseAdd(language);
        using var answer = await _guest.SendAsync(request);
        answer.StatusCode.Should().Be(HttpStatusCode.OK, path);
        return await Browser.PageAsync(answer);
    }
}
