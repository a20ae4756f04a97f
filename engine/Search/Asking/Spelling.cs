using Helpdesk.Engine.Search.Words;
using Helpdesk.Engine.Storage;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Search.Asking;

/// <summary>
/// Finds what a word that no document holds may have been meant to be: one letter more, less, another or two swapped; in a long word, two of these.
/// </summary>
internal sealed class Spelling(DeskTables tables, string language)
{
    /// <summary>From so many letters on, two are allowed to be wrong.</summary>
    private const int Long = 8;

    /// <summary>So many are looked at for one word, the most common first.</summary>
    private const int MostNeighbours = 1_000;

    private const int MostMeanings = 3;

    /// <summary>The words that are as near as any other, the most common first.</summary>
    public async Task<IReadOnlyList<Reading>> MeaningsAsync(string word, CancellationToken cancellationToken)
    {
        if (!VocabularyWord.IsOne(word))
        {
            return [];
        }

        var most = word.Length >= Long ? 2 : 1;
        var (first, last) = (VocabularyWord.FirstOf(word), VocabularyWord.LastOf(word));
        // In a short word the two that were swapped may be the last of its beginning and the first of its end.
        string[] swapped = [.. Enumerable.Range(0, word.Length - 1).Select(at => $"{word[..at]}{word[at + 1]}{word[at]}{word[(at + 2)..]}")];
        var (shortest, longest) = (word.Length - most, word.Length + most);
        var written = tables.SearchWords.Where(w => w.Language == language);
        var asLong = written.Where(w => w.Letters >= shortest && w.Letters <= longest);
        // A union, each part of which has its index. With OR between them SQLite would read all words.
        var neighbours = await asLong.Where(w => w.First == first)
            .Union(asLong.Where(w => w.Last == last))
            .Union(written.Where(w => EF.Parameter(swapped).Contains(w.Word)))
            .OrderByDescending(w => w.Documents)
            .Take(MostNeighbours)
            .Select(w => w.Word)
            .ToListAsync(cancellationToken);
        var near = neighbours
            .Where(neighbour => !StopWords.Contain(language, neighbour))
            .Select(neighbour => (Word: neighbour, Distance: Distance.Of(word, neighbour, most)))
            .Where(neighbour => neighbour.Distance <= most)
            .ToList();
        var nearest = near.Count > 0 ? near.Min(neighbour => neighbour.Distance) : 0;
        return [.. near.Where(neighbour => neighbour.Distance == nearest).Take(MostMeanings).Select(neighbour => new Reading(neighbour.Word, 1 - (0.2 * nearest)))];
    }

    /// <summary>
    /// The two words that an unknown one is made of, as Dutch makes them (<c>creditfactuur</c>, also with an s between), or at least its last one, which
    /// says what kind of thing it is.
    /// </summary>
    public async Task<IReadOnlyList<string>> PartsAsync(string word, CancellationToken cancellationToken)
    {
        if (!VocabularyWord.IsOne(word) || word.Length < 2 * VocabularyWord.Shortest)
        {
            return [];
        }

        (string First, string Second)[] splits = [..
            from at in Enumerable.Range(VocabularyWord.Shortest, word.Length - (2 * VocabularyWord.Shortest) + 1)
            from first in word[at - 1] == 's' ? new[] { word[..at], word[..(at - 1)] } : [word[..at]]
            select (first, word[at..])];
        string[] parts = [.. splits.SelectMany(split => new[] { split.First, split.Second }).Distinct(StringComparer.Ordinal)];
        var known = await tables.SearchWords
            .Where(w => w.Language == language && EF.Parameter(parts).Contains(w.Word))
            .ToDictionaryAsync(w => w.Word, w => w.Documents, StringComparer.Ordinal, cancellationToken);
        var both = splits.Where(split => known.ContainsKey(split.First) && known.ContainsKey(split.Second)).ToList();
        return both.Count > 0
            ? both.Select(split => new[] { split.First, split.Second }).MaxBy(split => split.Min(part => known[part]))!
            : [.. splits.Select(split => split.Second).Where(second => second.Length > VocabularyWord.Shortest && known.ContainsKey(second)).Take(1)];
    }
}
