namespace Helpdesk.Engine.Search;

/// <summary>A word that documents of a language hold, not stemmed: what a misspelt one may have meant.</summary>
internal sealed class VocabularyWord
{
    /// <summary>A shorter word has too many neighbours.</summary>
    public const int Shortest = 4;

    public const int Longest = 30;

    /// <summary>How many letters <see cref="First"/> and <see cref="Last"/> have.</summary>
    public const int Ends = 2;

    public string Language { get; private init; } = "";

    public string Word { get; private init; } = "";

    public int Documents { get; private init; }

    /// <summary>How many letters it has.</summary>
    public int Letters { get; private init; }

    /// <summary>Its first letters: one that is wrong leaves these or the last ones as they are.</summary>
    public string First { get; private init; } = "";

    /// <summary>Its last letters.</summary>
    public string Last { get; private init; } = "";

    /// <summary>The beginning of a word by which it is looked up.</summary>
    public static string FirstOf(string word) => word[..Ends];

    /// <summary>The end of a word by which it is looked up.</summary>
    public static string LastOf(string word) => word[^Ends..];

    /// <summary>Whether a folded word is of those that are kept. One with digits in it is no word that is misspelt.</summary>
    public static bool IsOne(string word) => word.Length is >= Shortest and <= Longest && word.All(char.IsLetter);
}
