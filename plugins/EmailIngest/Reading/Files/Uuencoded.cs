using System.Text;

namespace Helpdesk.EmailIngest.Reading.Files;

/// <summary>What a uuencoded file looks like. People write "begin 100 things" too, so that all of it must fit (IEEE 1003.1, uuencode).</summary>
internal static class Uuencoded
{
    /// <summary>Null if the line begins no file.</summary>
    public static string? NameIn(ReadOnlySpan<byte> line)
    {
        var rest = line.StartsWith("begin "u8) ? line[6..].TrimEnd("\r\n "u8) : default;
        var mode = rest.IndexOf((byte)' ');
        var isMode = mode is 3 or 4 && rest[..mode].IndexOfAnyExceptInRange((byte)'0', (byte)'7') < 0;
        return isMode && rest.Length > mode + 1 ? Encoding.Latin1.GetString(rest[(mode + 1)..]) : null;
    }

    /// <summary>Behind the line "end"; null if anything before it is something else.</summary>
    public static int? EndOf(ReadOnlySpan<byte> text, int at)
    {
        if (!IsData(EmbeddedFiles.LineAt(text, at).TrimEnd("\r\n"u8)))
        {
            return null;
        }

        while (at < text.Length)
        {
            var line = EmbeddedFiles.LineAt(text, at);
            at += line.Length;
            var bare = line.TrimEnd("\r\n"u8);
            if (bare.SequenceEqual("end"u8))
            {
                return at;
            }

            if (!IsEncoded(bare))
            {
                return null;
            }
        }

        return null;
    }

    /// <summary>The first line says how long it is; no sentence does.</summary>
    private static bool IsData(ReadOnlySpan<byte> line)
    {
        var length = line.IsEmpty ? 0 : (line[0] - 0x20) & 0x3F;
        return length > 0 && IsEncoded(line) && line.Length >= Expected(length) - 3;
    }

    private static bool IsEncoded(ReadOnlySpan<byte> line)
    {
        if (line.IsEmpty)
        {
            return true;
        }

        // Trailing spaces are zeros that servers cut off, and some programs add a checksum.
        var length = (line[0] - 0x20) & 0x3F;
        return line.IndexOfAnyExceptInRange((byte)0x20, (byte)0x60) < 0 && line.Length <= Expected(length) + 2;
    }

    private static int Expected(int length) => 1 + ((length + 2) / 3 * 4);
}
