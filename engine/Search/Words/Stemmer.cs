using Lucene.Net.Analysis.Fr;
using Lucene.Net.Tartarus.Snowball;
using Lucene.Net.Tartarus.Snowball.Ext;

namespace Helpdesk.Engine.Search.Words;

/// <summary>Takes a folded word back to what its forms have in common. Not for two threads at a time.</summary>
internal abstract class Stemmer
{
    /// <summary>Shorter words have no endings to speak of.</summary>
    private const int Shortest = 3;

    /// <summary>The stemmer of a language (its first subtag); of one that is not known, words stay as they are.</summary>
    public static Stemmer Of(string language) => language switch
    {
        "en" => new Snowball(new EnglishStemmer()),
        "nl" => new Snowball(new DutchStemmer()),
        // The lighter one: it does not need the accents, which many leave out when they search.
        "fr" => new French(),
        _ => new None(),
    };

    /// <summary>The stem; a word with a digit in it has none.</summary>
    public string Stem(string word) => word.Length < Shortest || !word.All(char.IsLetter) ? word : Cut(word);

    protected abstract string Cut(string word);

    private sealed class Snowball(SnowballProgram program) : Stemmer
    {
        protected override string Cut(string word)
        {
            program.SetCurrent(word);
            program.Stem();
            return program.Current;
        }
    }

    private sealed class French : Stemmer
    {
        private readonly FrenchLightStemmer _stemmer = new();

        protected override string Cut(string word)
        {
            var letters = word.ToCharArray();
            return new string(letters, 0, _stemmer.Stem(letters, letters.Length));
        }
    }

    private sealed class None : Stemmer
    {
        protected override string Cut(string word) => word;
    }
}
