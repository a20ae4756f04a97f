using System.Globalization;

namespace Helpdesk.Engine.Search.Databases;

/// <summary>SQLite: FTS5 over the columns of terms, kept by triggers.</summary>
internal sealed class SqliteSearch : SearchSql
{
    private const int Trigram = 3;

    public override bool MergesInOrder => true;

    // 'WHERE true', else the parser takes ON for a join's.
    public override string CountTerms =>
        """
        INSERT INTO desk_search_term (language, term, documents)
        SELECT {0}, json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each({1}) WHERE true
        ON CONFLICT (language, term) DO UPDATE SET documents = documents + excluded.documents
        """;

    public override string CountWords =>
        """
        INSERT INTO desk_search_word (language, word, documents, letters, first, last)
        SELECT {0}, json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]'), json_extract(value, '$[3]'), json_extract(value, '$[4]')
        FROM json_each({1}) WHERE true
        ON CONFLICT (language, word) DO UPDATE SET documents = documents + excluded.documents
        """;

    public override string ForgetTerms => "DELETE FROM desk_search_term WHERE language = {0} AND documents <= 0 AND term IN (SELECT value FROM json_each({1}))";

    public override string ForgetWords => "DELETE FROM desk_search_word WHERE language = {0} AND documents <= 0 AND word IN (SELECT value FROM json_each({1}))";

    public override SearchStatement Holding(IReadOnlyList<string> terms, bool all, bool inHead, SearchScope scope, int most)
    {
        // In quotes, so that no term is taken for one of FTS5's own words.
        var match = string.Join(all ? " AND " : " OR ", terms.Select(term => $"\"{term}\""));
        // A cross join is done in the order it is written in: the index is asked once, not the documents one after the other.
        var sql = string.Create(
            CultureInfo.InvariantCulture,
            $$"""
            SELECT d.id AS "Id", d."key" AS "Key", d.language AS "Language" FROM desk_search_fts CROSS JOIN desk_search_document d ON d.id = desk_search_fts.rowid
            WHERE desk_search_fts MATCH {0} AND {{scope.Condition(1)}}
            ORDER BY desk_search_fts.rowid DESC LIMIT {{most}}
            """);
        return new SearchStatement(sql, [inHead ? $"{{head_terms}} : ({match})" : match, .. scope.Parameters]);
    }

    /// <summary>What is shorter than three characters is in no trigram: it is compared, and alone it has no index.</summary>
    public override SearchStatement? SubjectsHolding(IReadOnlyList<string> words, int most)
    {
        var (known, compared) = (words.Where(IsIndexed).ToList(), words.Where(word => !IsIndexed(word)).ToList());
        if (known.Count == 0)
        {
            return null;
        }

        var match = string.Join(" AND ", known.Select(word => $"\"{word.Replace("\"", "\"\"", StringComparison.Ordinal)}\""));
        var holds = string.Concat(compared.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $" AND instr(folded_subject, {{{i + 1}}}) > 0")));
        var sql = string.Create(CultureInfo.InvariantCulture, $"SELECT rowid AS \"Value\" FROM desk_ticket_fts WHERE desk_ticket_fts MATCH {{0}}{holds} LIMIT {most}");
        return new SearchStatement(sql, [match, .. compared]);

        static bool IsIndexed(string word) => word.EnumerateRunes().Take(Trigram).Count() == Trigram;
    }
}
