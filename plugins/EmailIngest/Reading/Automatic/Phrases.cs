using System.Text;
using Helpdesk.EmailIngest.Reading.Characters;

namespace Helpdesk.EmailIngest.Reading.Automatic;

/// <summary>Wordings are looked for in texts that have been brought onto one line.</summary>
internal static class Phrases
{
    public const int MostSubject = 400;

    /// <summary>White space of any kind and length becomes one space, typographic apostrophes plain ones; what no text can hold is left out.</summary>
    public static string Flat(string text, int mostCharacters)
    {
        var span = text.AsSpan(0, Math.Min(text.Length, mostCharacters));
        var flat = new StringBuilder(span.Length);
        for (var at = 0; at < span.Length; at++)
        {
            var letter = span[at];
            if (char.IsWhiteSpace(letter))
            {
                AppendSpace(flat);
            }
            else if (char.IsHighSurrogate(letter) && at + 1 < span.Length && char.IsLowSurrogate(span[at + 1]))
            {
                flat.Append(letter).Append(span[++at]);
            }
            else if (!char.IsControl(letter) && !char.IsSurrogate(letter) && letter != '\uFEFF')
            {
                flat.Append(letter is '\u2019' or '\u2018' or '`' ? '\'' : letter);
            }
        }

        return flat.ToString().TrimEnd();
    }

    public static bool Contains(this string flat, PhraseSet phrases) => phrases.IsIn(flat);

    private static void AppendSpace(StringBuilder flat)
    {
        if (flat.Length > 0 && flat[^1] != ' ')
        {
            flat.Append(' ');
        }
    }
}
