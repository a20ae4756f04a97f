using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using Helpdesk.Bench.Measuring;
using Helpdesk.Bench.Seeding;
using Helpdesk.Engine.Outbox;
using Helpdesk.Testing;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Bench.Loads;

/// <summary>Sixteen people at once, each on a connection that is kept alive: they look around, open tickets, reply; agents answer; mail goes out.</summary>
internal static class LoadBench
{
    private const int Customers = 12;
    private const int Agents = 4;

    /// <summary>What memory may grow by in the second half, beyond what is noise.</summary>
    private const double MostGrowth = 1.10;

    public static async Task RunAsync(int tickets, TimeSpan length, TextWriter output)
    {
        var seeded = await SeededDesk.EnsureAsync(tickets, "sqlite", output);
        await using var sink = new MailSink();
        await using var desk = await DeskProcess.StartAsync(seeded.DataDirectory, new Dictionary<string, string>(seeded.Environment, StringComparer.Ordinal)
        {
            ["HELPDESK__Smtp__Host"] = "127.0.0.1",
            ["HELPDESK__Smtp__Port"] = sink.Port.ToString(CultureInfo.InvariantCulture),
            ["HELPDESK__Smtp__Security"] = "None",
        });
        var journal = new Journal();
        using var ending = new CancellationTokenSource();
        var people = new List<Task>();
        // One after the other: an address that signs in many times at once is locked for a while.
        for (var i = 0; i < Customers + Agents; i++)
        {
            var isAgent = i < Agents;
            var browser = new Browser(desk.Address);
            using (await browser.SendFormAsync("/sign-in", "/sign-in", LogIn(seeded, isAgent ? DemoPeople.Agent : i % 2 == 0 ? DemoPeople.Customer : DemoPeople.Colleague)))
            {
                people.Add(Task.Run(() => isAgent ? WorkAsync(browser, journal, ending.Token) : AskAsync(browser, journal, ending.Token)));
            }
        }

        var (memory, queue) = await WatchAsync(desk, seeded, length);
        await ending.CancelAsync();
        await Task.WhenAll(people);
        Write(output, length, journal, memory, queue, sink.Taken);
    }

    private static KeyValuePair<string, string>[] LogIn(SeededDesk seeded, string address) =>
        [new("Address", address), new("Password", DemoPeople.Read(seeded.DataDirectory).PasswordOf(address))];

    private static async Task<(List<long> Memory, List<int> Queue)> WatchAsync(DeskProcess desk, SeededDesk seeded, TimeSpan length)
    {
        var (memory, queue) = (new List<long>(), new List<int>());
        await using var inner = await TestDesk.OpenAsync(TestDatabase.At(seeded.Provider, seeded.ConnectionString), TimeProvider.System);
        using var ticks = new PeriodicTimer(TimeSpan.FromSeconds(1));
        for (var began = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(began) < length; await ticks.WaitForNextTickAsync())
        {
            memory.Add(ProcessTree.Memory(desk.Id));
            await using var tables = inner.Store.Read();
            queue.Add(await tables.Outbox.CountAsync(row => row.State == OutboxState.Waiting || row.State == OutboxState.Claimed));
        }

        return (memory, queue);
    }

    private static async Task AskAsync(Browser browser, Journal journal, CancellationToken ended)
    {
        using (browser)
        {
            for (var turn = 0; !ended.IsCancellationRequested; turn++)
            {
                await journal.LookAsync(browser, "/");
                await journal.LookAsync(browser, "/tickets");
                await journal.LookAsync(browser, $"/tickets/{SeededDesk.ShortTicket}");
                await journal.LookAsync(browser, "/tickets?search=invoice");
                await journal.LookAsync(browser, "/kb");
                if (turn % 4 == 0)
                {
                    // Words of their own: the desk takes the same words, sent again, for the same ticket.
                    var key = Guid.NewGuid().ToString("N");
                    await journal.SendAsync(browser, "/tickets/new", "/tickets/new", mayComeBack: false, [
                        new("Subject", $"The shop answers slowly, case {key}"), new("Department", "support"), new("Urgency", "medium"), new("Body", $"Since Monday *{key}* takes ten seconds."), new("RequestKey", key)]);
                }
                else
                {
                    await journal.LookAsync(browser, "/tickets/new");
                }
            }
        }
    }

    private static async Task WorkAsync(Browser browser, Journal journal, CancellationToken ended)
    {
        using (browser)
        {
            while (!ended.IsCancellationRequested)
            {
                var queue = await journal.LookAsync(browser, "/agent");
                await journal.LookAsync(browser, "/agent?show=mine");
                if (queue?.QuerySelector("a.desk-row-link")?.GetAttribute("href") is { } ticket)
                {
                    var key = Guid.NewGuid().ToString("N");
                    await journal.SendAsync(browser, ticket, $"{ticket}?handler=write", mayComeBack: true, [new("Kind", "reply"), new("Body", $"We look into {key}."), new("RequestKey", key)]);
                }
            }
        }
    }

    private static void Write(TextWriter output, TimeSpan length, Journal journal, List<long> memory, List<int> queue, int mails)
    {
        var table = new Table(output, string.Create(CultureInfo.InvariantCulture, $"{Customers + Agents} people at once for {length.TotalMinutes:0.#} minutes on SQLite"), "what", "value", "aim", "");
        table.Judged("errors", journal.Errors.Count.ToString(CultureInfo.InvariantCulture), "0", journal.Errors.IsEmpty);
        foreach (var error in journal.Errors.Distinct(StringComparer.Ordinal).Take(5))
        {
            table.Row($"  {error}", "", "", "");
        }

        // The first minute is warming up: quarters of what comes after the half.
        var (third, fourth) = (memory.Skip(memory.Count / 2).Take(memory.Count / 4).Average(), memory.Skip(memory.Count * 3 / 4).Average());
        table.Judged("memory, third and last quarter", $"{Table.Bytes((long)third)}, {Table.Bytes((long)fourth)}", "flat", fourth <= third * MostGrowth);
        var (before, after) = (queue.Skip(queue.Count / 2).Take(queue.Count / 4).Average(), queue.Skip(queue.Count * 3 / 4).Average());
        table.Judged("outbox rows waiting, third and last quarter", string.Create(CultureInfo.InvariantCulture, $"{before:0}, {after:0}"), "not growing", after <= (before * 1.1) + 50);
        table.Row("forms taken, and overtaken by a colleague", string.Create(CultureInfo.InvariantCulture, $"{journal.Forms.Count - journal.Overtaken}, {journal.Overtaken}"), "", "");
        table.Row("mails sent", mails.ToString(CultureInfo.InvariantCulture), "", "");
        table.Row("pages a second", string.Create(CultureInfo.InvariantCulture, $"{journal.Pages.Count / length.TotalSeconds:0}"), "", "");
        Percentiles(table, "page", journal.Pages);
        Percentiles(table, "form sent", journal.Forms);
    }

    private static void Percentiles(Table table, string what, ConcurrentBag<TimeSpan> times)
    {
        var sorted = times.Order().ToList();
        if (sorted.Count > 0)
        {
            table.Row($"{what}, p50 and p99 of {sorted.Count}", $"{Table.Written(sorted[sorted.Count / 2])}, {Table.Written(sorted[sorted.Count * 99 / 100])}", "", "");
        }
    }

    private sealed class Journal
    {
        private int _overtaken;

        public ConcurrentBag<TimeSpan> Pages { get; } = [];

        public ConcurrentBag<TimeSpan> Forms { get; } = [];

        public ConcurrentBag<string> Errors { get; } = [];

        /// <summary>Answers that came back because a colleague was faster.</summary>
        public int Overtaken => _overtaken;

        public async Task<AngleSharp.Html.Dom.IHtmlDocument?> LookAsync(Browser browser, string path)
        {
            var began = Stopwatch.GetTimestamp();
            using var answer = await browser.GetAsync(path);
            Pages.Add(Stopwatch.GetElapsedTime(began));
            if (answer.StatusCode != HttpStatusCode.OK)
            {
                Errors.Add($"{path}: {(int)answer.StatusCode}");
                return null;
            }

            return await Browser.PageAsync(answer);
        }

        /// <param name="mayComeBack">Whether a colleague may be faster: then the form comes back, which is what ought to happen.</param>
        public async Task SendAsync(Browser browser, string page, string action, bool mayComeBack, IReadOnlyList<KeyValuePair<string, string>> fields)
        {
            if (await LookAsync(browser, page) is not { } form)
            {
                return;
            }

            var hidden = form.QuerySelectorAll("input[type=hidden]").Where(field => field.GetAttribute("name") is "Owner" or "Seen" or "Version")
                .Select(field => new KeyValuePair<string, string>(field.GetAttribute("name")!, field.GetAttribute("value") ?? ""));
            using var content = new MultipartFormDataContent();
            foreach (var (name, value) in hidden.DistinctBy(field => field.Key, StringComparer.Ordinal).Concat(fields).Append(new("__RequestVerificationToken", Browser.Token(form))))
            {
                content.Add(new StringContent(value), name);
            }

            var began = Stopwatch.GetTimestamp();
            using var answer = await browser.SendAsync(new HttpRequestMessage(HttpMethod.Post, action) { Content = content });
            Forms.Add(Stopwatch.GetElapsedTime(began));
            if (answer.StatusCode == HttpStatusCode.OK && mayComeBack)
            {
                Interlocked.Increment(ref _overtaken);
            }
            else if (answer.StatusCode != HttpStatusCode.Redirect)
            {
                Errors.Add($"{action}: {(int)answer.StatusCode}");
            }
        }
    }
}
