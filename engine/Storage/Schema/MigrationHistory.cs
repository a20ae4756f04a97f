using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Storage.Schema;

/// <summary>Which migrations an owner has behind it: one table for all owners, readable by anybody with a database client.</summary>
internal sealed class MigrationHistory(DbContext context, string owner)
{
    private const string Table = "desk_schema_history";

    /// <param name="providerName">EF Core's name of the provider.</param>
    public static string CreateSql(string providerName)
    {
        const string columns = "owner varchar(40) NOT NULL, migration varchar(150) NOT NULL, PRIMARY KEY (owner, migration)";
        return providerName.EndsWith("SqlServer", StringComparison.Ordinal)
            ? $"IF OBJECT_ID(N'{Table}') IS NULL CREATE TABLE {Table} ({columns});"
            : $"CREATE TABLE IF NOT EXISTS {Table} ({columns});";
    }

    public Task EnsureAsync(CancellationToken cancellationToken) =>
        context.Database.ExecuteSqlRawAsync(CreateSql(context.Database.ProviderName!), cancellationToken);

    public async Task<HashSet<string>> AppliedAsync(CancellationToken cancellationToken)
    {
        var applied = await context.Database
            .SqlQueryRaw<string>($$"""SELECT migration AS "Value" FROM {{Table}} WHERE owner = {0}""", owner)
            .ToListAsync(cancellationToken);
        return [.. applied];
    }

    /// <summary>Everybody who has ever had tables here.</summary>
    public static async Task<HashSet<string>> OwnersAsync(DbContext context, CancellationToken cancellationToken) =>
        [.. await context.Database.SqlQueryRaw<string>($"""SELECT DISTINCT owner AS "Value" FROM {Table}""").ToListAsync(cancellationToken)];

    /// <summary>Its tables are gone: should it come back, it begins anew.</summary>
    public Task ForgetAsync(CancellationToken cancellationToken) =>
        context.Database.ExecuteSqlRawAsync($$"""DELETE FROM {{Table}} WHERE owner = {0}""", [owner], cancellationToken);

    public Task AddAsync(string migration, CancellationToken cancellationToken) =>
        context.Database.ExecuteSqlRawAsync($$"""INSERT INTO {{Table}} (owner, migration) VALUES ({0}, {1})""", [owner, migration], cancellationToken);
}
