using System.Data.Common;
using Hangfire;
using Hangfire.InMemory;
using Hangfire.PostgreSql;
using Hangfire.PostgreSql.Factories;
using Hangfire.SqlServer;
using Helpdesk.Host.Process;
using Microsoft.Data.SqlClient;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace Helpdesk.Host.Jobs;

/// <summary>
/// Where Hangfire keeps what it is about to do. The outbox is the truth, so memory is enough and fastest; a database
/// brings a history that outlives the process.
/// </summary>
internal static class HangfireStorage
{
    public const string Setting = "Hangfire:Storage";
    public const string Connection = "Hangfire:ConnectionString";

    /// <summary>What is over is shown for so long: an hour of a busy desk's deliveries took hundreds of megabytes.</summary>
    private static readonly TimeSpan HistoryInMemory = TimeSpan.FromMinutes(5);

    /// <exception cref="SettingException">The setting names no storage, or one that can't be reached.</exception>
    public static JobStorage From(IConfiguration configuration)
    {
        var connection = configuration[Connection] ?? "";
        return configuration[Setting]?.ToLowerInvariant() switch
        {
            null or "" or "memory" => new InMemoryStorage(new InMemoryStorageOptions { MaxExpirationTime = HistoryInMemory }),
            "postgres" => Postgres(Tried("postgres", connection, () => new NpgsqlConnection(connection))),
            "sqlserver" => new SqlServerStorage(
                Tried("sqlserver", connection, () => new SqlConnection(connection)),
                new SqlServerStorageOptions { QueuePollInterval = TimeSpan.Zero }),
            var other => throw new SettingException($"{Setting} is '{other}'; it can be 'memory', 'postgres' or 'sqlserver'."),
        };
    }

    private static PostgreSqlStorage Postgres(string connection)
    {
        var options = new PostgreSqlStorageOptions { QueuePollInterval = TimeSpan.FromMilliseconds(500) };
        return new PostgreSqlStorage(new NpgsqlConnectionFactory(connection, options), options);
    }

    /// <summary>
    /// Knocks once. Hangfire itself would try for a minute, go on without its tables and fail at every row. The sentence
    /// never repeats the setting: it may hold a password.
    /// </summary>
    private static string Tried(string provider, string told, Func<DbConnection> connect)
    {
        if (string.IsNullOrWhiteSpace(told))
        {
            throw new SettingException($"{Connection} is needed when {Setting} is a database.");
        }

        try
        {
            using var connection = connect();
            connection.Open();
            return told;
        }
        catch (DbException fault)
        {
            throw new SettingException($"The database that {Connection} names can't be used: {fault.Message.ReplaceLineEndings(" ")}", fault);
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException or InvalidOperationException or NotSupportedException)
        {
            throw new SettingException($"{Connection} is not one for {provider}: {fault.Message}", fault);
        }
    }
}
