using MimeKit;
using MimeKit.IO;

namespace Helpdesk.EmailIngest.Reading.Bodies;

/// <summary>What the parts of a mail decode to. Each is read as a text or a file, and then again with all others for the mail's hash: it is decoded once.</summary>
/// <param name="raw">The mail.</param>
/// <param name="stream">The same, as the parser read it.</param>
internal sealed class DecodedParts(ReadOnlyMemory<byte> raw, Stream stream)
{
    private readonly Dictionary<object, ReadOnlyMemory<byte>> _decoded = new(ReferenceEqualityComparer.Instance);

    public ReadOnlyMemory<byte> Of(MimePart part)
    {
        if (!_decoded.TryGetValue(part, out var decoded))
        {
            _decoded[part] = decoded = part.Content is { Stream: { } encoded } content ? Decode(content, encoded) : default;
        }

        return decoded;
    }

    private ReadOnlyMemory<byte> Decode(IMimeContent content, Stream encoded)
    {
        // What is not encoded stands in the mail already.
        var isEncoded = content.Encoding is ContentEncoding.Base64 or ContentEncoding.QuotedPrintable or ContentEncoding.UUEncode;
        if (!isEncoded && encoded is BoundStream { EndBoundary: >= 0 and var end } bound && bound.BaseStream == stream)
        {
            return raw[(int)bound.StartBoundary..(int)end];
        }

        var expected = content.Encoding == ContentEncoding.Base64 ? (encoded.Length / 4 * 3) + 16 : encoded.Length;
        using var decoded = new MemoryStream((int)Math.Min(int.MaxValue - 64, expected));
        content.DecodeTo(decoded);
        return decoded.GetBuffer().AsMemory(0, (int)decoded.Length);
    }
}
