using System.Globalization;
using System.Text;

namespace Helpdesk.Engine.Search.Words;

/// <summary>
/// Takes a text apart into runs of words that hang together (<c>ERR_CERT_DATE</c>, <c>mail.example.org</c>), and each into its parts. It says where
/// they stand, so that they can be marked.
/// </summary>
internal static class WordReader
{
    /// <summary>What holds the parts of an error code, a host name or a file name together when it stands between letters or digits.</summary>
    private const string Links = "._-:/@+\\\u2010\u2011";

    /// <summary>The runs of the text, in order.</summary>
    public static IEnumerable<WordRun> Read(string text)
    {
        var parts = new List<WordPart>();
        var at = 0;
        while (at < text.Length)
        {
            var start = at;
            var script = ScriptAt(text, at, out var length);
            if (script == Script.None)
            {
                if (parts.Count > 0 && !IsLink(text, at))
                {
                    yield return new WordRun([.. parts]);
                    parts.Clear();
                }

                at += length;
                continue;
            }

            at = End(text, at + length, script);
            // Between Latin letters and kanji there is no space, and they are two words.
            if (parts.Count > 0 && (script != Script.Alphabet || parts[^1].Script != Script.Alphabet))
            {
                yield return new WordRun([.. parts]);
                parts.Clear();
            }

            parts.Add(new WordPart(start, at - start, Folding.Word(text.AsSpan(start, at - start)), script));
        }

        if (parts.Count > 0)
        {
            yield return new WordRun([.. parts]);
        }
    }

    private static int End(string text, int at, Script script)
    {
        while (at < text.Length)
        {
            var next = ScriptAt(text, at, out var length);
            // A mark, such as an accent of its own or a voicing, belongs to what it stands on; so does the sign of a long vowel.
            if (next != script && !(next != Script.None && IsDependent(text, at)) && !(next == Script.None && IsMark(text, at)))
            {
                break;
            }

            at += length;
        }

        return at;
    }

    /// <summary>One link, or two that are alike, with a letter or a digit on both sides.</summary>
    private static bool IsLink(string text, int at)
    {
        if (!Links.Contains(text[at], StringComparison.Ordinal))
        {
            return false;
        }

        var first = at > 0 && text[at - 1] == text[at] ? at - 1 : at;
        var last = at + 1 < text.Length && text[at + 1] == text[at] ? at + 1 : at;
        return last - first <= 1
            && first > 0 && IsOfAlphabet(text, first - 1)
            && last + 1 < text.Length && IsOfAlphabet(text, last + 1);
    }

    private static bool IsOfAlphabet(string text, int at) => char.IsLetterOrDigit(text[at]) || IsMark(text, at);

    private static bool IsMark(string text, int at) =>
        CharUnicodeInfo.GetUnicodeCategory(text, at) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;

    private static bool IsDependent(string text, int at) => text[at] is 'ー' or 'ｰ' or 'ﾞ' or 'ﾟ';

    private static Script ScriptAt(string text, int at, out int length)
    {
        if (Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out length) != System.Buffers.OperationStatus.Done)
        {
            return Script.None;
        }

        return rune.Value switch
        {
            < 0x80 => char.IsAsciiLetterOrDigit((char)rune.Value) ? Script.Alphabet : Script.None,
            >= 0x3041 and <= 0x309F => Script.Hiragana,
            (>= 0x30A1 and <= 0x30FA) or (>= 0x30FC and <= 0x30FF) or (>= 0x31F0 and <= 0x31FF) or (>= 0xFF66 and <= 0xFF9F) => Script.Katakana,
            0x3005 or 0x3007 or (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x3FFFF) => Script.Han,
            (>= 0xAC00 and <= 0xD7A3) or (>= 0x1100 and <= 0x11FF) or (>= 0x3130 and <= 0x318F) => Script.Hangul,
            _ => IsOfWord(Rune.GetUnicodeCategory(rune)) ? Script.Alphabet : Script.None,
        };
    }

    private static bool IsOfWord(UnicodeCategory category) => category
        is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter
        or UnicodeCategory.OtherLetter or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;
}

/// <summary>Parts with nothing but links between them.</summary>
internal sealed record WordRun(IReadOnlyList<WordPart> Parts);

/// <summary>A stretch of one script.</summary>
/// <param name="Start">Where it begins in the text.</param>
/// <param name="Length">How many characters of the text it takes.</param>
/// <param name="Folded">What is left of it, folded; may be empty, longer or shorter.</param>
/// <param name="Script">Its script.</param>
internal readonly record struct WordPart(int Start, int Length, string Folded, Script Script);

/// <summary>The scripts that are read each in its own way.</summary>
internal enum Script
{
    None,

    /// <summary>Any in which words have spaces between them.</summary>
    Alphabet,
    Han,
    Hiragana,
    Katakana,
    Hangul,
}
