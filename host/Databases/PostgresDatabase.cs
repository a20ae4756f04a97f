using System.Data.Common;
using Helpdesk.Engine.Storage;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Helpdesk.Host.Databases;

/// <summary>PostgreSQL, for several nodes or much traffic. Instants are <c>timestamptz</c>.</summary>
internal sealed class PostgresDatabase : IDatabase
{
    /// <summary>
    /// A server that stands still in the middle of a change (a paused machine) keeps its locks, and everybody else would
    /// wait for it: the next ticket number is one of them. No change of ours pauses for longer than a plugin's budget.
    /// Whoever waits for a lock has less patience than that, else those of the same server would get it one after the
    /// other and stand still with it in their turn.
    /// </summary>
    private const string NoStandstill = "-c idle_in_transaction_session_timeout=10s -c lock_timeout=8s";

    private readonly string _connectionString;

    public PostgresDatabase(string connectionString)
    {
        var told = new NpgsqlConnectionStringBuilder(connectionString);
        // A start-up option survives what the pool does to a connection; of two the later counts, so the operator has the last word.
        told.Options = $"{NoStandstill} {told.Options}".Trim();
        _connectionString = told.ToString();
    }

    public string Provider => "postgres";

    public bool HasOneWriter => false;

    /// <summary>The number is 'helpdesk' in ASCII: advisory locks are shared by everything in a database. Another server's migrations may take their time.</summary>
    public string SchemaLockSql => "SET LOCAL lock_timeout = 0; SELECT pg_advisory_xact_lock(7522537982568788843);";

    public string TableNamesSql => "SELECT tablename::text AS \"Value\" FROM pg_tables WHERE schemaname = current_schema()";

    public string DropTableSql(string quotedName) => $"DROP TABLE {quotedName} CASCADE";

    public DbConnection CreateConnection() => new NpgsqlConnection(_connectionString);

    public void AddModels(IServiceCollection services) => services.AddEntityFrameworkNpgsql();

    public void Use(DbContextOptionsBuilder options, DbConnection? connection = null)
    {
        if (connection is null)
        {
            options.UseNpgsql(_connectionString);
        }
        else
        {
            options.UseNpgsql(connection);
        }
    }

    public async ValueTask CutOffAsync(DbConnection connection)
    {
        // The whole session and not only its statement: another may begin a moment later. The server rolls back by itself.
        await using var other = new NpgsqlConnection(_connectionString);
        await other.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT pg_terminate_backend($1)", other) { Parameters = { new() { Value = ((NpgsqlConnection)connection).ProcessID } } };
        await command.ExecuteNonQueryAsync();
    }
}
