using Helpdesk.Engine.Search.Words;
using Helpdesk.Engine.Storage;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Search.Asking;

/// <summary>How many documents there are in each language, and how many of them hold which term.</summary>
internal sealed class Statistics
{
    private readonly Dictionary<(string Term, string Language), int> _counts;

    private Statistics(Dictionary<(string Term, string Language), int> counts)
    {
        _counts = counts;
        Languages = [.. counts.Where(count => count.Key.Term == IndexedTerm.OfAll).Select(count => count.Key.Language)];
    }

    /// <summary>The languages in which there is anything.</summary>
    public IReadOnlyList<string> Languages { get; }

    public static async Task<Statistics> ReadAsync(DeskTables tables, IEnumerable<string> terms, CancellationToken cancellationToken)
    {
        string[] asked = [.. terms.Append(IndexedTerm.OfAll).Distinct(StringComparer.Ordinal)];
        var counts = await tables.SearchTerms.Where(t => EF.Parameter(asked).Contains(t.Term)).ToListAsync(cancellationToken);
        return new Statistics(counts.ToDictionary(count => (count.Term, count.Language), count => count.Documents));
    }

    /// <summary>The language in which somebody's words are looked up: her own, a variety of it, or else the one with the most documents.</summary>
    public string? LanguageFor(string asker) =>
        Languages.MaxBy(language => (language == asker, Analyser.Primary(language) == Analyser.Primary(asker), Of(IndexedTerm.OfAll, language)));

    /// <summary>How many documents of a language hold a term.</summary>
    public int Of(string term, string language) => _counts.GetValueOrDefault((term, language));

    /// <summary>How much it says when a document of the language holds the term (the inverse document frequency of BM25).</summary>
    public double Rarity(string term, string language)
    {
        var holding = Of(term, language);
        return holding == 0 ? 0 : Math.Log(1 + ((Of(IndexedTerm.OfAll, language) - holding + 0.5) / (holding + 0.5)));
    }
}
