using System.Globalization;

namespace Helpdesk.Engine.Search.Databases;

/// <summary>
/// PostgreSQL: inverted indexes (GIN) over the terms as arrays. Not <c>tsvector</c>: its parser would cut the terms once more, each locale in its own
/// way, and it holds no more than a megabyte; of what it could do beyond that, nothing is needed.
/// </summary>
internal sealed class PostgresSearch : SearchSql
{
    // In one order, so that two who count the same terms wait for each other and not both.
    public override string CountTerms =>
        """
        INSERT INTO desk_search_term AS t (language, term, documents)
        SELECT {0}, e ->> 0, (e ->> 1)::int FROM jsonb_array_elements({1}::jsonb) AS e ORDER BY (e ->> 0) COLLATE "C"
        ON CONFLICT (language, term) DO UPDATE SET documents = t.documents + excluded.documents
        """;

    public override string CountWords =>
        """
        INSERT INTO desk_search_word AS w (language, word, documents, letters, first, last)
        SELECT {0}, e ->> 0, (e ->> 1)::int, (e ->> 2)::int, e ->> 3, e ->> 4 FROM jsonb_array_elements({1}::jsonb) AS e ORDER BY (e ->> 0) COLLATE "C"
        ON CONFLICT (language, word) DO UPDATE SET documents = w.documents + excluded.documents
        """;

    public override string ForgetTerms =>
        "DELETE FROM desk_search_term WHERE language = {0} AND documents <= 0 AND term IN (SELECT jsonb_array_elements_text({1}::jsonb))";

    public override string ForgetWords =>
        "DELETE FROM desk_search_word WHERE language = {0} AND documents <= 0 AND word IN (SELECT jsonb_array_elements_text({1}::jsonb))";

    public override SearchStatement Holding(IReadOnlyList<string> terms, bool all, bool inHead, SearchScope scope, int most)
    {
        var column = inHead ? "d.head_terms" : "d.head_terms || ' ' || d.summary_terms || ' ' || d.text_terms";
        var sql = string.Create(
            CultureInfo.InvariantCulture,
            $$"""
            SELECT d.id AS "Id", d."key" AS "Key", d.language AS "Language" FROM desk_search_document d
            WHERE desk_search_terms({{column}}) {{(all ? "@>" : "&&")}} {0} AND {{scope.Condition(1)}}
            ORDER BY d.id DESC LIMIT {{most}}
            """);
        return new SearchStatement(sql, [terms.ToArray(), .. scope.Parameters]);
    }

    public override SearchStatement SubjectsHolding(IReadOnlyList<string> words, int most)
    {
        var holds = string.Join(" AND ", words.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"folded_subject LIKE {{{i}}} ESCAPE '!'")));
        var sql = string.Create(CultureInfo.InvariantCulture, $"SELECT id AS \"Value\" FROM desk_ticket WHERE {holds} LIMIT {most}");
        return new SearchStatement(sql, [.. words.Select(word => $"%{Literally(word)}%")]);
    }

    private static string Literally(string word) =>
        word.Replace("!", "!!", StringComparison.Ordinal).Replace("%", "!%", StringComparison.Ordinal).Replace("_", "!_", StringComparison.Ordinal);
}
