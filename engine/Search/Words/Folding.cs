using System.Buffers;
using System.Globalization;
using System.Text;

namespace Helpdesk.Engine.Search.Words;

/// <summary>Makes alike what people take for alike: case, width, accents, ligatures.</summary>
internal static class Folding
{
    private static readonly SearchValues<char> Plain = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789");

    /// <summary>
    /// A word in small letters, without accents, in compatible forms (NFKC): <c>Réglé</c> is <c>regle</c>, <c>ＤＮＳ</c> is <c>dns</c>, <c>ｶﾞ</c> is
    /// <c>ガ</c>. Only letters and digits are left.
    /// </summary>
    public static string Word(ReadOnlySpan<char> word)
    {
        if (!word.ContainsAnyExcept(Plain))
        {
            return word.ToString();
        }

        // A lone half of a surrogate pair can't be normalised.
        var decomposed = Whole(word.ToString()).Normalize(NormalizationForm.FormKC).ToLowerInvariant().Normalize(NormalizationForm.FormD);
        var folded = new StringBuilder(decomposed.Length);
        foreach (var rune in decomposed.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherNumber or UnicodeCategory.LetterNumber || IsVoicing(rune))
            {
                folded.Append(Ligature(rune) ?? rune.ToString());
            }
        }

        return folded.ToString().Normalize(NormalizationForm.FormC);
    }

    /// <summary>
    /// A title by which another is told to be the same: its words, folded, with a space between. A title without any letter stays as it is.
    /// </summary>
    /// <param name="longest">Cut after so many characters.</param>
    public static string Title(string title, int longest)
    {
        var words = string.Join(' ', WordReader.Read(title).SelectMany(run => run.Parts).Select(part => part.Folded).Where(folded => folded.Length > 0));
        var folded = words.Length > 0 ? words : Whole(title).Trim();
        return folded.Length <= longest ? folded : folded[..longest];
    }

    /// <summary>The text with a sign of doubt in place of what is no character.</summary>
    public static string Whole(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && !(char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[++i])))
            {
                return string.Concat(text.EnumerateRunes().Select(rune => rune.ToString()));
            }
        }

        return text;
    }

    /// <summary>What tells か from が is no accent.</summary>
    private static bool IsVoicing(Rune rune) => rune.Value is 0x3099 or 0x309A;

    private static string? Ligature(Rune rune) => rune.Value switch
    {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ł' => "l",
        'đ' or 'ð' => "d",
        'þ' => "th",
        'ı' => "i",
        _ => null,
    };
}
