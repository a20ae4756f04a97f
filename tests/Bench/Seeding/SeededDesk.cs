using System.Diagnostics;
using System.Globalization;
using Helpdesk.Bench.Measuring;
using Helpdesk.Engine.Tickets.Import;
using Helpdesk.Testing;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Bench.Seeding;

/// <summary>
/// A desk with so many believable tickets: the demo company, thousands of customers more, and what they wrote. On SQLite it is kept
/// in <c>artifacts/bench</c> and used again; on PostgreSQL it lives as long as the process that made it.
/// </summary>
/// <param name="Server">The processes that keep the database, beside the desk itself.</param>
internal sealed record SeededDesk(string DataDirectory, string Provider, string ConnectionString, params int[] Server)
{
    /// <summary>Two tickets of the first customer, which are the same on every desk however large.</summary>
    public const string ShortTicket = "bench-4";

    public const string LongTicket = "bench-60";

    /// <summary>As many as a chunk holds in memory.</summary>
    private const int Chunk = 2_000;

    /// <summary>As a process of the desk takes it.</summary>
    public Dictionary<string, string> Environment => new(StringComparer.Ordinal)
    {
        ["HELPDESK__Database__Provider"] = Provider,
        ["HELPDESK__Database__ConnectionString"] = ConnectionString,
        // What the desk says about itself is no part of what is measured.
        ["HELPDESK__Serilog__MinimumLevel__Default"] = "Error",
        ["HELPDESK__Serilog__MinimumLevel__Override__Microsoft"] = "Error",
        ["HELPDESK__Serilog__MinimumLevel__Override__Microsoft.Hosting.Lifetime"] = "Error",
    };

    public static async Task<SeededDesk> EnsureAsync(int tickets, string provider, TextWriter output, bool anew = false)
    {
        var folder = Path.Combine(Repository.Folder, "artifacts", "bench", string.Create(CultureInfo.InvariantCulture, $"{provider}-{tickets}"));
        var mark = Path.Combine(folder, "seeded");
        var isKept = provider == "sqlite";
        if (isKept && !anew && File.Exists(mark))
        {
            return new SeededDesk(folder, provider, SqliteIn(folder));
        }

        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        Directory.CreateDirectory(folder);
        var desk = isKept ? new SeededDesk(folder, provider, SqliteIn(folder)) : await PostgresAsync(folder);
        await using (var process = await DeskProcess.StartAsync(folder, new Dictionary<string, string>(desk.Environment, StringComparer.Ordinal) { ["HELPDESK__Demo__Contents"] = "true" }))
        {
            await process.SignalAsync("TERM");
            await process.WaitForEndAsync();
        }

        await desk.FillAsync(tickets, output);
        await File.WriteAllTextAsync(mark, tickets.ToString(CultureInfo.InvariantCulture));
        return desk;
    }

    /// <summary>A desk of its own with the same in it, on SQLite.</summary>
    public SeededDesk CopyTo(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(DataDirectory, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(DataDirectory, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return new SeededDesk(folder, Provider, SqliteIn(folder));
    }

    private async Task FillAsync(int tickets, TextWriter output)
    {
        await using var inner = await TestDesk.OpenAsync(TestDatabase.At(Provider, ConnectionString), TimeProvider.System);
        int there;
        await using (var tables = inner.Store.Read())
        {
            there = await tables.AllTickets.CountAsync();
        }

        var began = Stopwatch.GetTimestamp();
        var customers = await Customers.AddAsync(inner.Store, Math.Max(40, tickets / 20));
        output.WriteLine($"{customers.People.Count} customers in {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s");
        began = Stopwatch.GetTimestamp();
        var import = new TicketImport(inner.Store);
        await import.ImportAsync([customers.Told(ShortTicket, 4), customers.Told(LongTicket, 60)], "web", CancellationToken.None);
        var done = 0;
        foreach (var chunk in customers.Conversations(Math.Max(0, tickets - there - 2)).Chunk(Chunk))
        {
            await import.ImportAsync(chunk, "web", CancellationToken.None);
            done += chunk.Length;
            if (done % (Chunk * 10) == 0)
            {
                output.WriteLine($"  {done} tickets after {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s");
            }
        }

        var took = Stopwatch.GetElapsedTime(began);
        if (Provider == "postgres")
        {
            // What autovacuum does by and by on a desk that grows by and by; in the midst of a measurement it would be measured too.
            await using var tables = inner.Store.Read();
            await tables.Database.ExecuteSqlRawAsync("VACUUM ANALYZE");
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Provider}: {done + 2} tickets brought in by TicketImport in {took.TotalSeconds:0} s, {(done + 2) / took.TotalSeconds:0} a second"));
        if (Provider == "sqlite")
        {
            output.WriteLine($"the database has {Table.Bytes(new FileInfo(Path.Combine(DataDirectory, "helpdesk.db")).Length)}");
        }
    }

    private static string SqliteIn(string folder) => $"Data Source={Path.Combine(folder, "helpdesk.db")}";

    private static async Task<SeededDesk> PostgresAsync(string folder)
    {
        var server = await PostgresServer.RequireAsync();
        var name = $"bench_{Guid.NewGuid():N}";
        await server.ExecuteAsync($"CREATE DATABASE {name}");
        return new SeededDesk(folder, "postgres", server.ConnectionString(name), server.Id);
    }
}
