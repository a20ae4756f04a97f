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
    private const int MostNeighbours = 4_000;

    private const int MostMeanings = 3;

    /// <summary>The words that are as near as any other, the most common first.</summary>
    public async Task<IReadOnlyList<Reading>> MeaningsAsync(string word, CancellationToken cancellationToken)
    {
        if (!VocabularyWord.IsOne(word))
        {
            return [];
        }

        var most = word.Length >= Long ? 2 : 1;
        var (first, last) = (word[..1], word[^1..]);
        var (shortest, longest) = (word.Length - most, word.Length + most);
        var neighbours = await tables.SearchWords
            .Where(w => w.Language == language && w.Letters >= shortest && w.Letters <= longest && (w.First == first || w.Last == last))
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
}
