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
        var table = new Table(output, $"Search and suggestions among {Documents} articles on {provider}, one client", "what", "p50", "p95", "aim for p95", "");
        foreach (var (name, make) in new (string Name, Func<SearchQuestion> Make)[]
        {
            ("a common word", () => Asked(Word(random.Next(5)))),
            ("a few words", () => Asked(string.Join(' ', Words(random, random.Next(2, 5))))),
            ("rare words", () => Asked($"{Word(random.Next(5_000, 20_000))} {Word(random.Next(5_000, 20_000))}")),
            ("misspelt words", () => Asked(string.Join(' ', Words(random, 3).Select(word => Misspelt(random, word))))),
            ("suggestions for a problem of 100 words", () => Asked(string.Join(' ', Words(random, 100))) with { IsProblem = true }),
        })
        {
            var (p50, p95) = await MeasureAsync(searcher, make);
            table.Row(name, Table.Written(p50), Table.Written(p95), $"≤ {Table.Written(aim)}", Table.Verdict(p95 <= aim));
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
