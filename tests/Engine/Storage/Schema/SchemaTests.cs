using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Storage.Schema;
using Helpdesk.Host.Databases;
using Helpdesk.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Helpdesk.Engine.Tests.Storage.Schema;

/// <summary>One set of migrations, three databases: each ends with the tables that the model asks for.</summary>
public sealed class SchemaTests
{
    public static TheoryData<string> Comparable => new() { "sqlite", "postgres" };

    [SkippableTheory]
    [MemberData(nameof(Comparable))]
    public async Task The_schema_from_the_migrations_is_the_schema_from_the_model(string provider)
    {
        await using var migrated = await TestDesk.OpenAsync(provider);
        await using var created = await TestDatabase.CreateAsync(provider);
        await using (var model = new DeskTables(DeskStore.Options<DeskTables>(created.Database, connection: null, models: null)))
        {
            await model.Database.ExecuteSqlRawAsync(model.Database.GenerateCreateScript());
        }

        var fromMigrations = await Catalogue.ReadAsync(migrated.Database);
        var fromModel = await Catalogue.ReadAsync(created);

        fromModel.Should().HaveCountGreaterThan(100);
        fromMigrations.Should().Equal(fromModel);
    }

    [Fact]
    public void No_change_of_the_model_waits_for_a_migration()
    {
        // As in DesignTimeTables: to SQLite a longer text is no change.
        using var tables = Unconnected(new PostgresDatabase("Host=nowhere"));
        var before = tables.GetService<IMigrationsAssembly>().ModelSnapshot!.Model;

        var differences = tables.GetService<IMigrationsModelDiffer>().GetDifferences(
            tables.GetService<IModelRuntimeInitializer>().Initialize(before, designTime: true, validationLogger: null).GetRelationalModel(),
            tables.GetService<IDesignTimeModel>().Model.GetRelationalModel());

        differences.Should().BeEmpty("engine/Storage/Schema/add-migration NAME writes them down");
    }

    [Fact]
    public void SQL_Server_is_told_nothing_that_is_not_its_language()
    {
        var database = new SqlServerDatabase("Server=nowhere;Database=helpdesk");
        using var tables = Unconnected(database);
        var statements = SchemaKeeper.Script(tables);

        statements.Should().HaveCountGreaterThan(20);
        foreach (var statement in (string[])[.. statements, database.SchemaLockSql, MigrationHistory.CreateSql(tables.Database.ProviderName!)])
        {
            Errors(statement).Should().BeEmpty($"this is sent: {statement}");
        }

        Errors("CREATE TABLE IF NOT EXISTS t (id int);").Should().NotBeEmpty("else nothing is tested here");
    }

    [Fact]
    public void Each_database_maps_the_types_itself()
    {
        ColumnOf(new SqliteDatabase("Data Source=unused.db")).Should().Contain("\"due_at\" TEXT NOT NULL").And.Contain("\"receiver\" TEXT NOT NULL");
        ColumnOf(new PostgresDatabase("Host=nowhere")).Should().Contain("due_at timestamp with time zone NOT NULL").And.Contain("receiver character varying(100) NOT NULL");
        ColumnOf(new SqlServerDatabase("Server=nowhere")).Should().Contain("[due_at] datetime2 NOT NULL").And.Contain("[receiver] nvarchar(100) NOT NULL");

        static string ColumnOf(IDatabase database)
        {
            using var tables = Unconnected(database);
            return SchemaKeeper.Script(tables).Single(statement => statement.Contains("TABLE", StringComparison.Ordinal) && statement.Contains("desk_outbox", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Every_string_that_is_indexed_has_a_greatest_length() =>
        Model().GetEntityTypes()
            .SelectMany(entity => entity.GetIndexes().SelectMany(index => index.Properties).Concat(entity.GetKeys().SelectMany(key => key.Properties)))
            .Where(property => property.ClrType == typeof(string) && property.GetMaxLength() is null)
            .Select(property => $"{property.DeclaringType.DisplayName()}.{property.Name}")
            .Should().BeEmpty("SQL Server can't index others");

    [Fact]
    public void No_unique_index_stands_on_a_column_that_may_be_null() =>
        Model().GetEntityTypes()
            .SelectMany(entity => entity.GetIndexes())
            .Where(index => index.IsUnique && index.Properties.Any(property => property.IsNullable))
            .Select(index => index.GetDatabaseName())
            .Should().BeEmpty("the three disagree on whether two nulls are alike");

    [Fact]
    public void No_name_is_longer_than_PostgreSQL_keeps()
    {
        Model().GetEntityTypes()
            .SelectMany(entity => entity.GetIndexes().Select(index => index.GetDatabaseName()).Append(entity.GetTableName()))
            .Should().OnlyContain(name => name!.Length <= 63).And.OnlyHaveUniqueItems();

        using var tables = new LongTables(DeskStore.Options<LongTables>(new PostgresDatabase("Host=nowhere"), connection: null, models: null));
        var entity = tables.Model.FindEntityType(typeof(Long))!;
        entity.GetTableName().Should().HaveLength(63).And.StartWith("a_plugin_with_a_name_of_forty_characters");
        entity.GetIndexes().Select(index => index.GetDatabaseName()).Should().OnlyContain(name => name!.Length <= 63).And.OnlyHaveUniqueItems();
    }

    private static IModel Model()
    {
        using var tables = Unconnected(new SqliteDatabase("Data Source=unused.db"));
        return tables.GetService<IDesignTimeModel>().Model;
    }

    private static DeskTables Unconnected(IDatabase database) => new(DeskStore.Options<DeskTables>(database, connection: null, models: null));

    private static IEnumerable<string> Errors(string statement)
    {
        using var text = new StringReader(statement);
        new TSql160Parser(initialQuotedIdentifiers: true).Parse(text, out var errors);
        return errors.Select(error => $"line {error.Line}: {error.Message}");
    }

    private sealed class Long
    {
        public long Id { get; init; }

        public long First { get; init; }

        public long Second { get; init; }
    }

    private sealed class LongTables(DbContextOptions<LongTables> options) : PluginTables(options)
    {
        public override string PluginId => "a-plugin-with-a-name-of-forty-characters";

        protected override void Map(ModelBuilder modelBuilder) =>
            modelBuilder.Entity<Long>(entity =>
            {
                entity.ToTable("AnEntityWithANameThatSaysEverythingAboutIt");
                entity.HasIndex(e => e.First);
                entity.HasIndex(e => e.Second);
            });
    }
}
