using System.Data.Common;
using Helpdesk.Engine.Storage;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Helpdesk.Host.Databases;

/// <summary>PostgreSQL, for several nodes or much traffic. Instants are <c>timestamptz</c>.</summary>
internal sealed class PostgresDatabase(string connectionString) : IDatabase
{
    public string Provider => "postgres";

    public bool HasOneWriter => false;

    /// <summary>The number is 'helpdesk' in ASCII: advisory locks are shared by everything in a database.</summary>
    public string SchemaLockSql => "SELECT pg_advisory_xact_lock(7522537982568788843);";

    public DbConnection CreateConnection() => new NpgsqlConnection(connectionString);

    public void Use(DbContextOptionsBuilder options, DbConnection? connection = null)
    {
        if (connection is null)
        {
            options.UseNpgsql(connectionString);
        }
        else
        {
            options.UseNpgsql(connection);
        }
    }

    public async ValueTask CutOffAsync(DbConnection connection)
    {
        // The whole session and not only its statement: another may begin a moment later. The server rolls back by itself.
        await using var other = new NpgsqlConnection(connectionString);
        await other.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT pg_terminate_backend($1)", other) { Parameters = { new() { Value = ((NpgsqlConnection)connection).ProcessID } } };
        await command.ExecuteNonQueryAsync();
    }
}
