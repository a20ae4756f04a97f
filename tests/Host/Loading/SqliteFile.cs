using System.Data.Common;
using Helpdesk.Engine.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Host.Tests.Loading;

/// <summary>A database for one test, with nothing of the desk in it.</summary>
internal sealed class SqliteFile(string path) : IDatabase
{
    private readonly string _connectionString = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString();

    public string Provider => "sqlite";

    public bool HasOneWriter => true;

    public string? SchemaLockSql => null;

    public DbConnection CreateConnection() => new SqliteConnection(_connectionString);

    public void Use(DbContextOptionsBuilder options, DbConnection? connection = null)
    {
        if (connection is null)
        {
            options.UseSqlite(_connectionString);
        }
        else
        {
            options.UseSqlite(connection);
        }
    }
}
