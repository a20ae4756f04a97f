using System.Data.Common;
using Helpdesk.Engine.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Host.Tests;

/// <summary>The tables of a plugin with their columns, indexes and foreign keys, as SQLite tells them: as its model has them, and as its migrations left them.</summary>
internal static class PluginShape
{
    private const string Shape =
        """
        SELECT m.name || '.' || c.name || ' ' || c.type || ' ' || c."notnull" || ' ' || c.pk FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name LIKE $begin
        UNION ALL SELECT m.name || ' ' || i.name || ' ' || i."unique" || ' ' || (SELECT group_concat(x.name) FROM pragma_index_info(i.name) x) FROM sqlite_master m JOIN pragma_index_list(m.name) i WHERE m.name LIKE $begin
        UNION ALL SELECT m.name || ' ' || f."from" || ' ' || f."table" || ' ' || f."to" || ' ' || f.on_delete FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) f WHERE m.name LIKE $begin
        ORDER BY 1
        """;

    public static async Task<(IReadOnlyList<string> FromModel, IReadOnlyList<string> Migrated)> ReadAsync(RunningDesk desk, string plugin)
    {
        using var lease = desk.Generations.Lease();
        await using var tables = lease.Generation.Services.GetRequiredService<DeskStore>()
            .Tables(lease.Generation.Contributions.Plugins.Single(contributions => contributions.PluginId == plugin).Tables.Single());
        await using var fresh = new SqliteConnection("Data Source=:memory:");
        await fresh.OpenAsync();
        await using (var command = fresh.CreateCommand())
        {
            command.CommandText = tables.Database.GenerateCreateScript();
            await command.ExecuteNonQueryAsync();
        }

        await tables.Database.OpenConnectionAsync();
        var begin = plugin.Replace('-', '_') + "_%";
        return (await LinesAsync(fresh, begin), await LinesAsync(tables.Database.GetDbConnection(), begin));
    }

    private static async Task<IReadOnlyList<string>> LinesAsync(DbConnection connection, string begin)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Shape;
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ("$begin", begin);
        command.Parameters.Add(parameter);
        await using var reader = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await reader.ReadAsync())
        {
            lines.Add(reader.GetString(0));
        }

        return [.. lines.Order(StringComparer.Ordinal)];
    }
}
