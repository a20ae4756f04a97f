using System.Globalization;

namespace Helpdesk.Engine.Search.Databases;

/// <summary>
/// SQL Server, without an index over the terms: full-text search is not installed everywhere, and there it breaks words by rules of its own. What is
/// found is the same as elsewhere; each question reads through the source, which does for some thousand documents.
/// </summary>
internal sealed class SqlServerSearch : SearchSql
{
    public override string CountTerms =>
        """
        MERGE desk_search_term WITH (HOLDLOCK) AS t
        USING (SELECT term, SUM(documents) AS documents FROM OPENJSON({1}) WITH (term nvarchar(64) '$[0]', documents int '$[1]') GROUP BY term) AS s
        ON t.language = {0} AND t.term = s.term
        WHEN MATCHED THEN UPDATE SET documents = t.documents + s.documents
        WHEN NOT MATCHED THEN INSERT (language, term, documents) VALUES ({0}, s.term, s.documents);
        """;

    public override string CountWords =>
        """
        MERGE desk_search_word WITH (HOLDLOCK) AS w
        USING (
            SELECT word, SUM(documents) AS documents, MAX(letters) AS letters, MAX(first) AS first, MAX(last) AS last
            FROM OPENJSON({1}) WITH (word nvarchar(30) '$[0]', documents int '$[1]', letters int '$[2]', first nvarchar(2) '$[3]', last nvarchar(2) '$[4]')
            GROUP BY word) AS s
        ON w.language = {0} AND w.word = s.word
        WHEN MATCHED THEN UPDATE SET documents = w.documents + s.documents
        WHEN NOT MATCHED THEN INSERT (language, word, documents, letters, first, last) VALUES ({0}, s.word, s.documents, s.letters, s.first, s.last);
        """;

    public override string ForgetTerms => "DELETE FROM desk_search_term WHERE language = {0} AND documents <= 0 AND term IN (SELECT value FROM OPENJSON({1}))";

    public override string ForgetWords => "DELETE FROM desk_search_word WHERE language = {0} AND documents <= 0 AND word IN (SELECT value FROM OPENJSON({1}))";

    public override SearchStatement Holding(IReadOnlyList<string> terms, bool all, bool inHead, SearchScope scope, int most)
    {
        var column = inHead ? "CONCAT(' ', d.head_terms, ' ')" : "CONCAT(' ', d.head_terms, ' ', d.summary_terms, ' ', d.text_terms, ' ')";
        // Terms are letters and digits, so none of them holds a sign that LIKE would understand.
        var holds = terms.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $$"""{{column}} LIKE {{{i}}}"""));
        var sql = string.Create(
            CultureInfo.InvariantCulture,
            $$"""
            SELECT TOP ({{most}}) d.id AS "Id", d."key" AS "Key", d.language AS "Language" FROM desk_search_document d
            WHERE ({{string.Join(all ? " AND " : " OR ", holds)}}) AND {{scope.Condition(terms.Count)}}
            ORDER BY d.id DESC
            """);
        return new SearchStatement(sql, [.. terms.Select(term => $"% {term} %"), .. scope.Parameters]);
    }
}
