using System.Diagnostics;
using Microsoft.Data.Sqlite;
using MimeKit;

namespace Helpdesk.Bench.Mails;

/// <summary>
/// Each mail parsed by MimeKit, its text and files decoded, and the very rows that the desk has made of all of them written by hand: in one transaction
/// a mail, one connection, statements prepared once, <c>synchronous=FULL</c> on the same disk.
/// </summary>
internal static class TwinMails
{
    /// <param name="desk">The desk's database, where its work is done.</param>
    /// <param name="before">How many rows each table had before.</param>
    /// <returns>CPU time of all of it, and how many rows there were.</returns>
    public static (TimeSpan Cpu, long Rows) Take(IReadOnlyList<byte[]> mails, string desk, IReadOnlyDictionary<string, long> before, string file)
    {
        var tables = Tables(desk).Select(table => Read(desk, table, before)).Where(table => table.Rows.Count > 0).ToList();
        File.Delete(file);
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        Run(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
        foreach (var (_, sql) in tables.SelectMany(table => table.Schema.Select(statement => (table.Name, statement))))
        {
            Run(connection, sql);
        }

        var inserts = tables.ConvertAll(table => Insert(connection, table));
        var process = Process.GetCurrentProcess();
        var began = process.TotalProcessorTime;
        for (var number = 0; number < mails.Count; number++)
        {
            Parse(mails[number]);
            using var transaction = connection.BeginTransaction(deferred: false);
            for (var i = 0; i < tables.Count; i++)
            {
                var rows = tables[i].Rows;
                inserts[i].Transaction = transaction;
                for (var row = (long)number * rows.Count / mails.Count; row < (number + 1L) * rows.Count / mails.Count; row++)
                {
                    for (var column = 0; column < rows[(int)row].Length; column++)
                    {
                        inserts[i].Parameters[column].Value = rows[(int)row][column];
                    }

                    inserts[i].ExecuteNonQuery();
                }
            }

            transaction.Commit();
        }

        process.Refresh();
        inserts.ForEach(insert => insert.Dispose());
        return (process.TotalProcessorTime - began, tables.Sum(table => (long)table.Rows.Count));
    }

    public static IReadOnlyDictionary<string, long> Count(string desk) => Tables(desk).ToDictionary(
        table => table,
        table =>
        {
            using var connection = Open(desk);
            using var command = connection.CreateCommand();
            command.CommandText = $"SELECT count(*) FROM \"{table}\"";
            return (long)command.ExecuteScalar()!;
        },
        StringComparer.Ordinal);

    private static void Parse(byte[] mail)
    {
        using var stream = new MemoryStream(mail, writable: false);
        try
        {
            using var message = MimeMessage.Load(stream);
            _ = (message.TextBody, message.HtmlBody, message.Subject, message.From.Count);
            foreach (var part in message.BodyParts.OfType<MimePart>().Where(part => part is not TextPart))
            {
                part.Content?.DecodeTo(Stream.Null);
            }
        }
        catch (FormatException)
        {
            // The desk keeps such a mail as it stands.
        }
    }

    private static List<string> Tables(string desk)
    {
        using var connection = Open(desk);
        return Strings(connection, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND sql NOT LIKE '%VIRTUAL%' AND name NOT LIKE '%_fts%' ORDER BY name");
    }

    private static Table Read(string desk, string name, IReadOnlyDictionary<string, long> before)
    {
        using var connection = Open(desk);
        var schema = Strings(connection, $"SELECT sql FROM sqlite_master WHERE tbl_name = '{name}' AND type IN ('table', 'index') AND sql IS NOT NULL ORDER BY type DESC");
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT * FROM \"{name}\" LIMIT -1 OFFSET {before.GetValueOrDefault(name)}";
        using var reader = command.ExecuteReader();
        var rows = new List<object[]>();
        while (reader.Read())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }

        return new Table(name, schema, reader.FieldCount, rows);
    }

    private static SqliteCommand Insert(SqliteConnection connection, Table table)
    {
        var command = connection.CreateCommand();
        var names = Enumerable.Range(0, table.Columns).Select(column => $"$c{column}").ToList();
        command.CommandText = $"INSERT OR IGNORE INTO \"{table.Name}\" VALUES ({string.Join(", ", names)})";
        names.ForEach(name => command.Parameters.Add(new SqliteParameter(name, value: null)));
        return command;
    }

    private static SqliteConnection Open(string desk)
    {
        var connection = new SqliteConnection($"Data Source={desk};Mode=ReadOnly;Pooling=False");
        connection.Open();
        return connection;
    }

    private static List<string> Strings(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var found = new List<string>();
        while (reader.Read())
        {
            found.Add(reader.GetString(0));
        }

        return found;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private sealed record Table(string Name, IReadOnlyList<string> Schema, int Columns, IReadOnlyList<object[]> Rows);
}
