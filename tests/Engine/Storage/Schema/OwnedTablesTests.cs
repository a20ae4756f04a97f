using Helpdesk.Engine.Storage.Schema;
using Helpdesk.Testing;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Tests.Storage.Schema;

/// <summary>LP5: of a plugin that is deleted no table stays, and no table of anybody else goes.</summary>
public sealed class OwnedTablesTests
{
    public static TheoryData<string> Providers => TestDatabase.Providers;

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Tables_go_by_the_longest_prefix_in_whatever_order_they_refer_to_each_other(string provider)
    {
        await using var desk = await TestDesk.OpenAsync(provider);
        foreach (var sql in new[]
        {
            // The names sort before those they are referred to by, so the first attempt at each fails.
            "CREATE TABLE sla_a_parent (id bigint PRIMARY KEY)",
            "CREATE TABLE sla_b_child (id bigint PRIMARY KEY, parent_id bigint REFERENCES sla_a_parent (id))",
            "INSERT INTO sla_a_parent VALUES (1)",
            "INSERT INTO sla_b_child VALUES (1, 1)",
            "CREATE TABLE sla_billing_charge (id bigint PRIMARY KEY)",
            "CREATE TABLE slate_entry (id bigint PRIMARY KEY)",
            "INSERT INTO desk_schema_history VALUES ('sla', 'Begin')",
            "INSERT INTO desk_schema_history VALUES ('sla-billing', 'Begin')",
        })
        {
            await desk.Store.WriteAsync((unit, token) => unit.Desk.Database.ExecuteSqlRawAsync(sql, token), CancellationToken.None);
        }

        await desk.Store.WriteAsync((unit, token) => new OwnedTables(unit.Desk, desk.Store.Database).DropAsync("sla", token), CancellationToken.None);

        await using var tables = desk.Store.Read();
        var left = await tables.Database.SqlQueryRaw<string>(desk.Store.Database.TableNamesSql).ToListAsync();
        left.Should().Contain(["sla_billing_charge", "slate_entry", "desk_ticket", "desk_schema_history"]).And.NotContain(["sla_a_parent", "sla_b_child"]);
        (await MigrationHistory.OwnersAsync(tables, CancellationToken.None)).Should().BeEquivalentTo(["desk", "sla-billing"]);
    }

    [Fact]
    public async Task A_search_table_goes_with_what_stands_behind_it()
    {
        await using var desk = await TestDesk.OpenAsync("sqlite");
        await desk.Store.WriteAsync((unit, token) => unit.Desk.Database.ExecuteSqlRawAsync("CREATE VIRTUAL TABLE kb_search USING fts5 (words)", token), CancellationToken.None);
        await desk.Store.WriteAsync((unit, token) => unit.Desk.Database.ExecuteSqlRawAsync("INSERT INTO desk_schema_history VALUES ('kb', 'Begin')", token), CancellationToken.None);

        await desk.Store.WriteAsync((unit, token) => new OwnedTables(unit.Desk, desk.Store.Database).DropAsync("kb", token), CancellationToken.None);

        await using var tables = desk.Store.Read();
        (await tables.Database.SqlQueryRaw<long>("SELECT count(*) AS \"Value\" FROM sqlite_master WHERE name LIKE 'kb%'").ToListAsync()).Should().Equal(0);
    }
}
