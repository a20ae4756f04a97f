using System.Collections.Frozen;
using System.Text;
using Lucene.Net.Analysis.Snowball;
using Lucene.Net.Analysis.Util;
using Lucene.Net.Util;

namespace Helpdesk.Engine.Search.Words;

/// <summary>Words that say nothing of what somebody looks for: they are found, but not asked for as long as there are others.</summary>
internal static class StopWords
{
    private static readonly FrozenDictionary<string, FrozenSet<string>> ByLanguage = new Dictionary<string, FrozenSet<string>>(StringComparer.Ordinal)
    {
        ["en"] = Read("english_stop.txt"),
        ["nl"] = Read("dutch_stop.txt"),
        ["fr"] = Read("french_stop.txt"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Whether a folded word is one, in a language (its first subtag). A single letter is one in each.</summary>
    public static bool Contain(string language, string word) =>
        (word.Length == 1 && char.IsAsciiLetter(word[0])) || (ByLanguage.TryGetValue(language, out var words) && words.Contains(word));

    private static FrozenSet<string> Read(string file)
    {
        using var reader = IOUtils.GetDecodingReader(typeof(SnowballFilter), file, Encoding.UTF8);
        // "can't" and "j’ai" are two words to the reader.
        return WordlistLoader.GetSnowballWordSet(reader, LuceneVersion.LUCENE_48)
            .SelectMany(entry => WordReader.Read(entry).SelectMany(run => run.Parts))
            .Select(part => part.Folded)
            .ToFrozenSet(StringComparer.Ordinal);
    }
}
