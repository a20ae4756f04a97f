using System.IO.Compression;
using System.Net;
using System.Text.Json.Nodes;
using AngleSharp.Html.Parser;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Storage;
using Helpdesk.Host.Api;
using Helpdesk.Host.Privacy;
using Helpdesk.Host.Tests.Api;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Host.Tests.Privacy;

/// <summary>What the desk knows of a person, as a file for her (GDPR articles 15 and 20).</summary>
[Trait("Kind", "slow")]
public sealed class PersonalDataTests : IAsyncLifetime
{
    private RunningDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await RunningDesk.StartAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task She_takes_along_all_that_is_hers_and_nothing_that_is_not_for_her()
    {
        using var customer = await _desk.SignedInAsync(DemoPeople.Customer);
        var number = await PrepareAsync();

        using var zip = await TakeAsync(customer, "/account", "/account?handler=data");
        var data = JsonNode.Parse(await TextAsync(zip, "data.json"))!;
        data["person"]![0]!["address"]!.GetValue<string>().Should().Be(DemoPeople.Customer);
        data["organisations"]!.AsArray().Should().NotBeEmpty();
        data["sessions"]!.AsArray().Should().ContainSingle();
        var ticket = data["tickets"]!.AsArray().Single(one => one!["ticket"]!.GetValue<string>() == number)!;
        ticket["messages"]!.AsArray().Select(message => (message!["text"]!.GetValue<string>(), message["own"]!.GetValue<bool>())).Should().Equal(("It is **gone**.", true), ("We look into it.", false));
        var file = ticket["messages"]![0]!["files"]![0]!.GetValue<string>();
        (await TextAsync(zip, file)).Should().Be("the log");

        var whole = data.ToJsonString();
        whole.Should().NotContain("For staff alone", "notes are not for her");
        await using var tables = _desk.Services.GetRequiredService<DeskStore>().Read();
        var person = await tables.People.SingleAsync(p => p.Address == DemoPeople.Customer);
        whole.Should().NotContain(person.PasswordHash).And.NotContain(person.SecurityStamp);
        (await tables.Audit.OrderByDescending(a => a.Id).Select(a => a.Act).FirstAsync()).Should().Be("person.export-data");
    }

    [Fact]
    public async Task People_read_it_in_their_language_and_what_was_typed_stays_text()
    {
        using var customer = await _desk.SignedInAsync(DemoPeople.Customer);
        using (await customer.SendFormAsync("/account", "/language", [new("language", "fr"), new("returnUrl", "/account")]))
        {
        }

        await Tickets.OpenAsync(customer, "<script>alert(1)</script>");
        using var zip = await TakeAsync(customer, "/account", "/account?handler=data");
        var html = await TextAsync(zip, "index.html");
        var page = new HtmlParser().ParseDocument(html);
        page.DocumentElement.GetAttribute("lang").Should().Be("fr");
        page.QuerySelectorAll("h2").Select(heading => heading.TextContent).Should().Contain("E-mails envoyés").And.NotContain(heading => heading.StartsWith("account.", StringComparison.Ordinal));
        page.QuerySelectorAll("dt").Select(term => term.TextContent).Should().NotContain(term => term.StartsWith("account.", StringComparison.Ordinal));
        page.QuerySelectorAll("script").Should().BeEmpty();
        page.Body!.TextContent.Should().Contain("<script>alert(1)</script>");
    }

    [Fact]
    public async Task Nothing_of_it_lies_about_even_while_it_is_made_and_nobody_else_gets_any()
    {
        await using var scope = _desk.Generations.Current.Services.CreateAsyncScope();
        var data = scope.ServiceProvider.GetRequiredService<PersonalDataFile>();
        var (customer, agent) = (await ActorAsync(DemoPeople.Customer), await ActorAsync(DemoPeople.Agent));

        await using (var file = await data.MakeAsync(customer.PersonId!.Value, customer, default))
        {
            file!.Length.Should().BePositive();
            Directory.EnumerateFileSystemEntries(Path.Combine(_desk.DataDirectory, "incoming")).Should().BeEmpty("a desk that is killed now leaves nothing");
        }

        (await data.MakeAsync(customer.PersonId.Value, agent, default)).Should().BeNull();
        (await data.MakeAsync(customer.PersonId.Value, customer with { OnlyTicket = 1 }, default)).Should().BeNull();
    }

    [Fact]
    public async Task Administrators_take_it_out_for_whoever_asks_them()
    {
        using var administrator = await _desk.SignedInAsync(DemoPeople.Administrator);
        var path = (await administrator.OpenAsync("/admin/people?search=customer%40")).QuerySelector($"tr[data-person='{DemoPeople.Customer}'] a")!.GetAttribute("href")!;
        using (var zip = await TakeAsync(administrator, path, path + "?handler=data"))
        {
            JsonNode.Parse(await TextAsync(zip, "data.json"))!["person"]![0]!["address"]!.GetValue<string>().Should().Be(DemoPeople.Customer);
        }

        using var nobody = await administrator.SendFormAsync(path, "/admin/people/1?handler=data", []);
        nobody.StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    /// <returns>The number of a ticket of hers.</returns>
    private async Task<string> PrepareAsync()
    {
        using var owner = await ClientAsync(DemoPeople.Customer);
        using var agent = await ClientAsync(DemoPeople.Agent);
        var file = (await owner.UploadAsync("log.txt", "the log"u8.ToArray())).Text("id");
        var number = (await owner.PostAsync("/api/v1/tickets", new { subject = "My site", body = "It is **gone**.", department = "support", attachments = new[] { file } })).Text("number");
        await agent.PostAsync($"/api/v1/tickets/{number}/messages", new { kind = "note", body = "For staff alone." });
        await agent.PostAsync($"/api/v1/tickets/{number}/messages", new { kind = "reply", body = "We look into it." });
        return number;
    }

    private async Task<ApiClient> ClientAsync(string address) => new(
        _desk, await _desk.Services.GetRequiredService<ApiTokens>().CreateAsync((await ActorAsync(address)).PersonId!.Value, [ApiScopes.Tickets], Actor.System, CancellationToken.None));

    private async Task<Actor> ActorAsync(string address)
    {
        await using var tables = _desk.Services.GetRequiredService<DeskStore>().Read();
        var person = await tables.People.SingleAsync(p => p.Address == address);
        return new Actor(person.Id, person.Role, "web");
    }

    private static async Task<ZipArchive> TakeAsync(Browser browser, string page, string action)
    {
        using var answer = await browser.SendFormAsync(page, action, []);
        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        answer.Content.Headers.ContentDisposition!.DispositionType.Should().Be("attachment");
        return new ZipArchive(new MemoryStream(await answer.Content.ReadAsByteArrayAsync()));
    }

    private static async Task<string> TextAsync(ZipArchive zip, string name)
    {
        using var reader = new StreamReader(zip.GetEntry(name)!.Open());
        return await reader.ReadToEndAsync();
    }
}
