using System.Data.Common;
using Helpdesk.Engine.Storage;
using Helpdesk.Host.Databases.Lending;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Helpdesk.Host.Databases;

/// <summary>
/// SQLite in a file: nothing to set up, one writer at a time. Writers of this process queue at the gate; those of another
/// process (the command line) are met with <c>BEGIN IMMEDIATE</c> and a busy time-out, so that either waits for the other.
/// </summary>
internal sealed class SqliteDatabase : IDatabase, IDisposable
{
    /// <summary>As many as read at once on a busy day: to open one for a query costs more than the query.</summary>
    private const int MostIdle = 32;

    private readonly string _connectionString;
    private readonly string _file;
    private readonly SessionPool _pool;
    private readonly ConnectionMaker _maker;

    public SqliteDatabase(string connectionString)
    {
        var told = new SqliteConnectionStringBuilder(connectionString) { ForeignKeys = true };
        // The provider's own pool would forget with each closing what was prepared; where the operator wants none there is none.
        _connectionString = new SqliteConnectionStringBuilder(told.ToString()) { Pooling = false }.ToString();
        _file = told.DataSource;
        _pool = new SessionPool(_connectionString, most: told.Pooling ? MostIdle : 0);
        _maker = new ConnectionMaker(this);
    }

    public string Provider => "sqlite";

    public bool HasOneWriter => true;

    public string? SchemaLockSql => null;

    /// <summary>A search table drops the tables behind it by itself; those are called shadows.</summary>
    public string TableNamesSql => "SELECT name AS \"Value\" FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'virtual') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";

    public string DropTableSql(string quotedName) => $"DROP TABLE {quotedName}";

    public DbConnection CreateConnection() => new LentConnection(_pool, _connectionString, _file);

    public void AddModels(IServiceCollection services) => services.AddEntityFrameworkSqlite();

    public void Use(DbContextOptionsBuilder options, DbConnection? connection = null)
    {
        if (connection is null)
        {
            options.UseSqlite(_connectionString, ListsAsOne).AddInterceptors(_maker);
        }
        else
        {
            options.UseSqlite(connection, ListsAsOne);
        }

        // Its functions are on the session already.
        options.ConfigureWarnings(warnings => warnings.Ignore(SqliteEventId.UnexpectedConnectionTypeWarning));
    }

    /// <summary>A list is one parameter: with one for each of its values, Entity Framework writes each such statement anew at each use.</summary>
    private static void ListsAsOne(SqliteDbContextOptionsBuilder sqlite) => sqlite.UseParameterizedCollectionMode(ParameterTranslationMode.Parameter);

    public ValueTask CutOffAsync(DbConnection connection)
    {
        ((LentConnection)connection).CutOff();
        return ValueTask.CompletedTask;
    }

    public void Dispose() => _pool.Dispose();

    private sealed class ConnectionMaker(SqliteDatabase database) : DbConnectionInterceptor
    {
        public override InterceptionResult<DbConnection> ConnectionCreating(ConnectionCreatingEventData eventData, InterceptionResult<DbConnection> result) =>
            InterceptionResult<DbConnection>.SuppressWithResult(database.CreateConnection());
    }
}
