using System.Buffers;
using System.Text;

namespace Helpdesk.EmailIngest.Reading.Characters;

/// <summary>Text without what breaks databases, headers and terminals (LM16).</summary>
internal static class CleanText
{
    private static readonly SearchValues<char> OddInText = SearchValues.Create(Odd(kept: "\t\n"));

    private static readonly SearchValues<char> OddInLine = SearchValues.Create(Odd(kept: ""));

    /// <summary>One kind of line end; no other control characters, no half characters.</summary>
    public static string OfBody(string text)
    {
        text = text.ReplaceLineEndings("\n");
        var at = text.AsSpan().IndexOfAny(OddInText);
        if (at < 0)
        {
            return text;
        }

        var clean = new StringBuilder(text.Length);
        var start = 0;
        while (at >= 0)
        {
            at += start;
            clean.Append(text, start, at - start);
            AppendOdd(clean, text, ref at);
            start = at;
            at = text.AsSpan(start).IndexOfAny(OddInText);
        }

        return clean.Append(text, start, text.Length - start).ToString();
    }

    /// <summary>For headers and names: one line; white space stays, folded or not, as one space.</summary>
    public static string OfLine(string text)
    {
        if (!text.AsSpan().ContainsAny(OddInLine))
        {
            return text.Trim();
        }

        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is '\r' or '\n' or '\t' or '\v' or '\f' or '\u2028' or '\u2029')
            {
                if (clean.Length > 0 && clean[^1] != ' ')
                {
                    clean.Append(' ');
                }
            }
            else if (text[i] != ' ' || clean.Length == 0 || clean[^1] != ' ' || i == 0 || text[i - 1] == ' ')
            {
                AppendWhole(clean, text, ref i);
            }
        }

        return clean.ToString().Trim();
    }

    /// <summary>Leaves the place behind what it has taken.</summary>
    private static void AppendOdd(StringBuilder clean, string text, ref int at)
    {
        if (text[at] == '\v')
        {
            clean.Append('\n');
        }
        else
        {
            AppendWhole(clean, text, ref at);
        }

        at++;
    }

    private static void AppendWhole(StringBuilder clean, string text, ref int i)
    {
        var c = text[i];
        if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
        {
            clean.Append(c).Append(text[++i]);
        }
        else if (char.IsSurrogate(c))
        {
            clean.Append('\uFFFD');
        }
        else if (!char.IsControl(c) && c is not '\uFEFF')
        {
            clean.Append(c);
        }
    }

    private static string Odd(string kept)
    {
        var odd = new StringBuilder();
        for (var c = 0; c <= char.MaxValue; c++)
        {
            var isOdd = char.IsControl((char)c) || char.IsSurrogate((char)c) || c is 0x2028 or 0x2029 or 0xFEFF;
            if (isOdd && !kept.Contains((char)c, StringComparison.Ordinal))
            {
                odd.Append((char)c);
            }
        }

        return odd.ToString();
    }
}
