using System.Net;
using AngleSharp.Html.Dom;

namespace Helpdesk.Host.Tests.KnowledgeBase;

/// <summary>Row E5: whether an article helped; one voice for each reader, who may change her mind.</summary>
[Collection(ReadersDesk.Name)]
[Trait("Kind", "slow")]
public sealed class VoteTests(KnowledgeDesk knowledge)
{
    private const string Article = "/kb/a/webmail";

    [Fact]
    public async Task A_guest_says_it_helped_and_changes_her_mind()
    {
        using var guest = knowledge.Guest();
        Pressed(await guest.OpenAsync(Article)).Should().BeNull();
        guest.Cookies.Keys.Should().NotContain("kb-reader", "who says nothing is not marked");

        await VoteAsync(guest, helpful: true);
        Pressed(await guest.OpenAsync(Article)).Should().Be("Yes");

        await VoteAsync(guest, helpful: false);
        var page = await guest.OpenAsync(Article);
        Pressed(page).Should().Be("No");
        page.QuerySelector("#kb-vote [role=status] a")!.GetAttribute("href").Should().Be("/tickets/new");

        using var another = knowledge.Guest();
        Pressed(await another.OpenAsync(Article)).Should().BeNull();
    }

    [Fact]
    public async Task A_person_has_one_voice_in_every_browser_and_the_most_helpful_are_shown_first()
    {
        const string article = "/kb/a/set-up-dnssec";
        for (var voice = 0; voice < 20; voice++)
        {
            using var guest = knowledge.Guest();
            await VoteAsync(guest, helpful: true, article);
        }

        using var here = await knowledge.Desk.SignedInAsync(DemoPeople.Customer);
        using var there = await knowledge.Desk.SignedInAsync(DemoPeople.Customer);
        await VoteAsync(here, helpful: true, article);
        await VoteAsync(there, helpful: true, article);

        Pressed(await there.OpenAsync(article)).Should().Be("Yes");
        (await here.OpenAsync("/kb")).QuerySelector("[aria-labelledby=kb-helpful] a")!.GetAttribute("href").Should().Be(article);
    }

    [Fact]
    public async Task LX5_Nothing_is_counted_by_opening_an_address_or_by_a_form_that_is_not_ours()
    {
        using var guest = knowledge.Guest();

        (await guest.OpenAsync($"{Article}?handler=vote&helpful=true")).QuerySelector("#kb-vote [aria-pressed=true]").Should().BeNull();
        using var forged = await guest.SendAsync(new HttpRequestMessage(HttpMethod.Post, $"{Article}?handler=vote") { Content = new FormUrlEncodedContent([new("helpful", "true")]) });

        forged.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        Pressed(await guest.OpenAsync(Article)).Should().BeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("perhaps")]
    public async Task What_is_neither_yes_nor_no_is_not_counted(string said)
    {
        using var guest = knowledge.Guest();

        using var answer = await guest.SendFormAsync(Article, Article + "?handler=vote", [new("helpful", said)]);

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task An_article_for_staff_takes_no_vote_of_others()
    {
        using var guest = knowledge.Guest();

        using var answer = await guest.SendFormAsync(Article, $"/kb/a/{KnowledgeDesk.Internal}?handler=vote", [new("helpful", "true")]);

        answer.StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    private static async Task VoteAsync(Browser reader, bool helpful, string article = Article)
    {
        using var answer = await reader.SendFormAsync(article, article + "?handler=vote", [new("helpful", helpful ? "true" : "false")]);
        answer.StatusCode.Should().Be(HttpStatusCode.Redirect);
        answer.Headers.Location!.OriginalString.Should().Be(article + "#kb-vote");
    }

    private static string? Pressed(IHtmlDocument page) => page.QuerySelector("#kb-vote [aria-pressed=true]")?.TextContent;
}
