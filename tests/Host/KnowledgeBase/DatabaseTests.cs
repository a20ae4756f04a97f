using System.Data.Common;
using System.Net;
using Helpdesk.Engine.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Host.Tests.KnowledgeBase;

/// <summary>The tables, and the same journey on the other database.</summary>
[Trait("Kind", "slow")]
public sealed class DatabaseTests
{
    /// <summary>Tables with their columns, indexes and foreign keys, as SQLite tells them.</summary>
    private const string Shape =
        """
        SELECT m.name || '.' || c.name || ' ' || c.type || ' ' || c."notnull" || ' ' || c.pk FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name LIKE 'knowledge_base_%'
        UNION ALL SELECT m.name || ' ' || i.name || ' ' || i."unique" || ' ' || (SELECT group_concat(x.name) FROM pragma_index_info(i.name) x) FROM sqlite_master m JOIN pragma_index_list(m.name) i WHERE m.name LIKE 'knowledge_base_%'
        UNION ALL SELECT m.name || ' ' || f."from" || ' ' || f."table" || ' ' || f."to" || ' ' || f.on_delete FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) f WHERE m.name LIKE 'knowledge_base_%'
        ORDER BY 1
        """;

    [Fact]
    public async Task The_tables_from_the_migrations_are_those_of_the_model()
    {
        await using var desk = await KnowledgeDesk.StartAsync();
        using var lease = desk.Generations.Lease();
        await using var tables = lease.Generation.Services.GetRequiredService<DeskStore>()
            .Tables(lease.Generation.Contributions.Plugins.Single(plugin => plugin.PluginId == KnowledgeDesk.Plugin).Tables.Single());
        await using var fresh = new SqliteConnection("Data Source=:memory:");
        await fresh.OpenAsync();
        await ExecuteAsync(fresh, tables.Database.GenerateCreateScript());

        var fromModel = await ReadAsync(fresh);
        var migrated = tables.Database.GetDbConnection();
        await tables.Database.OpenConnectionAsync();

        fromModel.Should().HaveCountGreaterThan(60);
        (await ReadAsync(migrated)).Should().Equal(fromModel);
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

    private static async Task ExecuteAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<List<string>> ReadAsync(DbConnection connection)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Shape;
        await using var reader = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await reader.ReadAsync())
        {
            lines.Add(reader.GetString(0));
        }

        return [.. lines.Order(StringComparer.Ordinal)];
    }
}
