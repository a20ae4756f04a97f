using System.Runtime.CompilerServices;
using Helpdesk.Engine.Storage;

namespace Helpdesk.Engine.Search;

/// <summary>The door to the index: what does not fit into it is refused here.</summary>
internal sealed class SearchIndex : ISearchIndex
{
    public Task PutAsync(IUnitOfWork unit, SearchDocument document, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(document);
        Check(document, document.Source, IndexedDocument.LongestSource);
        Check(document, document.Key, IndexedDocument.LongestKey);
        Check(document, document.Language, IndexedDocument.LongestLanguage);
        Check(document, document.Audience, IndexedDocument.LongestAudience);
        Check(document, document.Title, IndexedDocument.LongestTitle);
        Check(document, document.Keywords, IndexedDocument.LongestSummary, mayBeEmpty: true);
        Check(document, document.Summary, IndexedDocument.LongestSummary, mayBeEmpty: true);
        Check(document, document.Text, int.MaxValue, mayBeEmpty: true);
        return Changes(unit).PutAsync(document, cancellationToken);
    }

    public Task RemoveAsync(IUnitOfWork unit, string source, string key, string? language, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(source);
        ArgumentException.ThrowIfNullOrEmpty(key);
        return Changes(unit).RemoveAsync(
            all => all.Where(d => d.Source == source && d.Key == key && (language == null || d.Language == language)),
            cancellationToken);
    }

    /// <summary>Removes everything of a plugin, whose sources begin with its id and a dot.</summary>
    public static Task RemoveAllOfAsync(UnitOfWork unit, string pluginId, CancellationToken cancellationToken)
    {
        var start = pluginId + ".";
        return Changes(unit).RemoveAsync(all => all.Where(d => d.Source.StartsWith(start)), cancellationToken);
    }

    private static IndexChanges Changes(IUnitOfWork unit)
    {
        ArgumentNullException.ThrowIfNull(unit);
        return ((UnitOfWork)unit).Index;
    }

    private static void Check(SearchDocument document, string? value, int longest, bool mayBeEmpty = false, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (value is null || (!mayBeEmpty && string.IsNullOrWhiteSpace(value)))
        {
            throw new ArgumentException($"{name} must not be empty.", nameof(document));
        }

        if (value.Length > longest)
        {
            throw new ArgumentException($"{name} has {value.Length} characters, but {longest} at most fit into the index.", nameof(document));
        }
    }
}
