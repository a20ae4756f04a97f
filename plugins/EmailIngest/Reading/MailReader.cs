using Helpdesk.EmailIngest.Reading.Automatic;
using Helpdesk.EmailIngest.Reading.Bodies;
using Helpdesk.EmailIngest.Reading.Characters;
using Helpdesk.EmailIngest.Reading.Files;
using Helpdesk.EmailIngest.Reading.Headers;
using Helpdesk.EmailIngest.Reading.Replies;

namespace Helpdesk.EmailIngest.Reading;

/// <summary>Understands one raw mail (RFC 5322, MIME). Any bytes give a result; nothing is fetched, asked or kept.</summary>
internal static class MailReader
{
    public static ReadMail Read(Stream stream, ReadingOptions options)
    {
        var notes = new ReadingNotes();
        return Read(RawMail.Load(stream, options.Limits, notes), options, notes);
    }

    public static ReadMail Read(ReadOnlyMemory<byte> bytes, ReadingOptions options)
    {
        var notes = new ReadingNotes();
        return Read(RawMail.Of(bytes, options.Limits, notes), options, notes);
    }

    private static ReadMail Read(ReadOnlyMemory<byte> raw, ReadingOptions options, ReadingNotes notes)
    {
        var parsed = ParsedMail.Of(raw, options, notes);
        var headReader = new HeadReader(parsed, options, notes);
        var head = Attempt(headReader.Read, static () => new ReadMail(), notes);
        var body = Attempt(new BodyReader(parsed, options, notes).Read, () => BodyReader.AsItStands(parsed, options), notes);
        var (thread, _, saysForward) = ThreadSubject.Of(head.Subject);
        var lines = TextLines.Of(body.Text);
        var isForward = Forwards.IsForward(lines, saysForward);
        var nature = Attempt(() => NatureReader.Read(parsed.Message, body.Text, head.Subject), static () => MailNature.OfAPerson, notes);
        var reply = Attempt(() => ReplySplitter.Split(body.Text, lines, isForward), () => new ReplyParts(body.Text, Signature: null, Quoted: null), notes);
        return head with
        {
            ThreadSubject = thread,
            Text = body.Text,
            Html = body.Html,
            HasHtml = body.HasHtml,
            Reply = reply,
            ReplyPage = options.WantsReplyPage ? Attempt(() => ReplyPage.Of(body, reply, isForward), static () => null, notes) : null,
            Attachments = body.Files,
            Nature = nature,
            IsForward = isForward,
            Forwarded = isForward ? Attempt(() => ForwardedSender.Of(lines, body.Files), static () => null, notes) : null,
            ContentHash = Attempt(() => ContentHash.Of(parsed), () => ContentHash.AsItStands(parsed), notes),
            Crypto = body.Crypto,
            TicketTokens = headReader.TokensOf(head, body.Text),
            Warnings = notes.Warnings,
            LimitsHit = notes.LimitsHit,
        };
    }

    /// <summary>A mail that no rule foresaw is still read as far as it goes, and the next one does not wait behind it (LM7).</summary>
    private static T Attempt<T>(Func<T> read, Func<T> otherwise, ReadingNotes notes)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            notes.Warn("mail-unreadable", $"A part of the mail could not be understood ({exception.GetType().Name}).");
            return otherwise();
        }
    }
}
