using Helpdesk.EmailIngest.Reading.Characters;
using Helpdesk.EmailIngest.Reading.Markup;

namespace Helpdesk.EmailIngest.Reading.Bodies;

/// <summary>Makes one text, one page and a list of files out of the parts of a mail.</summary>
internal sealed class BodyReader(ParsedMail mail, ReadingOptions options, ReadingNotes notes)
{
    /// <summary>The bytes as text, for those that are no mail.</summary>
    public static ReadBody AsItStands(ParsedMail mail, ReadingOptions options)
    {
        var bytes = mail.Raw.Span[..Math.Min(mail.Raw.Length, options.Limits.MostTextCharacters)];
        return new ReadBody(CleanText.OfBody(mail.Decoder.DecodeUndeclared(bytes)).TrimEnd(), Html: null, HasHtml: false, [], MailCrypto.None);
    }

    public ReadBody Read()
    {
        if (mail.IsUnreadable)
        {
            return AsItStands(mail, options);
        }

        var walker = new PartWalker(mail, options, notes);
        var pieces = walker.Walk();
        var images = new ImageSources(walker.Files.ByLocation);
        var markup = new HtmlReader(options, notes, images);
        var body = new BodyText(markup);
        pieces.ForEach(body.Add);
        var page = body.Shown is { } shown ? string.Concat(shown.Select(static piece => piece.Whole())) : null;
        walker.Files.MarkShown(images.Shows);
        var text = Finished(body.Text);
        walker.Crypto.SeeText(text);
        return new ReadBody(text, page, walker.HasHtml || pieces.Exists(p => p.Html is not null), walker.Files.Files, walker.Crypto.Found) { Shown = body.Shown };
    }

    private string Finished(string text)
    {
        if (text.Length > options.Limits.MostTextCharacters)
        {
            notes.Cut(ReadingLimits.Text, $"Only the first {options.Limits.MostTextCharacters} characters of the text are kept.");
            text = text[..options.Limits.MostTextCharacters];
        }

        return CleanText.OfBody(text).TrimEnd();
    }
}
