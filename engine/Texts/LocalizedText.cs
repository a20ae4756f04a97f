using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;

namespace Helpdesk.Engine.Texts;

/// <summary>
/// A text that the provider writes in as many languages as it cares to. A reader gets her language, else its parent
/// (<c>nl</c> for <c>nl-BE</c>), else English, else whatever there is: a name in the wrong language beats an empty one.
/// </summary>
public sealed class LocalizedText
{
    /// <summary>Far more than a desk has names.</summary>
    private const int MostRemembered = 2_000;

    /// <summary>Texts by what is stored of them: the names of departments, statuses and types come with each line of each list.</summary>
    private static readonly ConcurrentDictionary<string, LocalizedText> Remembered = new(StringComparer.Ordinal);

    private readonly Dictionary<string, string> _byCulture;

    /// <summary>Takes the texts by culture name (BCP 47, such as <c>en</c> or <c>nl-BE</c>).</summary>
    /// <param name="byCulture">At least one text that is not blank.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    public LocalizedText(IEnumerable<KeyValuePair<string, string>> byCulture)
    {
        ArgumentNullException.ThrowIfNull(byCulture);
        _byCulture = byCulture.Where(text => !string.IsNullOrWhiteSpace(text.Value)).ToDictionary(StringComparer.OrdinalIgnoreCase);
        if (_byCulture.Count == 0)
        {
            throw new ArgumentException("A localized text needs at least one language.", nameof(byCulture));
        }
    }

    /// <summary>The cultures there are.</summary>
    public IEnumerable<string> Cultures => _byCulture.Keys.Order(StringComparer.Ordinal);

    /// <summary>The text for a reader of this culture.</summary>
    public string For(CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(culture);
        for (var at = culture; at.Name.Length > 0; at = at.Parent)
        {
            if (_byCulture.TryGetValue(at.Name, out var text))
            {
                return text;
            }
        }

        return _byCulture.TryGetValue("en", out var english) ? english : _byCulture[Cultures.First()];
    }

    /// <summary>The text for a reader of this culture; an unknown one reads English.</summary>
    public string For(string culture) => For(PhraseBook.Culture(culture));

    internal string ToJson() => JsonSerializer.Serialize(_byCulture.OrderBy(t => t.Key, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal));

    internal static LocalizedText FromJson(string json)
    {
        if (Remembered.TryGetValue(json, out var known))
        {
            return known;
        }

        var text = new LocalizedText(JsonSerializer.Deserialize<Dictionary<string, string>>(json)!);
        if (Remembered.Count >= MostRemembered)
        {
            Remembered.Clear();
        }

        Remembered[json] = text;
        return text;
    }

    /// <summary>A text in the four languages that the desk itself is complete in.</summary>
    /// <param name="en">English.</param>
    /// <param name="nl">Dutch.</param>
    /// <param name="fr">French.</param>
    /// <param name="ja">Japanese.</param>
    public static LocalizedText Of(string en, string nl, string fr, string ja) =>
        new(new Dictionary<string, string>(StringComparer.Ordinal) { ["en"] = en, ["nl"] = nl, ["fr"] = fr, ["ja"] = ja });
}
