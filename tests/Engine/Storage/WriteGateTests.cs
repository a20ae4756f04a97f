using System.Diagnostics;
using Helpdesk.Engine.Audit;
using Helpdesk.Engine.Storage;
using Helpdesk.Testing;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Tests.Storage;

/// <summary>Many writers on one SQLite file, and a second program that knows nothing of their gate: 'database is locked' reaches nobody.</summary>
public sealed class WriteGateTests
{
    private const int Writers = 32;

    [Fact]
    public async Task Writers_of_two_programs_wait_for_each_other()
    {
        await using var desk = await TestDesk.OpenAsync("sqlite", TimeProvider.System);
        await using var commandLine = desk.Another();

        await Task.WhenAll(
            Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(() => WriteAsync(desk, times: 15)))),
            Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => WriteAsync(commandLine, times: 30)))));

        await using var tables = desk.Store.Read();
        (await tables.Audit.CountAsync()).Should().Be((Writers * 15) + (2 * 30));
    }

    [Fact]
    [Trait("Kind", "long")]
    public async Task Writers_of_two_programs_wait_for_each_other_for_a_minute()
    {
        await using var desk = await TestDesk.OpenAsync("sqlite", TimeProvider.System);
        await using var commandLine = desk.Another();
        var began = Stopwatch.GetTimestamp();
        var written = 0;

        async Task KeepWritingAsync(TestDesk at)
        {
            while (Stopwatch.GetElapsedTime(began) < TimeSpan.FromMinutes(1))
            {
                await WriteAsync(at, times: 1);
                Interlocked.Increment(ref written);
            }
        }

        await Task.WhenAll(Enumerable.Range(0, Writers + 1).Select(writer => Task.Run(() => KeepWritingAsync(writer == 0 ? commandLine : desk))));

        await using var tables = desk.Store.Read();
        (await tables.Audit.CountAsync()).Should().Be(written);
    }

    [Fact]
    public async Task Writers_come_in_one_at_a_time_and_in_the_order_of_their_coming()
    {
        await using var desk = await TestDesk.OpenAsync("sqlite");
        var order = new List<int>();
        var turn = await desk.Gate.EnterAsync(CancellationToken.None);

        var writers = Enumerable.Range(0, Writers).Select(async writer =>
        {
            using var own = await desk.Gate.EnterAsync(CancellationToken.None);
            order.Add(writer);
        }).ToList();
        writers.Should().NotContain(writer => writer.IsCompleted);
        turn.Dispose();
        await Task.WhenAll(writers);

        order.Should().Equal(Enumerable.Range(0, Writers));
    }

    [Fact]
    public async Task Whoever_stops_waiting_takes_no_turn_from_the_next()
    {
        await using var desk = await TestDesk.OpenAsync("sqlite");
        var turn = await desk.Gate.EnterAsync(CancellationToken.None);
        using var impatient = new CancellationTokenSource();

        var gone = desk.Store.WriteAsync((_, _) => Task.CompletedTask, impatient.Token);
        var next = desk.WriteAsync(unit => unit.Desk.Marks.Add(new Mark("next", 1)));
        await impatient.CancelAsync();
        turn.Dispose();

        await FluentActions.Awaiting(() => gone).Should().ThrowAsync<OperationCanceledException>();
        await next.WaitAsync(Patience.Limit);
    }

    [SkippableFact]
    public async Task Where_the_database_takes_many_writers_nobody_queues()
    {
        await using var desk = await TestDesk.OpenAsync("postgres");

        using var first = await desk.Gate.EnterAsync(CancellationToken.None);
        using var second = await desk.Gate.EnterAsync(CancellationToken.None).AsTask().WaitAsync(Patience.Limit);

        second.Should().NotBeNull();
    }

    [Fact]
    public async Task A_SQLite_file_is_set_up_so_that_nothing_committed_is_lost()
    {
        await using var database = await TestDatabase.CreateAsync("sqlite");
        await using var connection = await database.OpenAsync();

        (await PragmaAsync("journal_mode")).Should().Be("wal");
        (await PragmaAsync("synchronous")).Should().Be(2L, "2 is FULL");
        (await PragmaAsync("foreign_keys")).Should().Be(1L);
        (await PragmaAsync("busy_timeout")).Should().Be(30_000L);

        async Task<object?> PragmaAsync(string name)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"PRAGMA {name}";
            return await command.ExecuteScalarAsync();
        }
    }

    [Fact]
    public async Task A_connection_that_EF_opens_by_itself_is_set_up_alike()
    {
        await using var desk = await TestDesk.OpenAsync("sqlite");
        await using var tables = desk.Store.Read();

        (await tables.Database.SqlQueryRaw<int>("SELECT timeout AS \"Value\" FROM pragma_busy_timeout").SingleAsync()).Should().Be(30_000);
        (await tables.Database.SqlQueryRaw<int>("SELECT synchronous AS \"Value\" FROM pragma_synchronous").SingleAsync()).Should().Be(2);
    }

    private static async Task WriteAsync(TestDesk desk, int times)
    {
        for (var i = 0; i < times; i++)
        {
            await desk.WriteAsync(unit => unit.Desk.Audit.Add(new AuditEntry(unit.NewId(), actorId: null, "test", "test", "", unit.Now)));
        }
    }
}
