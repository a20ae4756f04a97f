using System.Text;
using MimeKit.Encodings;

namespace Helpdesk.EmailIngest.Reading.Files;

/// <summary>Files that stand in the text itself, as mail had them before MIME (uuencode) and Usenet after it (yEnc).</summary>
internal static class EmbeddedFiles
{
    private const int MostFiles = 100;

    private static ReadOnlySpan<byte> YencEnd => "\n=yend"u8;

    /// <summary>The text without them.</summary>
    public static ReadOnlyMemory<byte> TakeOut(ReadOnlyMemory<byte> text, FileCollector files)
    {
        if (text.Span.IndexOf("begin "u8) < 0)
        {
            return text;
        }

        MemoryStream? rest = null;
        var (at, kept, taken, lastEnd) = (0, 0, 0, text.Span.LastIndexOf(YencEnd));
        while (at < text.Length && taken < MostFiles)
        {
            var line = LineAt(text.Span, at);
            if (FileAt(text.Span, at, line, lastEnd) is { } file)
            {
                rest ??= new MemoryStream(text.Length);
                rest.Write(text.Span[kept..at]);
                files.Add(new FoundFile(MailFileRole.File, "application/octet-stream", Decode(text[at..file.End], file.Decoder)) { Name = file.Name });
                (at, kept) = (file.End, file.End);
                taken++;
            }
            else
            {
                at += line.Length;
            }
        }

        rest?.Write(text.Span[kept..]);
        return rest is null ? text : rest.GetBuffer().AsMemory(0, (int)rest.Length);
    }

    public static ReadOnlySpan<byte> LineAt(ReadOnlySpan<byte> text, int at)
    {
        var end = text[at..].IndexOf((byte)'\n');
        return end < 0 ? text[at..] : text.Slice(at, end + 1);
    }

    private static EmbeddedFile? FileAt(ReadOnlySpan<byte> text, int at, ReadOnlySpan<byte> line, int lastEnd)
    {
        if (Uuencoded.NameIn(line) is { } name && Uuencoded.EndOf(text, at + line.Length) is { } end)
        {
            return new EmbeddedFile(name, end, new UUDecoder());
        }

        if (at >= lastEnd || !line.StartsWith("=ybegin "u8) || line.IndexOf(" name="u8) is not (var named and > 0))
        {
            return null;
        }

        var last = at + text[at..].IndexOf(YencEnd) + 1;
        return new EmbeddedFile(Encoding.Latin1.GetString(line[(named + 6)..]).Trim(), last + LineAt(text, last).Length, new YDecoder());
    }

    private static byte[] Decode(ReadOnlyMemory<byte> block, IMimeDecoder decoder)
    {
        var input = block.ToArray();
        var output = new byte[decoder.EstimateOutputLength(input.Length)];
        return output[..decoder.Decode(input, 0, input.Length, output)];
    }

    private sealed record EmbeddedFile(string Name, int End, IMimeDecoder Decoder);
}
