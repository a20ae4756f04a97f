using System.Data.Common;
using Helpdesk.Testing;

namespace Helpdesk.Engine.Tests.Storage.Schema;

/// <summary>What a database says of its own tables, a line each: columns with type and nullability, keys, indexes. What migrations by hand make is not of the model.</summary>
internal static class Catalogue
{
    private const string Sqlite =
        """
        SELECT 'column ' || t.name || '.' || c.name || ' ' || c.type || CASE WHEN c."notnull" THEN ' not null' ELSE '' END
            || ' default ' || coalesce(c.dflt_value, 'none') || ' key ' || c.pk
        FROM sqlite_master t JOIN pragma_table_xinfo(t.name) c WHERE t.type = 'table' AND t.name <> 'desk_schema_history' AND t.name NOT LIKE 'desk\_search\_fts%' ESCAPE '\' AND t.name NOT LIKE 'desk\_ticket\_fts%' ESCAPE '\'
        UNION ALL
        SELECT 'index ' || t.name || ' ' || CASE i.origin WHEN 'c' THEN i.name ELSE i.origin END || CASE WHEN i."unique" THEN ' unique' ELSE '' END || ' partial ' || i.partial
            || ' (' || (SELECT group_concat(x.name || CASE WHEN x."desc" THEN ' desc' ELSE '' END || ' ' || x.coll, ', ') FROM pragma_index_xinfo(i.name) x WHERE x.key = 1) || ')'
        FROM sqlite_master t JOIN pragma_index_list(t.name) i WHERE t.type = 'table' AND t.name <> 'desk_schema_history' AND t.name NOT LIKE 'desk\_search\_fts%' ESCAPE '\' AND t.name NOT LIKE 'desk\_ticket\_fts%' ESCAPE '\'
        UNION ALL
        SELECT 'reference ' || t.name || '.' || f."from" || ' to ' || f."table" || '.' || f."to" || ' ' || f.on_delete
        FROM sqlite_master t JOIN pragma_foreign_key_list(t.name) f WHERE t.type = 'table'
        """;

    private const string Postgres =
        """
        SELECT 'column ' || c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || CASE WHEN a.attnotnull THEN ' not null' ELSE '' END
            || ' default ' || coalesce(pg_get_expr(d.adbin, d.adrelid), 'none') || ' identity ' || a.attidentity::text
        FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
        WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND c.relname <> 'desk_schema_history'
        UNION ALL
        SELECT 'index ' || indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename <> 'desk_schema_history' AND indexname NOT LIKE 'desk\_search\_fts%' AND indexname NOT LIKE 'desk\_ticket\_fts%'
        UNION ALL
        SELECT 'constraint ' || conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid)
        FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND conrelid <> coalesce(to_regclass('desk_schema_history'), 0)
        """;

    public static async Task<List<string>> ReadAsync(TestDatabase database)
    {
        await using var connection = await database.OpenAsync();
        return await ReadAsync(connection, database.Database.Provider switch
        {
            "sqlite" => Sqlite,
            "postgres" => Postgres,
            _ => throw new NotSupportedException($"Nobody has written down how {database.Database.Provider} is asked."),
        });
    }

    private static async Task<List<string>> ReadAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await reader.ReadAsync())
        {
            lines.Add(reader.GetString(0));
        }

        lines.Sort(StringComparer.Ordinal);
        return lines;
    }
}
