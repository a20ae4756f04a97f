namespace Helpdesk.Engine.Search;

/// <summary>A word that documents of a language hold, not stemmed: what a misspelt one may have meant.</summary>
internal sealed class VocabularyWord
{
    /// <summary>A shorter word has too many neighbours.</summary>
    public const int Shortest = 4;

    public const int Longest = 30;

    public string Language { get; private init; } = "";

    public string Word { get; private init; } = "";

    public int Documents { get; private init; }

    /// <summary>How many letters it has.</summary>
    public int Letters { get; private init; }

    /// <summary>Its first letter. Who misspells a word gets the first or the last right.</summary>
    public string First { get; private init; } = "";

    /// <summary>Its last letter.</summary>
    public string Last { get; private init; } = "";

    /// <summary>Whether a folded word is of those that are kept. One with digits in it is no word that is misspelt.</summary>
    public static bool IsOne(string word) => word.Length is >= Shortest and <= Longest && word.All(char.IsLetter);
}
