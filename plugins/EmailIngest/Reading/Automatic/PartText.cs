using System.Text;
using MimeKit;

namespace Helpdesk.EmailIngest.Reading.Automatic;

/// <summary>The lines of a small machine-readable part.</summary>
internal static class PartText
{
    private const int MostBytes = 256 * 1024;

    /// <summary>UTF-8 where it is that (RFC 6533), else byte by byte.</summary>
    public static string Of(MimeEntity? part)
    {
        if (part is not MimePart { Content: { Stream: { } encoded } content })
        {
            return "";
        }

        // No transfer encoding makes of a part more bytes than it came in.
        using var decoded = content.Open();
        var bytes = new byte[Math.Min(MostBytes, encoded.Length)];
        var length = decoded.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        var text = Encoding.UTF8.GetString(bytes, 0, length);
        return text.Contains('\uFFFD', StringComparison.Ordinal) ? Encoding.Latin1.GetString(bytes, 0, length) : text;
    }
}
