using Helpdesk.Engine.Storage;
using Helpdesk.Host.Databases;
using Helpdesk.Host.Process;
using Microsoft.Extensions.Configuration;

namespace Helpdesk.Engine.Tests.Storage;

public sealed class DatabaseChoiceTests
{
    private static readonly string DataDirectory = Path.Combine(Path.GetTempPath(), "helpdesk-data");

    [Theory]
    [InlineData(null, null, "helpdesk.db")]
    [InlineData("", "", "helpdesk.db")]
    [InlineData("sqlite", "Data Source=other.db", "other.db")]
    [InlineData(" SQLite ", "Data Source=sub/other.db", "sub/other.db")]
    public void A_SQLite_file_lives_in_the_data_directory(string? provider, string? connectionString, string file)
    {
        var database = Choose(provider, connectionString);

        database.Provider.Should().Be("sqlite");
        database.HasOneWriter.Should().BeTrue();
        SourceOf(database).Should().Be(Path.Combine(DataDirectory, file));
    }

    [Fact]
    public void An_absolute_path_stays_where_it_is() =>
        SourceOf(Choose("sqlite", "Data Source=/var/lib/desk.db")).Should().Be("/var/lib/desk.db");

    [Theory]
    [InlineData("postgres", "Host=db;Database=desk;Username=desk;Password=secret")]
    [InlineData("sqlserver", "Server=db;Database=desk;User Id=desk;Password=secret")]
    public void Other_databases_take_many_writers(string provider, string connectionString)
    {
        var database = Choose(provider, connectionString);

        database.Provider.Should().Be(provider);
        database.HasOneWriter.Should().BeFalse();
        database.SchemaLockSql.Should().NotBeNullOrWhiteSpace();
        SourceOf(database).Should().Contain("db");
    }

    [Theory]
    [InlineData("mysql", "Server=db", "*must be one of sqlite, postgres, sqlserver*")]
    [InlineData("postgres", null, "*names no server*")]
    [InlineData("postgres", "Database=desk", "*names no server*")]
    [InlineData("sqlserver", "", "*names no server*")]
    [InlineData("postgres", "Host=db;Prot=5432;Password=secret", "*not one for postgres*")]
    [InlineData("postgres", "Host=db;Port=many;Password=secret", "*not one for postgres*")]
    [InlineData("postgres", "secret", "*not one for postgres*")]
    [InlineData("sqlserver", "Server=db;Colour=red;Password=secret", "*not one for sqlserver*")]
    [InlineData("sqlite", "Filename=desk.db;Colour=red;Password=secret", "*not one for sqlite*")]
    [InlineData("sqlite", "Data Source=:memory:", "*name a file*")]
    [InlineData("sqlite", "Data Source=desk;Mode=Memory", "*name a file*")]
    [InlineData("sqlite", "Data Source=desk.db;Mode=ReadOnly", "*written to*")]
    public void A_setting_that_can_not_be_meant_is_refused_with_a_sentence_that_keeps_the_password(string provider, string? connectionString, string sentence)
    {
        var choose = () => Choose(provider, connectionString);

        choose.Should().Throw<SettingException>().WithMessage(sentence).Which.Message.Should().NotContain("secret");
    }

    private static IDatabase Choose(string? provider, string? connectionString)
    {
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal) { ["Database:Provider"] = provider, ["Database:ConnectionString"] = connectionString };
        return DatabaseChoice.From(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), DataDirectory);
    }

    private static string SourceOf(IDatabase database)
    {
        using var connection = database.CreateConnection();
        return connection.DataSource;
    }
}
