namespace Helpdesk.Engine.Texts;

/// <summary>
/// Text as every database can keep it. PostgreSQL holds neither NUL nor half a surrogate pair, so each of these
/// becomes U+FFFD, the character that stands for one that is lost (Unicode §5.22); all else stays, to the character.
/// </summary>
internal static class StorableText
{
    private const char Lost = '\uFFFD';

    public static string Of(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        return FirstUnstorable(text) < 0 ? text : string.Create(text.Length, text, Mend);
    }

    /// <summary>The beginning of a text, at most so many UTF-16 code units; a surrogate pair stays whole or goes.</summary>
    public static string Beginning(string text, int most) =>
        text.Length <= most ? text : text[..(most > 0 && char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];

    private static int FirstUnstorable(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\0')
            {
                return i;
            }

            if (char.IsSurrogate(text[i]))
            {
                if (!IsPair(text, i))
                {
                    return i;
                }

                i++;
            }
        }

        return -1;
    }

    private static void Mend(Span<char> mended, string text)
    {
        text.CopyTo(mended);
        for (int from = 0, at; (at = FirstUnstorable(mended[from..])) >= 0; from += at + 1)
        {
            mended[from + at] = Lost;
        }
    }

    private static bool IsPair(ReadOnlySpan<char> text, int at) => at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]);
}
