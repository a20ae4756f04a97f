using System.Text.Json;
using Helpdesk.Engine.Search.Databases;
using Helpdesk.Engine.Storage;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Search;

/// <summary>
/// What a transaction changes in the counts of terms and words. It is written once, at the very end and always in the same order: everybody who
/// writes counts the same common words, and would else wait for the others all the while, or for each other.
/// </summary>
internal sealed class TermCounts
{
    private readonly SortedDictionary<string, SortedDictionary<string, int>> _terms = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, SortedDictionary<string, int>> _words = new(StringComparer.Ordinal);

    /// <summary>Counts a document in.</summary>
    public void Add(IndexedDocument document) => Count(document, 1);

    /// <summary>Counts a document out.</summary>
    public void Remove(IndexedDocument document) => Count(document, -1);

    /// <summary>Writes what has changed.</summary>
    public async Task WriteAsync(DeskTables tables, SearchSql sql, CancellationToken cancellationToken)
    {
        foreach (var (language, counts) in _terms)
        {
            await WriteAsync(tables, sql.CountTerms, sql.ForgetTerms, language, Changed(counts).Select(count => new object[] { count.Key, count.Value }), cancellationToken);
        }

        foreach (var (language, counts) in _words)
        {
            var rows = Changed(counts).Select(count => new object[] { count.Key, count.Value, count.Key.Length, VocabularyWord.FirstOf(count.Key), VocabularyWord.LastOf(count.Key) });
            await WriteAsync(tables, sql.CountWords, sql.ForgetWords, language, rows, cancellationToken);
        }

        _terms.Clear();
        _words.Clear();
    }

    private static async Task WriteAsync(DeskTables tables, string count, string forget, string language, IEnumerable<object[]> rows, CancellationToken cancellationToken)
    {
        object[][] changed = [.. rows];
        if (changed.Length == 0)
        {
            return;
        }

        await tables.Database.ExecuteSqlRawAsync(count, [language, JsonSerializer.Serialize(changed)], cancellationToken);
        object[] fewer = [.. changed.Where(row => (int)row[1] < 0).Select(row => row[0])];
        if (fewer.Length > 0)
        {
            await tables.Database.ExecuteSqlRawAsync(forget, [language, JsonSerializer.Serialize(fewer)], cancellationToken);
        }
    }

    private static IEnumerable<KeyValuePair<string, int>> Changed(SortedDictionary<string, int> counts) => counts.Where(count => count.Value != 0);

    private void Count(IndexedDocument document, int by)
    {
        Count(_terms, document.Language, document.DistinctTerms().Append(IndexedTerm.OfAll), by);
        Count(_words, document.Language, document.DistinctWords(), by);
    }

    private static void Count(SortedDictionary<string, SortedDictionary<string, int>> all, string language, IEnumerable<string> terms, int by)
    {
        if (!all.TryGetValue(language, out var counts))
        {
            all.Add(language, counts = new SortedDictionary<string, int>(StringComparer.Ordinal));
        }

        foreach (var term in terms)
        {
            counts[term] = counts.GetValueOrDefault(term) + by;
        }
    }
}
