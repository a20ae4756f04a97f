using System.Globalization;
using System.Text;

namespace Helpdesk.EmailIngest.Reading.Characters;

/// <summary>Encodings by the names that mail gives them, which are more than the registered ones.</summary>
internal static class Charsets
{
    public const string Default = "windows-1252";

    public const int Western = 1252;

    public const int Thai = 874;

    public const int Utf8 = 65001;

    private static readonly EncodingProvider Legacy = CodePagesEncodingProvider.Instance;

    /// <summary>MimeKit asks the process for encodings, and cannot read a winmail.dat at all without (its TnefPropertyReader).</summary>
    static Charsets() => Encoding.RegisterProvider(Legacy);

    /// <summary>Null for a name that nobody knows.</summary>
    public static Encoding? Find(string? name)
    {
        var plain = Plain(name ?? "");
        if (plain.Length is 0 or > 40)
        {
            return null;
        }

        var known = Renamed(plain) ?? plain;
        return ByName(known) ?? ByNumber(known);
    }

    public static Encoding OrDefault(string? name) => Find(name) ?? ByName(Default)!;

    private static string Plain(string name)
    {
        var plain = name.Trim().Trim('"', '\'', '<', '>', '.', ';').ToLowerInvariant().Replace('_', '-');

        // RFC 2231 §5 puts a language behind the name, Lotus Notes a copy of the RFC 1468 escape.
        return plain.IndexOfAny(['*', '$', ' ', ',', ';']) is var end and > 0 ? plain[..end] : plain;
    }

    /// <summary>
    /// Where a name is used for more than it stands for, the larger set is meant: that is what browsers do
    /// (WHATWG Encoding §4.2), and what the senders had on their screens.
    /// </summary>
    private static string? Renamed(string name) => name switch
    {
        "utf8" or "utf-8n" or "unicode-1-1-utf-8" or "x-unicode-2-0-utf-8" or "x-utf-8" or "utf-8-bom" => "utf-8",
        "us-ascii" or "ascii" or "ansi-x3.4-1968" or "646" or "iso646-us" or "iso-646-us" or "latin1" or "iso-8859-1" or "iso8859-1" or "iso88591" or "iso-88591"
            or "iso-latin-1" or "cp1252" or "win1252" or "windows1252" or "x-cp1252" or "cp819" or "l1" or "iso-8859-1-windows-3.0-latin-1" or "ansi" => "windows-1252",
        "iso-8859-9" or "latin5" or "iso8859-9" => "windows-1254",
        "iso-8859-11" or "tis-620" or "iso8859-11" or "windows-874" => "windows-874",
        "iso-8859-8-i" or "iso-8859-8-e" or "iso8859-8" => "iso-8859-8",
        "iso-8859-6-i" or "iso-8859-6-e" => "iso-8859-6",
        "gb2312" or "gbk" or "gb-2312-80" or "csgb2312" or "x-gbk" or "cp936" or "ms936" or "windows-936" or "gb-18030" or "gb18030-0" or "euc-cn"
            or "chinese" => "gb18030",
        "hz" => "hz-gb-2312",
        "big5-hkscs" or "big5hkscs" or "x-x-big5" or "cn-big5" or "cp950" or "ms950" or "x-big5" => "big5",
        "ks-c-5601-1987" or "ksc5601" or "ksc-5601" or "ks-c-5601" or "euc-kr" or "cp949" or "uhc" or "x-windows-949" or "korean" or "windows-949" => "949",
        "shift-jis" or "sjis" or "x-sjis" or "ms-kanji" or "windows-31j" or "cp932" or "ms932" or "shiftjis" or "windows-932" => "932",
        "iso-2022-jp-1" or "iso-2022-jp-2" or "iso-2022-jp-3" or "iso-2022-jp-2004" or "iso-2022-jp-ms" or "cp50220" or "cp50221" or "jis"
            or "csiso2022jp" => "iso-2022-jp",
        "eucjp" or "ujis" or "x-euc-jp" or "eucjp-ms" or "cp51932" => "euc-jp",
        "mac-cyrillic" => "x-mac-cyrillic",
        "koi8" or "koi" or "cskoi8r" or "koi8r" => "koi8-r",
        "koi8u" or "koi8-ru" => "koi8-u",
        "utf-16" or "ucs-2" or "iso-10646-ucs-2" or "utf16" or "unicode" => "utf-16",
        "macintosh" or "mac" or "x-mac-roman" or "macroman" => "macintosh",
        _ => null,
    };

    private static Encoding? ByName(string name)
    {
        if (name is "utf-7" or "unicode-1-1-utf-7" or "x-user-defined" or "binary" or "unknown" or "8bit" or "7bit" or "default")
        {
            return null;
        }

        try
        {
            return name == "utf-8" ? Encoding.UTF8 : Legacy.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>"cp1251", "win-1251", "windows1251", "1251" and "iso8859-5" are one idea each.</summary>
    private static Encoding? ByNumber(string name)
    {
        var digits = name.AsSpan().TrimStart("abcdefghijklmnopqrstuvwxyz-");
        if (digits.IsEmpty)
        {
            return null;
        }

        if (name.StartsWith("iso", StringComparison.Ordinal))
        {
            return digits.StartsWith("8859", StringComparison.Ordinal) ? ByName($"iso-8859-{digits[4..].TrimStart('-')}") : null;
        }

        var isNumber = int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var page);
        return isNumber && page is > 300 and < 65000 ? ByPage(page) : null;
    }

    private static Encoding? ByPage(int page)
    {
        try
        {
            return Legacy.GetEncoding(page) ?? Encoding.GetEncoding(page);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
