using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using Helpdesk.EmailIngest.Reading.Bodies;
using MimeKit;

namespace Helpdesk.EmailIngest.Reading.Protection;

internal enum SmimeKind
{
    Unknown,
    Signed,
    Encrypted,

    /// <summary>Certificates only, or compressed: neither signed nor secret.</summary>
    Plain,
}

/// <summary>smime.p7m (RFC 8551 §3): what is only signed can be read by everybody.</summary>
internal static class SmimeContainer
{
    private const int MostPeeked = 64;

    /// <summary>1.2.840.113549.1.7.2 in DER.</summary>
    private static ReadOnlySpan<byte> SignedData => [0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x02];

    /// <summary>1.2.840.113549.1.7.3.</summary>
    private static ReadOnlySpan<byte> EnvelopedData => [0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x03];

    /// <summary>1.2.840.113549.1.9.16.1.23 (RFC 5083).</summary>
    private static ReadOnlySpan<byte> AuthenticatedEnvelopedData => [0x06, 0x0B, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x10, 0x01, 0x17];

    public static bool IsOne(string type, string? name) =>
        type is "application/pkcs7-mime" or "application/x-pkcs7-mime" || name?.EndsWith(".p7m", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>By what is in it; what it says of itself counts only where that cannot be seen.</summary>
    public static SmimeKind KindOf(MimePart part)
    {
        var said = part.ContentType.Parameters["smime-type"]?.Trim().ToLowerInvariant();
        if (said is "certs-only" or "compressed-data" || part.FileName?.EndsWith(".p7c", StringComparison.OrdinalIgnoreCase) == true)
        {
            return SmimeKind.Plain;
        }

        var start = PartBytes.StartOf(part, MostPeeked).AsSpan();
        return start switch
        {
            _ when start.IndexOf(SignedData) >= 0 => SmimeKind.Signed,
            _ when start.IndexOf(EnvelopedData) >= 0 || start.IndexOf(AuthenticatedEnvelopedData) >= 0 => SmimeKind.Encrypted,
            _ when said is "signed-data" or "signed-receipt" => SmimeKind.Signed,
            _ when said is "enveloped-data" or "authenveloped-data" => SmimeKind.Encrypted,
            _ => SmimeKind.Unknown,
        };
    }

    /// <summary>The entity inside, without any check of who signed; null if it cannot be had.</summary>
    public static MimeEntity? TryUnwrap(ReadOnlyMemory<byte> container, ParserOptions parser)
    {
        try
        {
            var signed = new SignedCms();
            signed.Decode(container.Span);
            var content = signed.ContentInfo.Content;
            return content.Length == 0 ? null : MimeEntity.Load(parser, new MemoryStream(content, writable: false), persistent: true);
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException or InvalidOperationException or ArgumentException or IOException)
        {
            return null;
        }
    }
}
