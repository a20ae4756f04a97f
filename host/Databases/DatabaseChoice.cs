using Helpdesk.Engine.Storage;
using Helpdesk.Host.Process;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Helpdesk.Host.Databases;

/// <summary>
/// Which database the operator has set: <c>Database:Provider</c> (<c>sqlite</c> unless told, <c>postgres</c>, <c>sqlserver</c>)
/// and <c>Database:ConnectionString</c> (for SQLite, <c>helpdesk.db</c> in the data directory unless told).
/// </summary>
internal static class DatabaseChoice
{
    public const string DefaultFile = "helpdesk.db";

    /// <summary>Reads the setting; nothing is opened.</summary>
    /// <param name="dataDirectory">Where a SQLite file with a relative path lives.</param>
    /// <exception cref="SettingException">The setting can't be meant.</exception>
    public static IDatabase From(IConfiguration configuration, string dataDirectory)
    {
        var provider = configuration["Database:Provider"] is { Length: > 0 } told ? told.Trim().ToLowerInvariant() : "sqlite";
        var connectionString = configuration["Database:ConnectionString"]?.Trim() ?? "";
        return provider switch
        {
            "sqlite" => new SqliteDatabase(InDirectory(dataDirectory, connectionString)),
            "postgres" => new PostgresDatabase(Checked(provider, connectionString, () => new NpgsqlConnectionStringBuilder(connectionString).Host)),
            "sqlserver" => new SqlServerDatabase(Checked(provider, connectionString, () => new SqlConnectionStringBuilder(connectionString).DataSource)),
            _ => throw new SettingException($"Database:Provider is '{provider}', but must be one of sqlite, postgres, sqlserver."),
        };
    }

    private static string InDirectory(string dataDirectory, string connectionString)
    {
        var told = Parsed("sqlite", () => new SqliteConnectionStringBuilder(connectionString));
        if (told.DataSource == ":memory:" || told.Mode == SqliteOpenMode.Memory)
        {
            throw new SettingException("Database:ConnectionString asks for a SQLite database in memory, which would be lost with the process; name a file.");
        }

        if (told.Mode == SqliteOpenMode.ReadOnly)
        {
            throw new SettingException("Database:ConnectionString opens the SQLite file read-only, but the desk's database is written to; leave Mode out.");
        }

        var file = told.DataSource.Length == 0 ? DefaultFile : told.DataSource;
        // An absolute path stays as it is. Not the working directory: it differs between 'dotnet run', a service and the command line.
        told.DataSource = Path.GetFullPath(Path.Combine(dataDirectory, file));
        return told.ToString();
    }

    private static string Checked(string provider, string connectionString, Func<string?> server)
    {
        if (string.IsNullOrWhiteSpace(Parsed(provider, server)))
        {
            throw new SettingException($"Database:Provider is '{provider}', but Database:ConnectionString names no server.");
        }

        return connectionString;
    }

    /// <summary>The sentence says what is wrong and never repeats the setting: it may hold a password.</summary>
    private static T Parsed<T>(string provider, Func<T> parse)
    {
        try
        {
            return parse();
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException or InvalidOperationException or NotSupportedException)
        {
            throw new SettingException($"Database:ConnectionString is not one for {provider}: {fault.Message}", fault);
        }
    }
}
