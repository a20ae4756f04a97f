using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Text;

namespace Helpdesk.Engine.Texts;

/// <summary>
/// Every text of the house by key and language, read from the resources <c>Phrases/&lt;area&gt;.&lt;culture&gt;.json</c> of the assemblies given.
/// A reader gets her language, else its parent, else English, else the key: a page with an odd word beats no page.
/// </summary>
internal sealed class PhraseBook
{
    /// <summary>The languages that are always complete; the first is the one that stands in for others.</summary>
    public static readonly IReadOnlyList<CultureInfo> Languages = [.. new[] { "en", "nl", "fr", "ja" }.Select(CultureInfo.GetCultureInfo)];

    private readonly FrozenDictionary<string, FrozenDictionary<string, CompositeFormat>> _byCulture;

    /// <summary>The phrases of assemblies of the house.</summary>
    public PhraseBook(params IEnumerable<Assembly> assemblies)
        : this(assemblies.SelectMany(PhraseFiles.In))
    {
    }

    /// <exception cref="InvalidOperationException">One language has a key twice.</exception>
    public PhraseBook(IEnumerable<PhraseLine> lines)
    {
        var byCulture = new Dictionary<string, Dictionary<string, CompositeFormat>>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in lines)
        {
            if (!byCulture.TryGetValue(line.Culture, out var phrases))
            {
                byCulture[line.Culture] = phrases = new Dictionary<string, CompositeFormat>(StringComparer.Ordinal);
            }

            if (!phrases.TryAdd(line.Key, line.Text))
            {
                throw new InvalidOperationException($"The phrase '{line.Key}' is there twice in '{line.Culture}'.");
            }
        }

        _byCulture = byCulture.ToFrozenDictionary(c => c.Key, c => c.Value.ToFrozenDictionary(StringComparer.Ordinal), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The culture of that name; of one that nobody knows, the one that stands in for others.</summary>
    public static CultureInfo Culture(string name)
    {
        try
        {
            return CultureInfo.GetCultureInfo(name);
        }
        catch (CultureNotFoundException)
        {
            return Languages[0];
        }
    }

    public string Say(Phrase phrase, CultureInfo culture) => phrase.PlainSentence ?? Say(phrase.Key, culture, [.. phrase.Arguments]);

    public string Say(string key, CultureInfo culture, params object[] args)
    {
        if (Find(key, culture) is not { } text)
        {
            return key;
        }

        // A hole too many is our mistake; the reader still gets the sentence.
        return text.MinimumArgumentCount > args.Length
            ? text.Format
            : string.Format(culture, text, Array.ConvertAll(args, arg => In(culture, arg)));
    }

    private object In(CultureInfo culture, object argument) => argument switch
    {
        Phrase phrase => Say(phrase, culture),
        LocalizedText text => text.For(culture),
        _ => argument,
    };

    private CompositeFormat? Find(string key, CultureInfo culture)
    {
        for (var at = culture; at.Name.Length > 0; at = at.Parent)
        {
            if (_byCulture.TryGetValue(at.Name, out var phrases) && phrases.TryGetValue(key, out var text))
            {
                return text;
            }
        }

        return _byCulture.TryGetValue(Languages[0].Name, out var english) ? english.GetValueOrDefault(key) : null;
    }
}
