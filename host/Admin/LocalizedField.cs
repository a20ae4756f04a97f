using Helpdesk.Engine.Texts;

namespace Helpdesk.Host.Admin;

/// <summary>A name or sentence that administrators give in each language.</summary>
/// <param name="Field">The property of the page, a dictionary by culture.</param>
/// <param name="Label">The phrase that says what it is, with a hole for the language.</param>
/// <param name="Longest">In UTF-16 code units.</param>
internal sealed record LocalizedField(string Field, string Label, IReadOnlyDictionary<string, string?> Values, int Longest)
{
    /// <summary>English is the one that stands in for others.</summary>
    public static bool IsRequired(string culture) => culture == PhraseBook.Languages[0].Name;

    /// <summary>
    /// A text as a form shows it. Of a language that has none of its own, none: what stands in for it is not to be saved as its own.
    /// </summary>
    public static Dictionary<string, string?> Of(LocalizedText? text) =>
        PhraseBook.Languages.ToDictionary(
            language => language.Name,
            language => text is not null && text.Cultures.Contains(language.Name, StringComparer.Ordinal) ? text.For(language) : null,
            StringComparer.Ordinal);
}
