using System.Text;

namespace Helpdesk.Engine.Search.Words;

/// <summary>
/// Terms of scripts without spaces: each pair of neighbours, so that a word of two characters is found wherever it stands. A kanji is also a term by
/// itself, since it is the stem of a verb (届く, 届かない); so is a word of katakana as a whole.
/// </summary>
internal static class CharacterTerms
{
    private const int LongestKatakana = 12;

    public static IEnumerable<Term> Of(WordPart part)
    {
        Rune[] runes = [.. part.Folded.EnumerateRunes()];
        if (runes.Length == 0)
        {
            yield break;
        }

        var starts = Starts(runes);
        if (runes.Length == 1)
        {
            yield return At(0, 1, part.Script == Script.Hiragana ? TermKind.Syllables : TermKind.Character);
            yield break;
        }

        for (var i = 0; i + 1 < runes.Length; i++)
        {
            yield return At(i, 2, part.Script == Script.Hiragana ? TermKind.Syllables : TermKind.Pair);
        }

        if (part.Script == Script.Katakana && runes.Length is > 2 and <= LongestKatakana)
        {
            yield return At(0, runes.Length, TermKind.Pair);
        }

        if (part.Script == Script.Han)
        {
            for (var i = 0; i < runes.Length; i++)
            {
                yield return At(i, 1, TermKind.Character);
            }
        }

        Term At(int first, int count, TermKind kind)
        {
            var text = part.Folded[starts[first]..starts[first + count]];
            // Folding that changes lengths (ｶﾞ) leaves no way back to the single character.
            return part.Folded.Length == part.Length
                ? new Term(text, text, part.Start + starts[first], text.Length, kind)
                : new Term(text, text, part.Start, part.Length, kind);
        }
    }

    private static int[] Starts(Rune[] runes)
    {
        var starts = new int[runes.Length + 1];
        for (var i = 0; i < runes.Length; i++)
        {
            starts[i + 1] = starts[i] + runes[i].Utf16SequenceLength;
        }

        return starts;
    }
}
