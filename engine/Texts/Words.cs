using System.Globalization;

namespace Helpdesk.Engine.Texts;

/// <summary>What a view says: phrases in the language of the reader whose request this is.</summary>
internal sealed class Words(PhraseBook book)
{
    public string this[string key] => book.Say(key, CultureInfo.CurrentUICulture);

    public string this[string key, params object[] args] => book.Say(key, CultureInfo.CurrentUICulture, args);

    public string Say(Phrase phrase) => book.Say(phrase, CultureInfo.CurrentUICulture);

    public static string Say(LocalizedText text) => text.For(CultureInfo.CurrentUICulture);
}
