using Helpdesk.EmailIngest.Reading.Characters;
using Helpdesk.EmailIngest.Reading.Files;
using Helpdesk.EmailIngest.Reading.Headers;
using Helpdesk.EmailIngest.Reading.Markup;
using MimeKit;

namespace Helpdesk.EmailIngest.Reading.Bodies;

/// <summary>The characters of text parts.</summary>
internal sealed class TextParts(ParsedMail mail, ReadingOptions options, ReadingNotes notes, FileCollector files)
{
    private const int MostBytesEach = 4;

    private readonly PartBytes _bytes = new(mail, notes);

    public string Plain(MimePart part)
    {
        var bytes = EmbeddedFiles.TakeOut(Bytes(part, options.Limits.MostTextCharacters), files);
        var text = CleanText.OfBody(mail.Decoder.Decode(bytes.Span, Charset(part)));
        var isFlowed = string.Equals(part.ContentType.Format, "flowed", StringComparison.OrdinalIgnoreCase);
        return isFlowed ? FlowedText.Unfold(text, string.Equals(part.ContentType.Parameters["delsp"], "yes", StringComparison.OrdinalIgnoreCase)) : text;
    }

    public string Html(MimePart part)
    {
        var bytes = Bytes(part, options.Limits.MostMarkupCharacters).Span;
        return CleanText.OfBody(mail.Decoder.Decode(bytes, Charset(part) ?? PageCharset.Find(bytes)));
    }

    public string Calendar(MimePart part) =>
        CleanText.OfBody(mail.Decoder.Decode(Bytes(part, options.Limits.MostTextCharacters).Span, Charset(part) ?? "utf-8"));

    /// <summary>The words of RFC 1896 and of RTF, both of which nobody has written for long.</summary>
    public string Enriched(MimePart part)
    {
        var bytes = Bytes(part, options.Limits.MostTextCharacters).Span;
        return FileTypes.Detect(bytes) is "text/rtf"
            ? RichText.Of(bytes)
            : TagStripper.TextOf(CleanText.OfBody(mail.Decoder.Decode(bytes, Charset(part))), options.Limits.MostTextCharacters);
    }

    /// <summary>What is too much to be text is a file besides, so that nothing of it is lost.</summary>
    private ReadOnlyMemory<byte> Bytes(MimePart part, int mostCharacters)
    {
        var bytes = _bytes.Of(part);
        var most = mostCharacters * MostBytesEach;
        if (bytes.Length <= most)
        {
            return bytes;
        }

        notes.Cut(ReadingLimits.Text, "A text is too long to be shown; it is kept as a file.");
        files.Add(new FoundFile(MailFileRole.File, MediaTypes.Of(part), bytes) { Name = part.FileName });
        return bytes[..most];
    }

    private string? Charset(MimePart part) =>
        part.ContentType.Charset is { Length: > 0 } charset ? charset : LooseParameters.Find(part, HeaderId.ContentType, "charset", mail.Decoder);
}
