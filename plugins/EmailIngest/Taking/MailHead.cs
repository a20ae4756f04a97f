namespace Helpdesk.EmailIngest.Taking;

/// <summary>The fields of a mail, without what follows them.</summary>
internal static class MailHead
{
    private const int Longest = 512 << 10;

    public static ReadOnlyMemory<byte> Of(ReadOnlyMemory<byte> raw)
    {
        var span = raw.Span[..Math.Min(raw.Length, Longest)];
        var (unix, network) = (span.IndexOf("\n\n"u8), span.IndexOf("\n\r\n"u8));
        var end = (unix, network) switch
        {
            ( < 0, < 0) => span.Length,
            ( < 0, _) => network + 1,
            (_, < 0) => unix + 1,
            _ => Math.Min(unix, network) + 1,
        };
        return raw[..end];
    }
}
