using Helpdesk.Engine.Storage;

namespace Helpdesk.Engine.Search;

/// <summary>What can be found. It is written in the transaction that changes the thing itself, so the two are never apart.</summary>
public interface ISearchIndex
{
    /// <summary>Lets something be found, or replaces what was there under its source, key and language.</summary>
    /// <param name="unit">The transaction.</param>
    /// <param name="document">What is to be found.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="ArgumentException">A name or a text is longer than it may be, or empty where it must not be.</exception>
    Task PutAsync(IUnitOfWork unit, SearchDocument document, CancellationToken cancellationToken);

    /// <summary>Lets something be found no longer.</summary>
    /// <param name="unit">The transaction.</param>
    /// <param name="source">The <see cref="SearchDocument.Source"/>.</param>
    /// <param name="key">The <see cref="SearchDocument.Key"/>.</param>
    /// <param name="language">The language; null for all of them.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    Task RemoveAsync(IUnitOfWork unit, string source, string key, string? language, CancellationToken cancellationToken);
}
