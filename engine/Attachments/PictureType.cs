namespace Helpdesk.Engine.Attachments;

/// <summary>Which kind of picture bytes are (WHATWG MIME Sniffing §6.1). Pixels only: an SVG is a page, and could run or load something.</summary>
internal static class PictureType
{
    public const int MostBytes = 12;

    /// <returns>A media type; null for anything that is no such picture.</returns>
    public static string? Of(ReadOnlySpan<byte> head) => head switch
    {
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => "image/png",
        [0xFF, 0xD8, 0xFF, ..] => "image/jpeg",
        _ when head.StartsWith("GIF87a"u8) || head.StartsWith("GIF89a"u8) => "image/gif",
        _ when head.StartsWith("BM"u8) => "image/bmp",
        _ when head.Length >= MostBytes && head.StartsWith("RIFF"u8) && head[8..].StartsWith("WEBP"u8) => "image/webp",
        _ => null,
    };
}
