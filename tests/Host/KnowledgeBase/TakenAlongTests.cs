using System.IO.Compression;
using System.Net;
using System.Text.Json.Nodes;
using AngleSharp.Html.Parser;

namespace Helpdesk.Host.Tests.KnowledgeBase;

/// <summary>What the plugin keeps about somebody stands in the copy of her data (GDPR articles 15 and 20).</summary>
[Collection(ReadersDesk.Name)]
[Trait("Kind", "slow")]
public sealed class TakenAlongTests(KnowledgeDesk knowledge)
{
    private const string Article = "/kb/a/webmail";

    [Fact]
    public async Task She_takes_along_of_which_articles_she_said_whether_they_helped()
    {
        using var customer = await knowledge.Desk.SignedInAsync(DemoPeople.Colleague);
        using (var said = await customer.SendFormAsync(Article, Article + "?handler=vote", [new("helpful", "false")]))
        {
            said.StatusCode.Should().Be(HttpStatusCode.Redirect);
        }

        using var answer = await customer.SendFormAsync("/account", "/account?handler=data", []);
        using var zip = new ZipArchive(new MemoryStream(await answer.Content.ReadAsByteArrayAsync()));

        var kept = JsonNode.Parse(await TextAsync(zip, "data.json"))!["plugins"]!["knowledge-base"]!;
        kept["votes"]!.AsArray().Select(vote => (vote!["article"]!.GetValue<string>(), vote["helpful"]!.GetValue<string>())).Should().Contain((Article, "false"));
        kept["articles"]!.AsArray().Should().BeEmpty("she writes none");
        var page = new HtmlParser().ParseDocument(await TextAsync(zip, "index.html"));
        page.QuerySelectorAll("h2").Select(heading => heading.TextContent).Should().Contain(["Knowledge base: texts written", "Knowledge base: what helped"]);
        page.QuerySelectorAll("dd").Select(text => text.TextContent).Should().Contain(Article);
    }

    private static async Task<string> TextAsync(ZipArchive zip, string name)
    {
        using var reader = new StreamReader(zip.GetEntry(name)!.Open());
        return await reader.ReadToEndAsync();
    }
}
