namespace Helpdesk.EmailIngest.Reading;

/// <summary>The bytes of a mail, without what mailboxes and pipes put around it.</summary>
internal static class RawMail
{
    private const int MostLeadingBlank = 1_000;

    /// <summary>At most so many bytes as the limits allow; the rest is left unread.</summary>
    public static ReadOnlyMemory<byte> Load(Stream stream, ReadingLimits limits, ReadingNotes notes)
    {
        var bytes = new byte[Math.Clamp(Expected(stream), 4_096, limits.MostBytes + 1)];
        var length = 0;
        while (stream.ReadAtLeast(bytes.AsSpan(length), 1, throwOnEndOfStream: false) is var read and > 0)
        {
            length += read;
            if (length > limits.MostBytes)
            {
                length = limits.MostBytes;
                notes.Cut(ReadingLimits.Mail, $"Only the first {limits.MostBytes} bytes are read.");
                break;
            }

            if (length == bytes.Length)
            {
                Array.Resize(ref bytes, (int)Math.Min(bytes.Length * 2L, limits.MostBytes + 1L));
            }
        }

        return Of(bytes.AsMemory(0, length), limits, notes);
    }

    public static ReadOnlyMemory<byte> Of(ReadOnlyMemory<byte> bytes, ReadingLimits limits, ReadingNotes notes) =>
        LongHeads.Cut(WithBody(WithoutWrapping(bytes)), limits, notes);

    /// <summary>One more than there is, so that the end is seen without growing.</summary>
    private static int Expected(Stream stream) => stream.CanSeek ? (int)Math.Clamp(stream.Length - stream.Position + 1, 0, int.MaxValue - 64) : 0;

    /// <summary>A byte order mark, empty lines, and the line that mbox files and local delivery put first (RFC 4155).</summary>
    private static ReadOnlyMemory<byte> WithoutWrapping(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Span.StartsWith("\uFEFF"u8))
        {
            bytes = bytes[3..];
        }

        var blank = bytes.Span.IndexOfAnyExcept("\r\n"u8);
        bytes = blank is > 0 and < MostLeadingBlank ? bytes[blank..] : bytes;
        while (bytes.Span.StartsWith("From "u8) || bytes.Span.StartsWith(">From "u8))
        {
            var end = bytes.Span.IndexOf((byte)'\n');
            if (end < 0)
            {
                break;
            }

            bytes = bytes[(end + 1)..];
        }

        return bytes;
    }

    /// <summary>Without any empty line the text begins where the fields end: it would be lost as a broken field.</summary>
    private static ReadOnlyMemory<byte> WithBody(ReadOnlyMemory<byte> bytes)
    {
        var span = bytes.Span;
        if (span.IndexOf("\n\n"u8) >= 0 || span.IndexOf("\n\r\n"u8) >= 0 || !LongHeads.IsField(span))
        {
            return bytes;
        }

        for (var at = 0; at < span.Length;)
        {
            var line = span[at..];
            if (line[0] is not ((byte)' ' or (byte)'\t') && !LongHeads.IsField(line))
            {
                return (byte[])[.. span[..at], (byte)'\n', .. line];
            }

            var end = line.IndexOf((byte)'\n');
            at = end < 0 ? span.Length : at + end + 1;
        }

        return bytes;
    }
}
