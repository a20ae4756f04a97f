using System.Text;

namespace Helpdesk.EmailIngest.Reading.Files;

/// <summary>What a file is by its first bytes, whatever it is called.</summary>
internal static class FileTypes
{
    public const string NoExtension = ".bin";

    public const string Tnef = "application/vnd.ms-tnef";

    public static string? Detect(ReadOnlySpan<byte> bytes) =>
        Image(bytes) ?? Document(bytes) ?? Archive(bytes) ?? Sound(bytes) ?? Markup(bytes);

    /// <summary>With its dot; <c>.bin</c> for what nobody knows.</summary>
    public static string Extension(string type) => type switch
    {
        "image/png" => ".png",
        "image/jpeg" or "image/jpg" or "image/pjpeg" => ".jpg",
        "image/gif" => ".gif",
        "image/webp" => ".webp",
        "image/bmp" => ".bmp",
        "image/tiff" => ".tif",
        "image/heic" => ".heic",
        "image/svg+xml" => ".svg",
        "application/pdf" => ".pdf",
        "application/zip" => ".zip",
        "application/gzip" or "application/x-gzip" => ".gz",
        "application/x-7z-compressed" => ".7z",
        "application/vnd.rar" => ".rar",
        "application/postscript" => ".ps",
        "text/rtf" or "application/rtf" => ".rtf",
        "text/plain" or "message/delivery-status" or "text/rfc822-headers" or "message/disposition-notification" or "message/feedback-report" => ".txt",
        "text/html" => ".html",
        "text/csv" => ".csv",
        "text/xml" or "application/xml" => ".xml",
        "text/calendar" or "application/ics" => ".ics",
        "text/vcard" or "text/x-vcard" or "text/directory" => ".vcf",
        "message/rfc822" or "message/global" => ".eml",
        "application/pgp-signature" or "application/pgp-encrypted" or "application/pgp-keys" => ".asc",
        "application/pkcs7-mime" or "application/x-pkcs7-mime" => ".p7m",
        "application/pkcs7-signature" or "application/x-pkcs7-signature" => ".p7s",
        "audio/mpeg" => ".mp3",
        "audio/wav" or "audio/x-wav" => ".wav",
        "video/mp4" => ".mp4",
        Tnef or "application/ms-tnef" => ".dat",
        _ => NoExtension,
    };

    private static string? Image(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => "image/png",
        [0xFF, 0xD8, 0xFF, ..] => "image/jpeg",
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', (byte)'7' or (byte)'9', (byte)'a', ..] => "image/gif",
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => "image/webp",
        [(byte)'B', (byte)'M', _, _, _, _, 0, 0, 0, 0, ..] => "image/bmp",
        [(byte)'I', (byte)'I', 0x2A, 0, ..] or [(byte)'M', (byte)'M', 0, 0x2A, ..] => "image/tiff",
        [_, _, _, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', (byte)'h', (byte)'e', (byte)'i', (byte)'c', ..] => "image/heic",
        _ => null,
    };

    private static string? Document(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [(byte)'%', (byte)'P', (byte)'D', (byte)'F', (byte)'-', ..] => "application/pdf",
        [(byte)'%', (byte)'!', (byte)'P', (byte)'S', ..] => "application/postscript",
        [(byte)'{', (byte)'\\', (byte)'r', (byte)'t', (byte)'f', ..] => "text/rtf",
        [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, ..] => "application/x-ole-storage",
        [0x78, 0x9F, 0x3E, 0x22, ..] => Tnef,
        _ => null,
    };

    private static string? Archive(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [(byte)'P', (byte)'K', 3, 4, ..] or [(byte)'P', (byte)'K', 5, 6, ..] => "application/zip",
        [0x1F, 0x8B, 8, ..] => "application/gzip",
        [(byte)'7', (byte)'z', 0xBC, 0xAF, 0x27, 0x1C, ..] => "application/x-7z-compressed",
        [(byte)'R', (byte)'a', (byte)'r', (byte)'!', 0x1A, 7, ..] => "application/vnd.rar",
        [(byte)'M', (byte)'Z', ..] => "application/x-msdownload",
        [0x7F, (byte)'E', (byte)'L', (byte)'F', ..] => "application/x-elf",
        _ => null,
    };

    private static string? Sound(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [_, _, _, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', ..] => "video/mp4",
        [(byte)'I', (byte)'D', (byte)'3', ..] => "audio/mpeg",
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'A', (byte)'V', (byte)'E', ..] => "audio/wav",
        [(byte)'O', (byte)'g', (byte)'g', (byte)'S', ..] => "audio/ogg",
        _ => null,
    };

    /// <summary>Text that a browser would run is worth knowing, whatever it is declared as (scenario 65).</summary>
    private static string? Markup(ReadOnlySpan<byte> bytes)
    {
        var start = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, 256)]).TrimStart('\u00EF', '\u00BB', '\u00BF', ' ', '\t', '\r', '\n');
        bool Begins(string text) => start.StartsWith(text, StringComparison.OrdinalIgnoreCase);
        return start switch
        {
            _ when Begins("BEGIN:VCALENDAR") => "text/calendar",
            _ when Begins("BEGIN:VCARD") => "text/vcard",
            _ when Begins("<!DOCTYPE HTML") || Begins("<html") => "text/html",
            _ when Begins("<svg") || (Begins("<?xml") && start.Contains("<svg", StringComparison.OrdinalIgnoreCase)) => "image/svg+xml",
            _ when Begins("<?xml") => "text/xml",
            _ => null,
        };
    }
}
