using Helpdesk.Engine.Search.Words;

namespace Helpdesk.Engine.Search.Asking;

/// <summary>One word that is asked for, with what else it may stand for.</summary>
internal sealed class AskedWord(Term term)
{
    private readonly List<Reading> _readings = [new(term.Word, 1)];

    /// <summary>What was typed, folded.</summary>
    public string Word => term.Word;

    public TermKind Kind => term.Kind;

    /// <summary>How much it counts beside the other words, apart from how rare it is.</summary>
    public double Weight => IsFiller ? 0.3 : WeightOf(term.Kind);

    /// <summary>Whether it says nothing by itself: documents are not chosen by it.</summary>
    public bool IsFiller { get; init; }

    /// <summary>Whether it has been asked not to be there.</summary>
    public bool IsExcluded { get; init; }

    /// <summary>Whether it was not typed like that, but guessed from two neighbours or from a part.</summary>
    public bool IsGuess { get; private init; }

    /// <summary>What it may mean: itself first.</summary>
    public IReadOnlyList<Reading> Readings => _readings;

    /// <summary>Two words that were typed with a space between, as one.</summary>
    public static AskedWord OfNeighbours(string word, Analyser analyser) => new(new Term(analyser.Stem(word), word, 0, 0, TermKind.Word)) { IsGuess = true };

    /// <summary>A part of a compound that nobody has written.</summary>
    public static AskedWord OfPart(string word, Analyser analyser, bool isExcluded) =>
        new(new Term(analyser.Stem(word), word, 0, 0, TermKind.Word)) { IsGuess = true, IsExcluded = isExcluded };

    /// <summary>The same word where all are fillers.</summary>
    public AskedWord AsTelling() => new(term) { IsExcluded = IsExcluded, IsGuess = IsGuess };

    public void MayMean(string word, double certainty) => _readings.Add(new Reading(word, certainty));

    /// <summary>The term by which a reading is stored in documents of the analyser's language.</summary>
    public string TermOf(Reading reading, Analyser analyser) => Kind is TermKind.Word or TermKind.Whole ? analyser.Stem(reading.Word) : reading.Word;

    /// <summary>Grammar and single characters help to tell documents apart that hold the rest, and are little reason to show one.</summary>
    private static double WeightOf(TermKind kind) => kind switch
    {
        TermKind.Syllables => 0.25,
        TermKind.Character => 0.5,
        _ => 1,
    };
}

/// <summary>What a word may mean.</summary>
/// <param name="Word">The word, folded.</param>
/// <param name="Certainty">1 for what was typed, less for what was guessed.</param>
internal readonly record struct Reading(string Word, double Certainty);
