using Helpdesk.Engine.Storage;
using Helpdesk.Host.Databases;
using Microsoft.EntityFrameworkCore.Design;

namespace Helpdesk.Testing;

/// <summary>
/// Gives 'dotnet ef' the engine's tables. It stands here because the engine has no provider of its own, and because
/// 'dotnet ef' runs the program that it starts from: a desk must not come up only because somebody adds a migration.
/// PostgreSQL, because its types tell lengths apart; to SQLite every text is TEXT, and a longer one no change.
/// </summary>
internal sealed class DesignTimeTables : IDesignTimeDbContextFactory<DeskTables>
{
    public DeskTables CreateDbContext(string[] args) =>
        new(DeskStore.Options<DeskTables>(new PostgresDatabase("Host=unused"), connection: null, models: null));
}
