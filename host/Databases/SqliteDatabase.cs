using System.Data;
using System.Data.Common;
using System.Globalization;
using Helpdesk.Engine.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Helpdesk.Host.Databases;

/// <summary>
/// SQLite in a file: nothing to set up, one writer at a time. Writers of this process queue at the gate; those of another
/// process (the command line) are met with <c>BEGIN IMMEDIATE</c> and a busy time-out, so that either waits for the other.
/// </summary>
internal sealed class SqliteDatabase : IDatabase
{
    private readonly string _connectionString;
    private readonly ConnectionMaker _maker;

    public SqliteDatabase(string connectionString)
    {
        _connectionString = new SqliteConnectionStringBuilder(connectionString) { ForeignKeys = true }.ToString();
        _maker = new ConnectionMaker(this);
    }

    public string Provider => "sqlite";

    public bool HasOneWriter => true;

    public string? SchemaLockSql => null;

    /// <summary>A search table drops the tables behind it by itself; those are called shadows.</summary>
    public string TableNamesSql => "SELECT name AS \"Value\" FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'virtual') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";

    public string DropTableSql(string quotedName) => $"DROP TABLE {quotedName}";

    public DbConnection CreateConnection() => new Connection(_connectionString);

    public void AddModels(IServiceCollection services) => services.AddEntityFrameworkSqlite();

    public void Use(DbContextOptionsBuilder options, DbConnection? connection = null)
    {
        if (connection is null)
        {
            options.UseSqlite(_connectionString).AddInterceptors(_maker);
        }
        else
        {
            options.UseSqlite(connection);
        }
    }

    public ValueTask CutOffAsync(DbConnection connection)
    {
        ((Connection)connection).IsCutOff = true;
        return ValueTask.CompletedTask;
    }

    /// <summary>What SQLite keeps per connection must be said on each one, also on those that EF Core opens.</summary>
    private sealed class Connection(string connectionString) : SqliteConnection(connectionString)
    {
        /// <summary>About a millisecond's work. What a rollback does is far less, so it always comes to its end.</summary>
        private const int StepsBetweenLooks = 100_000;

        // Written by the one who has lost patience, read by the thread that is in the statement.
        private volatile bool _isCutOff;

        public bool IsCutOff
        {
            get => _isCutOff;
            set => _isCutOff = value;
        }

        public override void Open()
        {
            if (State == ConnectionState.Open)
            {
                return;
            }

            base.Open();
            IsCutOff = false;
            try
            {
                // Not sqlite3_interrupt: that would miss a statement which begins a moment later, and the rollback would
                // wait for that one, gate in hand.
                SQLitePCL.raw.sqlite3_progress_handler(Handle, StepsBetweenLooks, static connection => ((Connection)connection).IsCutOff ? 1 : 0, this);
                Prepare();
            }
            catch
            {
                Close();
                throw;
            }
        }

        private void Prepare()
        {
            using var command = CreateCommand();
            // The busy time-out first: the switch to WAL needs a lock itself. SQLite's own waiting looks again every few
            // milliseconds, the provider's every 150. FULL, because in WAL mode a lesser level may lose a commit with the power.
            command.CommandText = string.Create(
                CultureInfo.InvariantCulture,
                $"PRAGMA busy_timeout = {DefaultTimeout * 1000}; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
            command.ExecuteNonQuery();
        }
    }

    private sealed class ConnectionMaker(SqliteDatabase database) : DbConnectionInterceptor
    {
        public override InterceptionResult<DbConnection> ConnectionCreating(ConnectionCreatingEventData eventData, InterceptionResult<DbConnection> result) =>
            InterceptionResult<DbConnection>.SuppressWithResult(database.CreateConnection());
    }
}
