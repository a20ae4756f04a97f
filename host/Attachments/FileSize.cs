using Helpdesk.Engine.Texts;

namespace Helpdesk.Host.Attachments;

/// <summary>Bytes as people say them.</summary>
internal static class FileSize
{
    public static Phrase Of(long bytes) => bytes switch
    {
        < 1000 => new Phrase("common.size.bytes", bytes),
        < 1_000_000 => new Phrase("common.size.kilobytes", Math.Round(bytes / 1000.0)),
        _ => new Phrase("common.size.megabytes", Math.Round(bytes / 1_000_000.0, 1)),
    };
}
