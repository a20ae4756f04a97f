using System.Buffers;
using MimeKit;
using MimeKit.Encodings;
using MimeKit.IO;
using MimeKit.IO.Filters;

namespace Helpdesk.EmailIngest.Reading.Bodies;

/// <summary>The decoded bytes of parts.</summary>
internal sealed class PartBytes(ParsedMail mail, ReadingNotes notes)
{
    private const int MostSampled = 4_096;

    private static readonly SearchValues<byte> Base64 = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=\r\n\t "u8);

    public ReadOnlyMemory<byte> Of(MimePart part) =>
        part.Content is { Stream: { }, Encoding: ContentEncoding.Base64 } && Mixed(part) is { } mixed ? mixed : mail.Decoded.Of(part);

    public static byte[] StartOf(MimePart part, int most)
    {
        if (part.Content is not { } content)
        {
            return [];
        }

        using var stream = content.Open();
        var start = new byte[most];
        return start[..stream.ReadAtLeast(start, most, throwOnEndOfStream: false)];
    }

    /// <summary>
    /// Mailing lists put a line under text that is base64, and some programs call anything so: what is no base64 is text as it
    /// stands. Null where the whole is what it says, or is no text.
    /// </summary>
    private ReadOnlyMemory<byte>? Mixed(MimePart part)
    {
        var raw = mail.PlaceOf(part) is { } place ? mail.Raw[place.Body..place.End] : default;
        var plain = FirstPlainLine(raw.Span);
        if (plain < 0)
        {
            return null;
        }

        notes.Warn("base64-broken", "A part is not throughout the base64 that it says it is.");
        if (!MediaTypes.Of(part).StartsWith("text/", StringComparison.Ordinal))
        {
            return null;
        }

        using var mixed = new MemoryStream();
        using var decoded = new FilteredStream(mixed);
        decoded.Add(new DecoderFilter(new Base64Decoder()));
        decoded.Write(raw.Span[..plain]);
        decoded.Flush();
        mixed.Write(plain > 0 ? "\n"u8 : default);
        mixed.Write(raw.Span[plain..]);
        return mixed.ToArray();
    }

    /// <summary>Where it begins; negative if there is none.</summary>
    private static int FirstPlainLine(ReadOnlySpan<byte> raw)
    {
        if (raw.IndexOfAnyExcept(Base64) is var odd && odd < 0)
        {
            odd = raw[..Math.Min(raw.Length, MostSampled)].Trim("\r\n\t "u8).IndexOf((byte)' ') < 0 ? -1 : raw.IndexOf((byte)' ');
        }

        return odd < 0 ? -1 : raw[..odd].LastIndexOf((byte)'\n') + 1;
    }
}
