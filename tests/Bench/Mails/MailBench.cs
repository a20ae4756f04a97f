using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using Helpdesk.Bench.Measuring;
using Helpdesk.Testing;
using Microsoft.Data.Sqlite;

namespace Helpdesk.Bench.Mails;

/// <summary>Real mails from a spool, or from a mail server by IMAP, until each is judged and what it makes happen has happened; against the same rows by hand.</summary>
internal static class MailBench
{
    private const string Plugin = "email-ingest";

    /// <summary>Of what the twin does with a second of CPU time.</summary>
    private const double Aim = 4;

    /// <summary>What memory may grow by in the second half, beyond what is noise.</summary>
    private const double MostGrowth = 1.10;

    private const int LargeMegabytes = 25;

    /// <summary>So many are taken before any counts: until the compiler has seen what is hot.</summary>
    private const int WarmUp = 5_000;

    public static async Task RunAsync(int count, bool byImap, TextWriter output)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Repository.Folder, "artifacts", "bench", "mail")).FullName;
        Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
        var (database, mails) = (Path.Combine(folder, "helpdesk.db"), RealMails.Take(WarmUp + count).ToList());
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["HELPDESK__Database__Provider"] = "sqlite",
            ["HELPDESK__Database__ConnectionString"] = $"Data Source={database}",
        };
        await using var desk = await DeskProcess.StartAsync(folder, environment, "--demo");
        var (code, _, errors) = await DeskProcess.RunAsync(folder, environment, "plugin", "enable", Plugin);
        if (code != 0)
        {
            throw new InvalidOperationException(errors);
        }

        using var keeper = new Browser(desk.Address);
        (await keeper.SendFormAsync("/sign-in", "/sign-in", [new("Address", DemoPeople.Administrator), new("Password", DemoPeople.Read(folder).PasswordOf(DemoPeople.Administrator))])).Dispose();
        var (way, fields) = await WayAsync(folder, byImap);
        await way(mails[..WarmUp]);
        using (var answer = await keeper.SendFormAsync("/mail/new", "/mail/new", fields))
        {
            if (answer.StatusCode != HttpStatusCode.Redirect)
            {
                throw new InvalidOperationException("The mailbox was not set up: " + (await Browser.PageAsync(answer)).QuerySelector("main")?.TextContent);
            }
        }

        await TakenAsync(desk, database, WarmUp);
        mails.RemoveRange(0, WarmUp);
        var (before, cpu, began) = (TwinMails.Count(database), ProcessTree.Cpu(desk.Id), Stopwatch.GetTimestamp());
        await way(mails);
        var memory = await TakenAsync(desk, database, WarmUp + count);
        var (ours, wall) = (ProcessTree.Cpu(desk.Id) - cpu, Stopwatch.GetElapsedTime(began));
        var outcomes = Outcomes(database);
        var (theirs, rows) = TwinMails.Take(mails, database, before, Path.Combine(folder, "twin.db"));
        Write(output, count, byImap, (ours, wall), (theirs, rows), memory, outcomes);
        if (!byImap)
        {
            await LargeAsync(desk, folder, database, WarmUp + count, output);
        }
    }

    private static void Write(TextWriter output, int count, bool byImap, (TimeSpan Cpu, TimeSpan Wall) ours, (TimeSpan Cpu, long Rows) twin, List<long> memory, string outcomes)
    {
        var table = new Table(output, string.Create(CultureInfo.InvariantCulture, $"{count} real mails {(byImap ? "by IMAP" : "from a spool")}, with tickets, receipts and notices"), "what", "value", "aim", "");
        var ratio = ours.Cpu / twin.Cpu;
        table.Row("mails a second of CPU time", Rate(count, ours.Cpu), "", "");
        table.Row("the twin's", Rate(count, twin.Cpu), "", "");
        table.Judged("twin ÷ ours", Table.Times(ratio), $"≤ {Table.Times(Aim)}", ratio <= Aim);
        table.Row("mails a second on the wall", Rate(count, ours.Wall), "", "");
        table.Row("rows a mail", string.Create(CultureInfo.InvariantCulture, $"{(double)twin.Rows / count:0.0}"), "", "");
        table.Row("outcomes", outcomes, "", "");
        var (half, end) = (memory[(memory.Count / 2)..(memory.Count * 5 / 8 + 1)].Average(), memory[(memory.Count * 7 / 8)..].Average());
        table.Judged("memory in the end against the middle", $"{Table.Bytes((long)half)} → {Table.Bytes((long)end)}", $"≤ {Table.Times(MostGrowth)}", end / half <= MostGrowth);
    }

    private static async Task LargeAsync(DeskProcess desk, string folder, string database, int count, TextWriter output)
    {
        var before = ProcessTree.Memory(desk.Id);
        var line = new string('A', 76) + "\r\n";
        var mail = new StringBuilder("From: Person Large <large@people.example>\r\nMessage-ID: <large@people.example>\r\nSubject: Large\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nSee the file.\r\n--b\r\nContent-Type: application/octet-stream; name=large.bin\r\nContent-Transfer-Encoding: base64\r\n\r\n");
        while (mail.Length < (LargeMegabytes << 20) - 1_000)
        {
            mail.Append(line);
        }

        await File.WriteAllTextAsync(Path.Combine(SpoolOf(folder), "large.eml"), mail.Append("--b--\r\n").ToString());
        var memory = await TakenAsync(desk, database, count + 1);
        var table = new Table(output, string.Create(CultureInfo.InvariantCulture, $"One mail of {LargeMegabytes} MiB"), "before", "at most", "more");
        table.Row(Table.Bytes(before), Table.Bytes(memory.Max()), Table.Bytes(memory.Max() - before));
    }

    /// <summary>Waits until all is judged and nothing is left to do.</summary>
    /// <returns>The memory meanwhile, ten times a second.</returns>
    private static async Task<List<long>> TakenAsync(DeskProcess desk, string database, int count)
    {
        var memory = new List<long>();
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (await ticks.WaitForNextTickAsync())
        {
            memory.Add(ProcessTree.Memory(desk.Id));
            if (memory.Count % 10 == 0 && Number(database, "SELECT count(*) FROM email_ingest_record WHERE outcome <> 0") >= count && Left(database) == 0)
            {
                return memory;
            }
        }

        throw new InvalidOperationException("The clock has stopped.");
    }

    /// <summary>What is due and not done.</summary>
    private static long Left(string database) => Number(database, "SELECT count(*) FROM desk_outbox WHERE state IN (0, 1) AND due_at < strftime('%Y-%m-%d %H:%M:%f', 'now')");

    private static string Outcomes(string database)
    {
        using var connection = new SqliteConnection($"Data Source={database};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT outcome, count(*) FROM email_ingest_record GROUP BY outcome ORDER BY 2 DESC";
        using var reader = command.ExecuteReader();
        var found = new List<string>();
        while (reader.Read())
        {
            found.Add(string.Create(CultureInfo.InvariantCulture, $"{reader.GetInt64(0)}: {reader.GetInt64(1)}"));
        }

        return string.Join(", ", found);
    }

    private static long Number(string database, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={database};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    private static string SpoolOf(string folder) => Path.Combine(folder, "plugin-files", Plugin, "spool", "support");

    /// <summary>How mails get to the desk, and what its mailbox is told of that.</summary>
    private static async Task<(Func<IReadOnlyList<byte[]>, Task> Deliver, Dictionary<string, string> Fields)> WayAsync(string folder, bool byImap)
    {
        if (byImap)
        {
            var server = await DovecotServer.RequireAsync();
            var user = await server.AddUserAsync();
            return (
                async mails =>
                {
                    foreach (var mail in mails)
                    {
                        await server.DeliverAsync(user, mail);
                    }
                },
                Form(("Kind", "Imap"), ("Port", server.ImapPort.ToString(CultureInfo.InvariantCulture)), ("UserName", user), ("Password", DovecotServer.Password)));
        }

        var (spool, number) = (Directory.CreateDirectory(SpoolOf(folder)).FullName, 0);
        return (
            async mails =>
            {
                foreach (var mail in mails)
                {
                    var file = Path.Combine(spool, string.Create(CultureInfo.InvariantCulture, $"{number++:d6}"));
                    await File.WriteAllBytesAsync(file + ".part", mail);
                    File.Move(file + ".part", file + ".eml");
                }
            },
            Form(("Kind", "Spool")));
    }

    private static Dictionary<string, string> Form(params (string Field, string Value)[] fields)
    {
        (string Field, string Value)[] usual =
        [
            ("Name", "support"), ("Address", "support@helpdesk.example"), ("Department", "support"), ("Language", "en"), ("IsOn", "true"), ("Security", "None"), ("Host", "127.0.0.1"), ("Port", "143"), ("Folder", "INBOX"),
            ("After", "Mark"), ("Senders", "Anybody"), ("Unwelcome", "Hold"), ("CopiesJoin", "Proven"), ("StaffNeedProof", "true"), ("ReopenDays", "14"), ("MostMegabytes", "40"),
        ];
        return usual.Concat(fields).GroupBy(field => field.Field, StringComparer.Ordinal).ToDictionary(group => "Form." + group.Key, group => group.Last().Value, StringComparer.Ordinal);
    }

    private static string Rate(int count, TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{count / time.TotalSeconds:0.0}");
}
