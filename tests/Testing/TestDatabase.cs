using System.Data.Common;
using Helpdesk.Engine.Storage;
using Helpdesk.Host.Databases;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Npgsql;
using Xunit;

namespace Helpdesk.Testing;

/// <summary>A fresh, empty database of one test, gone when disposed of.</summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    /// <summary>A connection string to a SQL Server on which databases may be made; there is none on most machines.</summary>
    public const string SqlServerVariable = "HELPDESK_TEST_SQLSERVER";

    private readonly Func<Task> _drop;

    private TestDatabase(IDatabase database, string connectionString, Func<Task> drop)
    {
        Database = database;
        ConnectionString = connectionString;
        _drop = drop;
    }

    /// <summary>For theories that run on each database there is.</summary>
    public static TheoryData<string> Providers
    {
        get
        {
            var providers = new TheoryData<string> { "sqlite", "postgres" };
            if (Environment.GetEnvironmentVariable(SqlServerVariable) is { Length: > 0 })
            {
                providers.Add("sqlserver");
            }

            return providers;
        }
    }

    public IDatabase Database { get; }

    /// <summary>With <see cref="IDatabase.Provider"/>, what another process needs to come to the same database.</summary>
    public string ConnectionString { get; }

    public static Task<TestDatabase> CreateAsync(string provider) => provider switch
    {
        "sqlite" => Task.FromResult(Sqlite()),
        "postgres" => CreatePostgresAsync(),
        "sqlserver" => CreateSqlServerAsync(),
        _ => throw new ArgumentOutOfRangeException(nameof(provider), provider, "There is no such database."),
    };

    /// <summary>One that is there already, and stays.</summary>
    public static TestDatabase At(string provider, string connectionString) => new(
        provider == "postgres" ? new PostgresDatabase(connectionString) : new SqliteDatabase(connectionString),
        connectionString,
        () => Task.CompletedTask);

    /// <summary>Opens a connection as the desk does.</summary>
    public async Task<DbConnection> OpenAsync()
    {
        var connection = Database.CreateConnection();
        await connection.OpenAsync();
        return connection;
    }

    public async ValueTask DisposeAsync() => await _drop();

    /// <summary>SQLite in a folder of its own.</summary>
    /// <param name="parent">Where the folder is made; among temporary files unless told.</param>
    public static TestDatabase Sqlite(string? parent = null)
    {
        var folder = parent is null ? Directory.CreateTempSubdirectory("helpdesk-") : Directory.CreateDirectory(Path.Combine(parent, $"helpdesk-{Guid.NewGuid():N}"));
        var connectionString = new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder.FullName, "helpdesk.db") }.ToString();
        var database = new SqliteDatabase(connectionString);
        return new TestDatabase(database, connectionString, () =>
        {
            database.Dispose();
            folder.Delete(recursive: true);
            return Task.CompletedTask;
        });
    }

    private static async Task<TestDatabase> CreatePostgresAsync()
    {
        var server = await PostgresServer.RequireAsync();
        var name = NewName();
        await server.ExecuteAsync($"CREATE DATABASE {name}");
        var connectionString = server.ConnectionString(name);
        var database = new PostgresDatabase(connectionString);
        return new TestDatabase(database, connectionString, async () =>
        {
            await using (var pooled = (NpgsqlConnection)database.CreateConnection())
            {
                NpgsqlConnection.ClearPool(pooled);
            }

            await server.ExecuteAsync($"DROP DATABASE {name} WITH (FORCE)");
        });
    }

    private static async Task<TestDatabase> CreateSqlServerAsync()
    {
        var server = new SqlConnectionStringBuilder(Environment.GetEnvironmentVariable(SqlServerVariable));
        var name = NewName();
        await ExecuteAsync($"CREATE DATABASE {name}");
        var connectionString = new SqlConnectionStringBuilder(server.ConnectionString) { InitialCatalog = name }.ToString();
        return new TestDatabase(
            new SqlServerDatabase(connectionString),
            connectionString,
            () => ExecuteAsync($"ALTER DATABASE {name} SET SINGLE_USER WITH ROLLBACK IMMEDIATE; DROP DATABASE {name}"));

        async Task ExecuteAsync(string sql)
        {
            await using var connection = new SqlConnection(server.ConnectionString);
            await connection.OpenAsync();
            await using var command = new SqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync();
        }
    }

    private static string NewName() => $"test_{Guid.NewGuid():N}";
}
