using Helpdesk.Host.Jobs;
using Helpdesk.Host.Process;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace Helpdesk.Host.Tests.Outbox;

/// <summary>Hangfire keeps its own memory where the operator says.</summary>
public sealed class HangfireTests
{
    private const int Tickets = 30;

    [SkippableFact]
    [Trait("Kind", "slow")]
    public async Task On_PostgreSQL_two_servers_deliver_and_leave_a_history()
    {
        await using var database = await TestDatabase.CreateAsync("postgres");
        string[] settings =
        [
            "--Database:Provider=postgres", $"--Database:ConnectionString={database.ConnectionString}",
            "--Hangfire:Storage=postgres", $"--Hangfire:ConnectionString={database.ConnectionString}",
        ];
        await using var first = await StartAsync(settings);
        await using var second = await StartAsync(settings);
        await first.EnableAsync("sample");
        using var customer = await first.PersonAsync(DemoPeople.Customer);

        await Task.WhenAll(Enumerable.Range(0, Tickets).Select(_ => customer.OpenAsync("By shared hands")));
        await Judging.DrainedAsync(database);

        (await first.NotedAsync("opened")).Should().HaveCount(Tickets);
        (await first.NotedAsync("job")).Should().HaveCount(Tickets);
        // Opened, job, planner and four mails each, some of them together. A row is done a moment before its history says so.
        await Patience.UntilAsync(
            async () => await CountAsync(database, "SELECT coalesce(sum(jsonb_array_length((arguments::jsonb ->> 0)::jsonb)), 0)::bigint FROM hangfire.job WHERE statename = 'Succeeded' AND invocationdata::text LIKE '%OutboxHands%'") >= Tickets * 7,
            "the history is there");
        (await CountAsync(database, "SELECT count(*) FROM hangfire.hash WHERE key = 'recurring-job:plugin:sample:tick'")).Should().BeGreaterThan(0, "the clock is set there too");
    }

    [Theory]
    [InlineData("postgres", null, "Hangfire:ConnectionString is needed when Hangfire:Storage is a database.")]
    [InlineData("sqlserver", "", "Hangfire:ConnectionString is needed when Hangfire:Storage is a database.")]
    [InlineData("sqlserver", "Server=127.0.0.1,1;Colour=red", "Hangfire:ConnectionString is not one for sqlserver: *")]
    [InlineData("postgres", "Host=127.0.0.1;Colour=red", "Hangfire:ConnectionString is not one for postgres: *")]
    [InlineData("sqlserver", "Server=127.0.0.1,1;Password=geheim;User Id=x;Connect Timeout=1;Encrypt=false", "The database that Hangfire:ConnectionString names can't be used: *")]
    [InlineData("postgres", "Host=127.0.0.1;Port=1;Timeout=1;Password=geheim", "The database that Hangfire:ConnectionString names can't be used: *")]
    [InlineData("redis", null, "Hangfire:Storage is 'redis'; it can be 'memory', 'postgres' or 'sqlserver'.")]
    public void A_storage_that_can_not_be_had_is_told_in_a_sentence(string storage, string? connection, string sentence)
    {
        var setting = () => HangfireStorage.From(Settings(("Hangfire:Storage", storage), ("Hangfire:ConnectionString", connection)));

        setting.Should().Throw<SettingException>().WithMessage(sentence).Which.Message.Should().NotContain("geheim");
    }

    [Fact]
    [Trait("Kind", "slow")]
    public async Task The_operator_reads_the_sentence()
    {
        var data = Directory.CreateTempSubdirectory("helpdesk-").FullName;
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["HELPDESK__Hangfire__Storage"] = "sqlserver",
            ["HELPDESK__Hangfire__ConnectionString"] = "Server=127.0.0.1,1;Connect Timeout=1;Encrypt=false;User Id=x;Password=y",
        };

        var (code, _, errors) = await DeskProcess.RunAsync(data, settings, "serve", "--urls", "http://127.0.0.1:0");

        code.Should().Be(1);
        errors.Trim().Should().StartWith("The database that Hangfire:ConnectionString names can't be used: ").And.NotContain("\n");
        Directory.Delete(data, recursive: true);
    }

    [Theory]
    [InlineData(null, 120)]
    [InlineData("00:00:05", 5)]
    [InlineData("01:00:00", 3600)]
    public void The_lease_of_the_outbox_can_be_set(string? told, int seconds) =>
        OutboxSettings.From(Settings((OutboxSettings.Lease, told))).Lease.Should().Be(TimeSpan.FromSeconds(seconds));

    [Theory]
    [InlineData("00:00:04.999")]
    [InlineData("01:00:01")]
    [InlineData("120")]
    [InlineData("-00:01:00")]
    [InlineData("soon")]
    public void A_lease_that_can_not_be_meant_is_refused(string told)
    {
        var setting = () => OutboxSettings.From(Settings((OutboxSettings.Lease, told)));

        setting.Should().Throw<SettingException>().WithMessage($"Outbox:Lease is '{told}'; it must be a time from 00:00:05 to 01:00:00, such as 00:02:00.");
    }

    private static IConfiguration Settings(params (string Name, string? Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, setting.Value))).Build();

    private static async Task<RunningDesk> StartAsync(string[] settings)
    {
        var data = Directory.CreateTempSubdirectory("helpdesk-").FullName;
        FixturePlugins.Lay(RunningDesk.PluginFolderOf(data), "SampleV1");
        // The demo company is in the database already where another desk has put it; its log-ins lie beside that one.
        await File.WriteAllTextAsync(Path.Combine(data, "demo-log-ins"), "");
        return await RunningDesk.StartAsync(data, ownsFolder: true, settings);
    }

    private static async Task<long> CountAsync(TestDatabase database, string sql)
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
