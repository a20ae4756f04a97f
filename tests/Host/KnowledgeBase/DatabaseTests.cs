using System.Net;

namespace Helpdesk.Host.Tests.KnowledgeBase;

/// <summary>The tables, and the same journey on the other database.</summary>
[Trait("Kind", "slow")]
public sealed class DatabaseTests
{
    [Fact]
    public async Task The_tables_from_the_migrations_are_those_of_the_model()
    {
        await using var desk = await KnowledgeDesk.StartAsync();

        var (fromModel, migrated) = await PluginShape.ReadAsync(desk, KnowledgeDesk.Plugin);

        fromModel.Should().HaveCountGreaterThan(60);
        migrated.Should().Equal(fromModel);
    }

    [SkippableFact]
    public async Task On_PostgreSQL_an_article_is_written_found_voted_on_and_changed()
    {
        await using var database = await TestDatabase.CreateAsync("postgres");
        await using var desk = await KnowledgeDesk.StartAsync(["--Database:Provider=postgres", $"--Database:ConnectionString={database.ConnectionString}"]);
        using var writer = await desk.SignedInAsync(DemoPeople.Administrator);
        using var guest = new Browser(desk.Address);

        var editor = await Editor.CreateAsync(writer, "Zeppelin hosting explained");
        using (var uploaded = await Editor.UploadAsync(writer, editor, "z.gif", "GIF89a"u8.ToArray()))
        {
            var image = (await Browser.PageAsync(uploaded)).QuerySelector(".kb-images img")!.GetAttribute("src")!;
            (await KnowledgeDesk.StatusAsync(guest, image)).Should().Be(HttpStatusCode.OK);
        }

        (await guest.OpenAsync("/kb/search?q=zeppelin")).QuerySelectorAll(".kb-found li").Should().ContainSingle();
        (await guest.OpenAsync("/kb")).QuerySelector("[aria-labelledby=kb-newest] a")!.TextContent.Should().Be("Zeppelin hosting explained");
        const string address = "/kb/a/zeppelin-hosting-explained";
        (await guest.SendFormAsync(address, address + "?handler=vote", [new("helpful", "true")])).Dispose();
        (await guest.SendFormAsync(address, address + "?handler=vote", [new("helpful", "false")])).Dispose();
        (await writer.OpenAsync("/kb/write?title=zeppelin")).QuerySelector("td[data-label=Helpful]")!.TextContent.Should().Be("0 yes, 1 no");

        (await Editor.SaveAsync(writer, editor, ("Slug", "zeppelins"), ("Body", "Changed."), ("State", "internal"))).Dispose();
        (await KnowledgeDesk.StatusAsync(guest, "/kb/a/zeppelins")).Should().Be(HttpStatusCode.NotFound);
        (await guest.OpenAsync("/kb/search?q=zeppelin")).QuerySelectorAll(".kb-found li").Should().BeEmpty();
        (await writer.OpenAsync("/kb/a/zeppelins")).QuerySelector(".kb-body")!.TextContent.Trim().Should().Be("Changed.");
    }
}
