using System.IO.Compression;
using System.Text;

namespace Helpdesk.Engine.Conversation;

/// <summary>A message as its writer's mail program laid it out, whole: shown in a frame of its own to whoever asks for it.</summary>
internal sealed class MessagePage
{
    private MessagePage()
    {
    }

    public MessagePage(long messageId, string html)
    {
        MessageId = messageId;
        Content = Compressed(html);
    }

    public long MessageId { get; private set; }

    /// <summary>UTF-8, compressed (RFC 7932): mail programs say much about little.</summary>
    public byte[] Content { get; private set; } = [];

    public string Html()
    {
        using var compressed = new BrotliStream(new MemoryStream(Content), CompressionMode.Decompress);
        using var reader = new StreamReader(compressed, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private static byte[] Compressed(string html)
    {
        var text = Encoding.UTF8.GetBytes(html);
        var compressed = new byte[BrotliEncoder.GetMaxCompressedLength(text.Length)];
        return BrotliEncoder.TryCompress(text, compressed, out var length, quality: 4, window: 22) ? compressed[..length] : throw new InvalidOperationException("What was made large enough was too small.");
    }
}
