using System.Data.Common;
using Helpdesk.Engine.Storage;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Host.Databases;

/// <summary>SQL Server. Experimental until its tests have run against a real one.</summary>
internal sealed class SqlServerDatabase(string connectionString) : IDatabase
{
    public string Provider => "sqlserver";

    public bool HasOneWriter => false;

    /// <summary>sp_getapplock says by its return code, not by an error, that it did not get the lock.</summary>
    public string SchemaLockSql =>
        """
        DECLARE @locked int;
        EXEC @locked = sp_getapplock @Resource = N'helpdesk-schema', @LockMode = N'Exclusive', @LockOwner = N'Transaction', @LockTimeout = 60000;
        IF @locked < 0 THROW 50000, N'Another process has been changing the schema for more than a minute.', 1;
        """;

    public string TableNamesSql => "SELECT name AS [Value] FROM sys.tables WHERE schema_id = SCHEMA_ID()";

    public string DropTableSql(string quotedName) => $"DROP TABLE {quotedName}";

    public DbConnection CreateConnection() => new SqlConnection(connectionString);

    public void AddModels(IServiceCollection services) => services.AddEntityFrameworkSqlServer();

    public void Use(DbContextOptionsBuilder options, DbConnection? connection = null)
    {
        if (connection is null)
        {
            options.UseSqlServer(connectionString);
        }
        else
        {
            options.UseSqlServer(connection);
        }
    }

    /// <summary>
    /// Nothing to be done: only KILL would do, which asks for a right that a desk should not have. A statement that was
    /// given its cancellation token ends by that, any other by the command time-out.
    /// </summary>
    public ValueTask CutOffAsync(DbConnection connection) => ValueTask.CompletedTask;
}
