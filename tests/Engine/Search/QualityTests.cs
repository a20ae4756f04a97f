using System.Text.RegularExpressions;
using Helpdesk.Engine.Search;
using Helpdesk.Engine.Storage;
using Helpdesk.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit.Abstractions;

namespace Helpdesk.Engine.Tests.Search;

/// <summary>Whether the first three are what the asker needs, by queries that somebody else has written and graded.</summary>
public sealed partial class QualityTests(ITestOutputHelper output)
{
    public static TheoryData<string> Providers => new() { "sqlite", "postgres" };

    [SkippableTheory]
    [MemberData(nameof(Providers))]
    public async Task Answers_come_before_what_only_holds_the_same_words(string provider)
    {
        await using var search = await SearchUnderTest.OpenAsync(provider);
        await search.PutAsync([.. HelpCentre.Articles()]);
        await using var tables = search.Store.Read();
        await AddPlainAsync(tables);
        var judged = new List<(Query Query, double Ours, double Plain)>();
        foreach (var query in HelpCentre.Queries().Where(query => query.Relevant.Count > 0))
        {
            var ours = await search.AskAsync(new SearchQuestion(SearchUnderTest.Source, query.Text, [SearchUnderTest.Public], query.Language) { IsProblem = query.IsProblem });
            var plain = await PlainAsync(tables, query);
            judged.Add((query, query.Worth(ours.Hits.Select(hit => hit.Key)), query.Worth(plain)));
            output.WriteLine($"{query.Worth(ours.Hits.Select(hit => hit.Key)):0.00} {query.Language} {query.Kind} {query.Text} → {string.Join(' ', ours.Hits.Take(3).Select(hit => hit.Key))}");
        }

        foreach (var part in judged.GroupBy(j => j.Query.Language, StringComparer.Ordinal).Concat(judged.GroupBy(j => j.Query.Kind, StringComparer.Ordinal)))
        {
            output.WriteLine($"{part.Key,-10} {part.Count(),4} queries: ours {part.Average(j => j.Ours):0.000}, plain {part.Average(j => j.Plain):0.000}");
        }

        var (own, other) = (judged.Average(j => j.Ours), judged.Average(j => j.Plain));
        output.WriteLine($"{provider}: nDCG@3 {own:0.000} where plain order gives {other:0.000}");
        own.Should().BeGreaterThan(0.70).And.BeGreaterThan(other + 0.1);
        judged.Where(j => j.Query.Kind == "title").Should().OnlyContain(j => j.Ours == 1);
    }

    /// <summary>
    /// The same texts as the database finds and orders them by itself: FTS5 as it comes, and on PostgreSQL <c>to_tsvector('simple')</c>.
    /// </summary>
    private static async Task<IReadOnlyList<string>> PlainAsync(DeskTables tables, Query query)
    {
        string[] words = [.. Word().Matches(query.Text).Select(match => match.Value).Distinct(StringComparer.OrdinalIgnoreCase)];
        var keys = tables.Database.IsSqlite()
            ? tables.Database.SqlQueryRaw<string>(
                """SELECT "key" AS "Value" FROM plain WHERE plain MATCH {0} AND language = {1} ORDER BY bm25(plain) LIMIT 3""",
                string.Join(" OR ", words.Select(word => $"\"{word}\"")),
                query.Language)
            : tables.Database.SqlQueryRaw<string>(
                """
                SELECT "key" AS "Value" FROM plain WHERE words @@ to_tsquery('simple', {0}) AND language = {1}
                ORDER BY ts_rank(words, to_tsquery('simple', {0})) DESC LIMIT 3
                """,
                string.Join(" | ", words),
                query.Language);
        return await keys.ToListAsync();
    }

    private static async Task AddPlainAsync(DeskTables tables)
    {
        string[] statements = tables.Database.IsSqlite()
            ? [
                """CREATE VIRTUAL TABLE plain USING fts5("key" UNINDEXED, language UNINDEXED, title, keywords, summary, text)""",
                """INSERT INTO plain SELECT "key", language, title, keywords, summary, text FROM desk_search_document""",
            ]
            : [
                """
                CREATE TABLE plain AS SELECT "key", language, to_tsvector('simple', title || ' ' || keywords || ' ' || summary || ' ' || text) AS words
                FROM desk_search_document
                """,
            ];
        foreach (var statement in statements)
        {
            await tables.Database.ExecuteSqlRawAsync(statement);
        }
    }

    [GeneratedRegex(@"[\p{L}\p{N}]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Word();
}
