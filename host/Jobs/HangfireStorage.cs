using Hangfire;
using Hangfire.InMemory;
using Hangfire.PostgreSql;
using Hangfire.SqlServer;
using Helpdesk.Host.Process;
using Microsoft.Extensions.Configuration;

namespace Helpdesk.Host.Jobs;

/// <summary>
/// Where Hangfire keeps what it is about to do. The outbox is the truth, so memory is enough and fastest; a database
/// brings a history that outlives the process, and queues that several servers share.
/// </summary>
internal static class HangfireStorage
{
    public const string Setting = "Hangfire:Storage";

    /// <exception cref="SettingException">The setting names no storage, or lacks a connection string.</exception>
    public static JobStorage From(IConfiguration configuration)
    {
        var connection = configuration["Hangfire:ConnectionString"];
        return configuration[Setting]?.ToLowerInvariant() switch
        {
            null or "" or "memory" => new InMemoryStorage(new InMemoryStorageOptions { MaxExpirationTime = TimeSpan.FromHours(1) }),
            "postgres" => new PostgreSqlStorage(
                new Hangfire.PostgreSql.Factories.NpgsqlConnectionFactory(Needed(connection), new PostgreSqlStorageOptions()),
                new PostgreSqlStorageOptions { QueuePollInterval = TimeSpan.FromMilliseconds(500) }),
            "sqlserver" => new SqlServerStorage(Needed(connection), new SqlServerStorageOptions { QueuePollInterval = TimeSpan.Zero }),
            var other => throw new SettingException($"{Setting} is '{other}'; it can be 'memory', 'postgres' or 'sqlserver'."),
        };
    }

    private static string Needed(string? connection) =>
        string.IsNullOrWhiteSpace(connection)
            ? throw new SettingException($"Hangfire:ConnectionString is needed when {Setting} is a database.")
            : connection;
}
