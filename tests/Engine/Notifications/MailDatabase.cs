using System.Data.Common;
using Helpdesk.Engine.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Tests.Notifications;

/// <summary>A database file of one test.</summary>
internal sealed class MailDatabase : IDatabase, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("helpdesk-mail-");
    private readonly string _connectionString;

    public MailDatabase() =>
        _connectionString = new SqliteConnectionStringBuilder { DataSource = Path.Combine(_folder.FullName, "desk.db") }.ToString();

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

    public void Dispose()
    {
        using (var pooled = new SqliteConnection(_connectionString))
        {
            SqliteConnection.ClearPool(pooled);
        }

        _folder.Delete(recursive: true);
    }
}
