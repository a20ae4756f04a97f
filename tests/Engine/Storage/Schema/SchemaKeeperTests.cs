using System.Data.Common;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Storage.Schema;
using Helpdesk.Host.Databases;
using Helpdesk.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Engine.Tests.Storage.Schema;

public sealed class SchemaKeeperTests
{
    public static TheoryData<string> Providers => TestDatabase.Providers;

    [SkippableTheory]
    [MemberData(nameof(Providers))]
    public async Task A_migration_that_breaks_off_in_the_middle_leaves_the_old_schema_and_the_next_start_begins_anew(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);

        var break_off = () => KeepAsync(new Sabotaged(database.Database, breaksAt: 12));
        await break_off.Should().ThrowAsync<SabotageException>("LF1");
        (await TablesAsync(database)).Should().BeEmpty();

        await KeepAsync(database.Database);
        (await TablesAsync(database)).Should().Contain("desk_ticket").And.Contain("desk_audit");
    }

    [SkippableTheory]
    [MemberData(nameof(Providers))]
    public async Task Servers_that_start_together_bring_the_schema_up_to_date_once(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => KeepAsync(database.Database))));

        await using var connection = await database.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM desk_schema_history WHERE owner = 'desk'";
        Convert.ToInt64(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture).Should().Be(Migrations());
    }

    [SkippableTheory]
    [MemberData(nameof(Providers))]
    public async Task A_plugin_brings_tables_of_its_own_beside_those_of_the_desk(string provider)
    {
        await using var desk = await TestDesk.OpenAsync(provider, plugins: [new Votes().Contribute()]);

        // Once more, as at each enabling.
        await new SchemaKeeper(desk.Database.Database, desk.Gate).BringUpToDateAsync(desk.Store, typeof(VoteTables), CancellationToken.None);

        (await TablesAsync(desk.Database)).Should().Contain("votes_vote").And.Contain("desk_ticket");
        (await desk.CountVotesAsync()).Should().Be(0);
    }

    private static int Migrations()
    {
        using var tables = new DeskTables(DeskStore.Options<DeskTables>(new SqliteDatabase("Data Source=unused.db"), connection: null, models: null));
        return tables.Database.GetMigrations().Count();
    }

    private static async Task KeepAsync(IDatabase database)
    {
        using var gate = new WriteGate(database.HasOneWriter, TimeProvider.System, new Meters());
        await new SchemaKeeper(database, gate).BringUpToDateAsync(CancellationToken.None);
    }

    private static async Task<List<string>> TablesAsync(TestDatabase database)
    {
        await using var connection = await database.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = database.Database.Provider == "sqlite"
            ? "SELECT name FROM sqlite_master WHERE type = 'table'"
            : "SELECT table_name FROM information_schema.tables WHERE table_schema IN ('public', 'dbo')";
        await using var reader = await command.ExecuteReaderAsync();
        var tables = new List<string>();
        while (await reader.ReadAsync())
        {
            tables.Add(reader.GetString(0));
        }

        return tables;
    }

    private sealed class SabotageException() : Exception("The power is gone.");

    /// <summary>A database that goes away at the n-th statement of a migration.</summary>
    private sealed class Sabotaged(IDatabase database, int breaksAt) : IDatabase
    {
        public string Provider => database.Provider;

        public bool HasOneWriter => database.HasOneWriter;

        public string? SchemaLockSql => database.SchemaLockSql;

        public string TableNamesSql => database.TableNamesSql;

        public string DropTableSql(string quotedName) => database.DropTableSql(quotedName);

        public DbConnection CreateConnection() => database.CreateConnection();

        public void AddModels(IServiceCollection services) => database.AddModels(services);

        public ValueTask CutOffAsync(DbConnection connection) => database.CutOffAsync(connection);

        public void Use(DbContextOptionsBuilder options, DbConnection? connection = null)
        {
            database.Use(options, connection);
            options.AddInterceptors(new Saboteur(breaksAt));
        }
    }

    private sealed class Saboteur(int breaksAt) : DbCommandInterceptor
    {
        private int _statements;

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
            command.CommandText.StartsWith("CREATE", StringComparison.Ordinal) && ++_statements == breaksAt
                ? throw new SabotageException()
                : new ValueTask<InterceptionResult<int>>(result);
    }

    private sealed class Meters : System.Diagnostics.Metrics.IMeterFactory
    {
        public System.Diagnostics.Metrics.Meter Create(System.Diagnostics.Metrics.MeterOptions options) => new(options);

        public void Dispose()
        {
        }
    }
}
