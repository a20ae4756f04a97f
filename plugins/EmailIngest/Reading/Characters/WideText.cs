using System.Text;

namespace Helpdesk.EmailIngest.Reading.Characters;

/// <summary>UTF-16 and UTF-32: in mail the name is more often a mistake than the bytes are that.</summary>
internal static class WideText
{
    public static bool IsWide(Encoding encoding) => encoding.CodePage is 1200 or 1201 or 12000 or 12001;

    /// <summary>Null if the bytes are not that wide. Without a mark the zeros show which half comes first (RFC 2781 §4.3 guesses).</summary>
    public static string? Decode(ReadOnlySpan<byte> bytes, Encoding declared)
    {
        if (declared.CodePage is 12000 or 12001)
        {
            return bytes.Length % 4 == 0 ? declared.GetString(bytes) : null;
        }

        var (even, odd) = (Zeros(bytes, 0), Zeros(bytes, 1));
        if (even == 0 && odd == 0)
        {
            return LooksAscii(bytes) ? null : declared.GetString(bytes);
        }

        return (even == odd ? declared : even > odd ? Encoding.BigEndianUnicode : Encoding.Unicode).GetString(bytes);
    }

    private static int Zeros(ReadOnlySpan<byte> bytes, int from)
    {
        var zeros = 0;
        for (var i = from; i < bytes.Length; i += 2)
        {
            zeros += bytes[i] == 0 ? 1 : 0;
        }

        return zeros;
    }

    private static bool LooksAscii(ReadOnlySpan<byte> bytes)
    {
        var plain = 0;
        foreach (var b in bytes)
        {
            plain += b is >= 0x20 and < 0x7F or (byte)'\n' or (byte)'\r' ? 1 : 0;
        }

        return plain * 4 >= bytes.Length * 3;
    }
}
