using System.Globalization;
using System.Text;

namespace Helpdesk.EmailIngest.Reading.Replies;

/// <summary>Characters that nobody sees and that mail programs put between those that count: marks of direction, joiners, odd spaces.</summary>
internal static class Invisible
{
    public static bool Is(char character) => character
        is '\0' or '\u00AD' or '\uFEFF'
        or (>= '\u200B' and <= '\u200F')
        or (>= '\u202A' and <= '\u202E')
        or (>= '\u2060' and <= '\u2069');

    /// <summary>Trimmed, without them, every kind of space a plain one.</summary>
    public static string Without(string text) => Plain(text, start: 0, plainDigits: false);

    /// <summary>To be compared, not to be shown: every kind of digit (Arabic, Thai, full-width) one of ASCII as well.</summary>
    public static string Comparable(string text, int start = 0) => Plain(text, start, plainDigits: true);

    private static string Plain(string whole, int start, bool plainDigits)
    {
        var text = whole.AsSpan(start).Trim();
        if (IsPlain(text))
        {
            return text.Length == whole.Length ? whole : text.ToString();
        }

        var plain = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            if (!Is(character))
            {
                plain.Append(Plain(character, plainDigits));
            }
        }

        return plain.ToString().Trim();
    }

    private static bool IsPlain(ReadOnlySpan<char> text)
    {
        var odd = text.IndexOfAnyExceptInRange(' ', '\u007F');
        foreach (var character in odd < 0 ? default : text[odd..])
        {
            if (char.IsAscii(character) ? character < ' ' : Is(character) || Plain(character, plainDigits: true) != character)
            {
                return false;
            }
        }

        return true;
    }

    private static char Plain(char character, bool plainDigits)
    {
        if (char.IsWhiteSpace(character))
        {
            return ' ';
        }

        return plainDigits && char.IsDigit(character) ? (char)('0' + CharUnicodeInfo.GetDecimalDigitValue(character)) : character;
    }
}
