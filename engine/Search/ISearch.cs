namespace Helpdesk.Engine.Search;

/// <summary>
/// Finds what was put into the index: by stems of words in the languages the desk knows, by pairs of characters in Japanese, Chinese and Korean, with a
/// letter wrong, and whatever signs the question holds (LQ4). An exact title comes first.
/// </summary>
public interface ISearch
{
    /// <summary>Finds what answers the question, the best first. Each key is found once, in the language that suits the asker best.</summary>
    /// <param name="question">What is looked for.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    Task<SearchResult> FindAsync(SearchQuestion question, CancellationToken cancellationToken);
}

/// <summary>What is looked for, where, and by whom.</summary>
/// <param name="Source">The <see cref="SearchDocument.Source"/> to look in.</param>
/// <param name="Text">
/// What was typed; beyond 1,000 characters it is not looked at. A minus or <c>NOT</c> right before a word leaves out what holds it; other signs do nothing.
/// </param>
/// <param name="Audiences">The audiences that the asker belongs to.</param>
/// <param name="Language">
/// The language that the asker reads (BCP 47). What is found in another counts less, and is shown in the asker's where there is a version for her.
/// </param>
public sealed record SearchQuestion(string Source, string Text, IReadOnlyCollection<string> Audiences, string Language)
{
    /// <summary>How many to leave out at the beginning; 0 unless told, 1,000 at most.</summary>
    public int Skip { get; init; }

    /// <summary>How many to find; 20 unless told, 100 at most.</summary>
    public int Most { get; init; } = 20;

    /// <summary>
    /// Whether the text is a problem being described (a ticket's subject and message), of which only the twelve rarest words count and no operators, rather
    /// than a few words that somebody typed to find something.
    /// </summary>
    public bool IsProblem { get; init; }
}

/// <summary>What was found.</summary>
/// <param name="Hits">The best first.</param>
/// <param name="Count">How many there are; beyond 1,000 it is not counted on.</param>
public sealed record SearchResult(IReadOnlyList<SearchHit> Hits, int Count);

/// <summary>Something that was found.</summary>
/// <param name="Key">By which the source knows it.</param>
/// <param name="Language">The language in which it is shown.</param>
/// <param name="Title">Its title, with the words that were looked for marked.</param>
/// <param name="Excerpt">A part of it that holds what was looked for, at most 300 characters.</param>
public sealed record SearchHit(string Key, string Language, IReadOnlyList<MarkedText> Title, IReadOnlyList<MarkedText> Excerpt);

/// <summary>A piece of text, and whether it is what was looked for. Plain text: encode it when it is shown.</summary>
/// <param name="Text">The piece.</param>
/// <param name="IsMatch">Whether it was looked for.</param>
public readonly record struct MarkedText(string Text, bool IsMatch);
