using System.Globalization;

namespace Helpdesk.Engine.Texts;

/// <summary>
/// What a view says: phrases in the language of the reader whose request this is. A plugin's own phrases are the resources
/// <c>Phrases/*.json</c> of its assembly, one file for each language, with keys that begin with its id and a dot.
/// </summary>
public sealed class Words
{
    private readonly PhraseBook _book;

    internal Words(PhraseBook book) => _book = book;

    /// <summary>The phrase by its key; the key itself where there is none.</summary>
    /// <param name="key">The key, such as <c>knowledge-base.search</c>.</param>
    public string this[string key] => _book.Say(key, CultureInfo.CurrentUICulture);

    /// <summary>The phrase with something in its holes.</summary>
    /// <param name="key">The key.</param>
    /// <param name="args">What goes into <c>{0}</c>, <c>{1}</c> …: numbers and instants are written as the reader's language does.</param>
    public string this[string key, params object[] args] => _book.Say(key, CultureInfo.CurrentUICulture, args);

    internal string Say(Phrase phrase) => _book.Say(phrase, CultureInfo.CurrentUICulture);

    /// <summary>A text that the provider wrote, in the reader's language.</summary>
    /// <param name="text">The text.</param>
    public static string Say(LocalizedText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.For(CultureInfo.CurrentUICulture);
    }
}
