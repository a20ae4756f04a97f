namespace Helpdesk.Engine.Search;

/// <summary>How many documents of a language hold a term: what is rare says more. The empty term counts the documents themselves.</summary>
internal sealed class IndexedTerm
{
    /// <summary>The term that counts all documents of a language.</summary>
    public const string OfAll = "";

    /// <summary>Longer than <see cref="Words.Analyser.LongestTerm"/>: some stemmers write more than they read.</summary>
    public const int Longest = 64;

    public string Language { get; private init; } = "";

    public string Term { get; private init; } = "";

    public int Documents { get; private init; }
}
