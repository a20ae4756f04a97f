using System.Data;
using System.Data.Common;
using Helpdesk.Testing;
using Microsoft.Data.Sqlite;

namespace Helpdesk.Engine.Tests.Storage;

/// <summary>Sessions of SQLite that are used again, with their statements: nobody notices those who were there before.</summary>
public sealed class LendingTests : IAsyncLifetime
{
    private readonly TestDatabase _database = TestDatabase.Sqlite();

    public Task InitializeAsync() => RunAsync("CREATE TABLE drawer (name TEXT NOT NULL PRIMARY KEY, content BLOB)");

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task A_statement_used_again_has_forgotten_what_it_was_given()
    {
        await PutAsync("a", [1]);
        await PutAsync("b", [2]);

        (await RunAsync("SELECT count(*) FROM drawer WHERE name = $name", ("$name", "a"))).Should().Be(1L);
        (await RunAsync("SELECT count(*) FROM drawer WHERE name = $name", ("$name", "c"))).Should().Be(0L);
        var without = () => RunAsync("SELECT count(*) FROM drawer WHERE name = $name");
        await without.Should().ThrowAsync<InvalidOperationException>("a parameter is missing");
    }

    [Fact]
    public async Task A_statement_that_failed_can_be_said_again()
    {
        await PutAsync("a", [1]);
        for (var i = 0; i < 3; i++)
        {
            var again = () => PutAsync("a", [1]);
            (await again.Should().ThrowAsync<SqliteException>()).Which.SqliteErrorCode.Should().Be(19);
        }

        await PutAsync("b", [1]);
        (await RunAsync("SELECT count(*) FROM drawer")).Should().Be(2L);
    }

    [Fact]
    public async Task A_change_of_the_schema_is_seen_by_statements_that_were_prepared_before()
    {
        await PutAsync("a", [1]);
        (await RunAsync("SELECT count(*) FROM drawer")).Should().Be(1L);
        await RunAsync("DROP TABLE drawer");
        await RunAsync("CREATE TABLE drawer (size INTEGER, name TEXT NOT NULL, content BLOB)");

        (await RunAsync("SELECT count(*) FROM drawer")).Should().Be(0L);
        await PutAsync("a", [1]);
        (await RunAsync("SELECT size FROM drawer")).Should().Be(DBNull.Value);
    }

    [Fact]
    public async Task Who_leaves_in_the_middle_leaves_nothing_behind()
    {
        await PutAsync("a", [1]);
        await using (var connection = await _database.OpenAsync())
        {
            await connection.BeginTransactionAsync();
            await DoAsync(connection, "DELETE FROM drawer");
            var reader = await Command(connection, "SELECT name FROM sqlite_schema").ExecuteReaderAsync();
            await reader.ReadAsync();
        }

        (await RunAsync("SELECT count(*) FROM drawer")).Should().Be(1L, "what was not committed is rolled back");
        await PutAsync("b", [2]);
    }

    [Fact]
    public async Task Two_readers_of_one_statement_on_one_connection_have_one_each()
    {
        await PutAsync("a", [1]);
        await PutAsync("b", [2]);
        await using var connection = await _database.OpenAsync();
        await using var first = await Command(connection, "SELECT name FROM drawer ORDER BY name").ExecuteReaderAsync();
        await first.ReadAsync();
        await using var second = await Command(connection, "SELECT name FROM drawer ORDER BY name").ExecuteReaderAsync();
        await second.ReadAsync();
        await first.ReadAsync();

        (first.GetString(0), second.GetString(0)).Should().Be(("b", "a"));
    }

    [Fact]
    public async Task What_was_cut_off_is_whole_again_for_the_next()
    {
        await using (var connection = await _database.OpenAsync())
        {
            await _database.Database.CutOffAsync(connection);
            var endless = () => DoAsync(connection, "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n");
            (await endless.Should().ThrowAsync<SqliteException>()).Which.SqliteErrorCode.Should().Be(9, "it is interrupted");
        }

        await PutAsync("a", [1]);
        (await RunAsync("SELECT count(*) FROM drawer")).Should().Be(1L);
    }

    [Fact]
    public async Task What_belongs_to_a_transaction_is_not_done_after_it()
    {
        await using var connection = await _database.OpenAsync();
        await using var command = Command(connection, "INSERT INTO drawer (name) VALUES ('late')");
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            command.Transaction = transaction;
        }

        var late = () => command.ExecuteNonQueryAsync();
        await late.Should().ThrowAsync<InvalidOperationException>();
        (await RunAsync("SELECT count(*) FROM drawer")).Should().Be(0L);
    }

    [Fact]
    public async Task A_closed_connection_says_so()
    {
        var connection = _database.Database.CreateConnection();
        await connection.OpenAsync();
        connection.State.Should().Be(ConnectionState.Open);
        await connection.CloseAsync();

        connection.State.Should().Be(ConnectionState.Closed);
        var use = () => DoAsync(connection, "SELECT 1");
        await use.Should().ThrowAsync<InvalidOperationException>();
    }

    private Task<object?> PutAsync(string name, byte[] content) => RunAsync("INSERT INTO drawer (name, content) VALUES ($name, $content)", ("$name", name), ("$content", content));

    private async Task<object?> RunAsync(string sql, params (string Name, object Value)[] parameters)
    {
        await using var connection = await _database.OpenAsync();
        return await DoAsync(connection, sql, parameters);
    }

    private static async Task<object?> DoAsync(DbConnection connection, string sql, params (string Name, object Value)[] parameters)
    {
        await using var command = Command(connection, sql);
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        return await command.ExecuteScalarAsync();
    }

    private static DbCommand Command(DbConnection connection, string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }
}
