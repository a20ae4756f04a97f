using System.Data;
using System.Data.Common;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Engine.Storage.Schema;

/// <summary>
/// Brings an owner's tables up to date with its migrations, all in one transaction. EF's own Migrate commits step by
/// step and guards itself with a row in a table, which a process that is killed leaves behind for ever; here a kill
/// leaves the old schema, and the next start begins anew.
/// </summary>
internal sealed class SchemaKeeper(IDatabase database, WriteGate gate)
{
    private const string Owner = "desk";

    /// <summary>The engine's own tables.</summary>
    public async Task BringUpToDateAsync(CancellationToken cancellationToken)
    {
        using var turn = await gate.EnterAsync(cancellationToken);
        await using var connection = database.CreateConnection();
        await connection.OpenAsync(cancellationToken);
        await using var tables = new DeskTables(DeskStore.Options<DeskTables>(database, connection, null));
        await BringUpToDateAsync(tables, Owner, cancellationToken);
    }

    /// <summary>A plugin's tables.</summary>
    public async Task BringUpToDateAsync(DeskStore store, Type tables, CancellationToken cancellationToken)
    {
        using var turn = await gate.EnterAsync(cancellationToken);
        await using var connection = database.CreateConnection();
        await connection.OpenAsync(cancellationToken);
        await using var context = store.Tables(tables, connection);
        await BringUpToDateAsync(context, context.PluginId, cancellationToken);
    }

    /// <summary>The statements that the given database would be given for the whole schema of an owner.</summary>
    public static IReadOnlyList<string> Script(DbContext context)
    {
        var assembly = context.GetService<IMigrationsAssembly>();
        return [.. assembly.Migrations.OrderBy(m => m.Key, StringComparer.Ordinal).SelectMany(m => Statements(m.Value, context))];
    }

    /// <summary>The migrations of the engine's own tables that this database has not seen; nothing is changed.</summary>
    /// <exception cref="DbException">The database does not answer.</exception>
    public static async Task<IReadOnlyList<string>> MissingAsync(DeskTables context, CancellationToken cancellationToken)
    {
        await context.Database.OpenConnectionAsync(cancellationToken);
        var all = context.GetService<IMigrationsAssembly>().Migrations.Keys.Order(StringComparer.Ordinal);
        try
        {
            var applied = await new MigrationHistory(context, Owner).AppliedAsync(cancellationToken);
            return [.. all.Where(id => !applied.Contains(id))];
        }
        catch (DbException)
        {
            // It answers, so what it lacks is the history itself.
            return [.. all];
        }
    }

    private async Task BringUpToDateAsync(DbContext context, string owner, CancellationToken cancellationToken)
    {
        await using var transaction = await context.Database.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken);
        if (database.SchemaLockSql is { } schemaLock)
        {
            await context.Database.ExecuteSqlRawAsync(schemaLock, cancellationToken);
        }

        var history = new MigrationHistory(context, owner);
        await history.EnsureAsync(cancellationToken);
        var applied = await history.AppliedAsync(cancellationToken);

        var assembly = context.GetService<IMigrationsAssembly>();
        foreach (var (id, type) in assembly.Migrations.Where(m => !applied.Contains(m.Key)).OrderBy(m => m.Key, StringComparer.Ordinal))
        {
            foreach (var statement in Statements(type, context))
            {
                await context.Database.ExecuteSqlRawAsync(Escaped(statement), cancellationToken);
            }

            await history.AddAsync(id, cancellationToken);
        }

        await transaction.CommitAsync(CancellationToken.None);
    }

    private static IEnumerable<string> Statements(TypeInfo type, DbContext context)
    {
        var migration = context.GetService<IMigrationsAssembly>().CreateMigration(type, context.Database.ProviderName!);
        return context.GetService<IMigrationsSqlGenerator>().Generate(migration.UpOperations, Model(migration, context)).Select(command => command.CommandText);
    }

    /// <summary>The model as of the migration (SQLite rebuilds tables by it), or today's where the migration was written by hand without one.</summary>
    private static IModel Model(Migration migration, DbContext context) =>
        migration.TargetModel.GetEntityTypes().Any()
            ? context.GetService<IModelRuntimeInitializer>().Initialize(migration.TargetModel, designTime: true, validationLogger: null)
            : context.GetService<IDesignTimeModel>().Model;

    /// <summary>ExecuteSqlRaw takes braces for parameters.</summary>
    private static string Escaped(string sql) => sql.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);
}
