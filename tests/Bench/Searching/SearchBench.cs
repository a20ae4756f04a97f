using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using Helpdesk.Bench.Measuring;
using Helpdesk.Engine.Search;
using Helpdesk.Testing;

namespace Helpdesk.Bench.Searching;

/// <summary>How long a search and a suggestion take among 20,000 articles of 250 words, with words as common and as rare as they are in any language.</summary>
internal static class SearchBench
{
    private const int Documents = 20_000;
    private const int Questions = 200;
    private const double AimOfTwin = 3;
    private const string Source = "library.books";
    private const string Public = "public";

    public static async Task RunAsync(string provider, TextWriter output)
    {
        var aim = TimeSpan.FromMilliseconds(provider == "sqlite" ? 50 : 100);
        await using var desk = await TestDesk.OpenAsync(provider, TimeProvider.System);
        var (index, searcher, random) = (new SearchIndex(), new Searcher(desk.Store), new Random(1));
        var filling = Stopwatch.StartNew();
        foreach (var batch in Enumerable.Range(0, Documents).Select(i => Made(random, i)).Chunk(250))
        {
            await desk.Store.WriteAsync(
                async (unit, token) =>
                {
                    foreach (var document in batch)
                    {
                        await index.PutAsync(unit, document, token);
                    }
                },
                CancellationToken.None);
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{provider}: {Documents} articles written in {filling.Elapsed.TotalSeconds:0} s"));
        (string Name, Func<SearchQuestion> Make)[] questions =
        [
            ("a common word", () => Asked(Word(random.Next(5)))),
            ("a few words", () => Asked(string.Join(' ', Words(random, random.Next(2, 5))))),
            ("rare words", () => Asked($"{Word(random.Next(5_000, 20_000))} {Word(random.Next(5_000, 20_000))}")),
            ("misspelt words", () => Asked(string.Join(' ', Words(random, 3).Select(word => Misspelt(random, word))))),
            ("suggestions for a problem of 100 words", () => Asked(string.Join(' ', Words(random, 100))) with { IsProblem = true }),
        ];
        var table = new Table(output, $"Search and suggestions among {Documents} articles on {provider}, one client", "what", "p50", "p95", "aim for p95", "");
        foreach (var (name, make) in questions)
        {
            var (p50, p95) = await MeasureAsync(searcher, make);
            table.Row(name, Table.Written(p50), Table.Written(p95), $"≤ {Table.Written(aim)}", Table.Verdict(p95 <= aim));
        }

        if (provider == "sqlite")
        {
            await FightAsync(desk, searcher, questions, output);
        }
    }

    /// <summary>
    /// The twin asks FTS5's own ranking for twenty documents with any of the words, and shows their beginnings: no languages, no misspelling, no exact title first.
    /// </summary>
    private static async Task FightAsync(TestDesk desk, Searcher searcher, IEnumerable<(string Name, Func<SearchQuestion> Make)> questions, TextWriter output)
    {
        var table = Table.OfTwins(output, "The same against FTS5's own order (bm25)");
        await using var connection = desk.Store.Database.CreateConnection();
        await connection.OpenAsync();
        foreach (var (name, make) in questions)
        {
            // The same questions to both, in the same order.
            var asked = Enumerable.Range(0, Questions).Select(_ => make()).ToList();
            var (ours, theirs) = (0, 0);
            table.Row(
                await Duel.FightAsync(
                    name,
                    Contender.Here(async count =>
                    {
                        for (var i = 0; i < count; i++)
                        {
                            await searcher.FindAsync(asked[ours++ % asked.Count], CancellationToken.None);
                        }
                    }),
                    Contender.Here(async count =>
                    {
                        for (var i = 0; i < count; i++)
                        {
                            await AskTwinAsync(connection, asked[theirs++ % asked.Count].Text);
                        }
                    }),
                    TimeSpan.FromSeconds(3)),
                AimOfTwin);
        }
    }

    private static async Task AskTwinAsync(DbConnection connection, string text)
    {
        await using var command = connection.CreateCommand();
        command.CommandText =
            """
            SELECT d.title, substr(d.text, 1, 300) FROM desk_search_fts f JOIN desk_search_document d ON d.id = f.rowid
            WHERE desk_search_fts MATCH $match AND d.audience = 'public' ORDER BY bm25(desk_search_fts, 8, 4, 1) LIMIT 20
            """;
        var match = command.CreateParameter();
        (match.ParameterName, match.Value) = ("$match", string.Join(" OR ", text.Split(' ').Distinct(StringComparer.Ordinal).Select(word => $"\"{word}\"")));
        command.Parameters.Add(match);
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
        {
            _ = (rows.GetString(0), rows.GetString(1));
        }
    }

    private static async Task<(TimeSpan P50, TimeSpan P95)> MeasureAsync(Searcher searcher, Func<SearchQuestion> make)
    {
        for (var i = 0; i < Questions / 4; i++)
        {
            await searcher.FindAsync(make(), CancellationToken.None);
        }

        var times = new List<TimeSpan>();
        for (var i = 0; i < Questions; i++)
        {
            var (question, began) = (make(), Stopwatch.GetTimestamp());
            await searcher.FindAsync(question, CancellationToken.None);
            times.Add(Stopwatch.GetElapsedTime(began));
        }

        times.Sort();
        return (times[times.Count / 2], times[times.Count * 95 / 100]);
    }

    private static SearchQuestion Asked(string text) => new(Source, text, [Public], "en");

    private static SearchDocument Made(Random random, int number) =>
        new(Source, string.Create(CultureInfo.InvariantCulture, $"made-{number}"), "en", number % 10 == 0 ? "staff" : Public, string.Join(' ', Words(random, 6)))
        {
            Text = string.Join(' ', Words(random, 250)),
            Summary = string.Join(' ', Words(random, 18)),
            Keywords = string.Join(' ', Words(random, 8)),
        };

    private static string[] Words(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => Word(Rank(random)))];

    /// <summary>Zipf's law: the second most common word is half as common as the first, the third a third.</summary>
    private static int Rank(Random random) => (int)Math.Exp(random.NextDouble() * Math.Log(40_000)) - 1;

    /// <summary>A word of its own for each rank: the shorter ones for the more common.</summary>
    private static string Word(int rank)
    {
        const string consonants = "bdfgklmnprstvz";
        const string vowels = "aeiou";
        var word = "";
        for (var left = rank + 70; left > 0; left /= 70)
        {
            word += $"{consonants[left % 70 / 5]}{vowels[left % 5]}";
        }

        return word + consonants[rank % consonants.Length] + vowels[rank % vowels.Length];
    }

    private static string Misspelt(Random random, string word)
    {
        var at = random.Next(1, word.Length);
        return $"{word[..at]}x{word[at..]}";
    }
}
