using System.Text;

namespace Helpdesk.EmailIngest.Reading.Characters;

/// <summary>UTF-7 (RFC 2152), which Exchange still writes delivery reports in and .NET no longer reads.</summary>
internal static class Utf7Text
{
    public static bool IsMeant(string? charset) =>
        charset?.Trim(' ', '"').ToLowerInvariant() is "utf-7" or "unicode-1-1-utf-7" or "x-unicode-2-0-utf-7" or "csunicode11utf7";

    /// <summary>Null if it is not that.</summary>
    public static string? Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IndexOfAnyInRange((byte)0x80, (byte)0xFF) >= 0)
        {
            return null;
        }

        var text = new StringBuilder(bytes.Length);
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] != '+')
            {
                text.Append((char)bytes[i]);
            }
            else if (i + 1 < bytes.Length && bytes[i + 1] == '-')
            {
                text.Append('+');
                i++;
            }
            else
            {
                i += Shifted(bytes[(i + 1)..], text);
            }
        }

        return text.ToString();
    }

    /// <summary>How many bytes it was, with the minus that ends it.</summary>
    private static int Shifted(ReadOnlySpan<byte> bytes, StringBuilder text)
    {
        var (bits, held, at) = (0u, 0, 0);
        for (; at < bytes.Length && Value(bytes[at]) is var value and >= 0; at++)
        {
            (bits, held) = ((bits << 6) | (uint)value, held + 6);
            if (held >= 16)
            {
                held -= 16;
                text.Append((char)(bits >> held));
                bits &= (1u << held) - 1;
            }
        }

        return at < bytes.Length && bytes[at] == '-' ? at + 1 : at;
    }

    private static int Value(byte c) => c switch
    {
        >= (byte)'A' and <= (byte)'Z' => c - 'A',
        >= (byte)'a' and <= (byte)'z' => c - 'a' + 26,
        >= (byte)'0' and <= (byte)'9' => c - '0' + 52,
        (byte)'+' => 62,
        (byte)'/' => 63,
        _ => -1,
    };
}
