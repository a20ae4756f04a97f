using System.Text;
using System.Text.Unicode;

namespace Helpdesk.EmailIngest.Reading.Characters;

/// <summary>Bytes to text: as declared if they are that, else UTF-8 if they are that, else as the mailbox expects (LM16). Never an exception.</summary>
internal sealed class TextDecoder(Encoding fallback, ReadingNotes notes)
{
    public string Decode(ReadOnlySpan<byte> bytes, string? charset)
    {
        if (FromMark(bytes) is { } marked)
        {
            return marked;
        }

        if (string.IsNullOrWhiteSpace(charset))
        {
            return DecodeUndeclared(bytes);
        }

        if (Utf7Text.IsMeant(charset) && Utf7Text.Decode(bytes) is { } seven)
        {
            return seven;
        }

        if (Charsets.Find(charset) is { } declared)
        {
            return DecodeDeclared(bytes, declared, charset);
        }

        notes.Warn("charset-unknown", $"The character set '{Shown(charset)}' is unknown.");
        return DecodeUndeclared(bytes);
    }

    /// <summary>Headers declare nothing; RFC 6532 makes them UTF-8, and old programs anything.</summary>
    public string DecodeUndeclared(ReadOnlySpan<byte> bytes) => FromEscapes(bytes) ?? FromUtf8(bytes) ?? fallback.GetString(bytes);

    private string DecodeDeclared(ReadOnlySpan<byte> bytes, Encoding declared, string charset)
    {
        if (WideText.IsWide(declared))
        {
            return WideText.Decode(bytes, declared) ?? Mislabelled(charset, "not", DecodeUndeclared(bytes));
        }

        // "us-ascii" and "iso-8859-1" are what programs write that have no idea.
        if (declared.CodePage is Charsets.Western && FromEscapes(bytes) is { } escaped)
        {
            return escaped;
        }

        if (declared.IsSingleByte && IsUtf8Already(bytes, declared))
        {
            return Mislabelled(charset, "UTF-8, not", Encoding.UTF8.GetString(bytes));
        }

        if (Strictly(declared, bytes) is { } text)
        {
            return text;
        }

        if (FromUtf8(bytes) is { } utf8)
        {
            return Mislabelled(charset, "UTF-8, not", utf8);
        }

        var isCut = declared.CodePage != Charsets.Utf8 || IsMostlyUtf8(bytes);
        return Mislabelled(charset, "not throughout", isCut ? declared.GetString(bytes) : fallback.GetString(bytes));
    }

    private string Mislabelled(string charset, string how, string text)
    {
        notes.Warn("charset-mislabelled", $"The text is {how} '{Shown(charset)}'.");
        return text;
    }

    /// <summary>
    /// Any bytes are valid in the old character sets; those that are valid UTF-8 too, and more than ASCII, are that by no chance.
    /// One character might be, and in Thai a word.
    /// </summary>
    private static bool IsUtf8Already(ReadOnlySpan<byte> bytes, Encoding declared)
    {
        if (declared.CodePage == Charsets.Thai || bytes.IndexOfAnyInRange((byte)0x80, (byte)0xFF) < 0 || FromUtf8(bytes) is not { } text)
        {
            return false;
        }

        var (first, last) = (text.AsSpan().IndexOfAnyExceptInRange('\0', '\u007F'), text.AsSpan().LastIndexOfAnyExceptInRange('\0', '\u007F'));
        return declared.CodePage == Charsets.Western || first != last;
    }

    /// <summary>A mail cut in the middle of a character is still UTF-8: one bad byte among many good ones does not change the language.</summary>
    private static bool IsMostlyUtf8(ReadOnlySpan<byte> bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        var bad = text.AsSpan().Count('\uFFFD');
        return bad * 4 <= bytes.Length - text.Length;
    }

    private static string? FromMark(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, .. var rest] => FromUtf8(rest),
        [0xFF, 0xFE, .. var rest] => Encoding.Unicode.GetString(rest),
        [0xFE, 0xFF, .. var rest] => Encoding.BigEndianUnicode.GetString(rest),
        _ => null,
    };

    /// <summary>Seven bits with the escapes of RFC 1468 are Japanese, whether or not anybody says so.</summary>
    private static string? FromEscapes(ReadOnlySpan<byte> bytes)
    {
        var isEscaped = bytes.IndexOf((byte)0x1B) >= 0 && (bytes.IndexOf("\u001B$B"u8) >= 0 || bytes.IndexOf("\u001B$@"u8) >= 0);
        return isEscaped && bytes.IndexOfAnyInRange((byte)0x80, (byte)0xFF) < 0 && Charsets.Find("iso-2022-jp") is { } japanese ? Strictly(japanese, bytes) : null;
    }

    /// <summary>Null if they are not that. All that comes in an old character set is asked: an exception for each answer would cost more than its text.</summary>
    private static string? FromUtf8(ReadOnlySpan<byte> bytes) => Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : null;

    private static string? Strictly(Encoding encoding, ReadOnlySpan<byte> bytes)
    {
        if (encoding.CodePage == Charsets.Utf8)
        {
            return FromUtf8(bytes);
        }

        try
        {
            var strict = encoding;
            if (encoding.DecoderFallback is not DecoderExceptionFallback)
            {
                strict = (Encoding)encoding.Clone();
                strict.DecoderFallback = DecoderFallback.ExceptionFallback;
            }

            return strict.GetString(bytes);
        }
        catch (Exception exception) when (exception is ArgumentException or IndexOutOfRangeException)
        {
            return null;
        }
    }

    private static string Shown(string charset)
    {
        var clean = CleanText.OfLine(charset);
        return clean.Length > 40 ? clean[..40] : clean;
    }
}
