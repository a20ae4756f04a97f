using System.Collections.Frozen;
using Helpdesk.EmailIngest.Reading.Characters;
using Helpdesk.EmailIngest.Reading.Headers;
using MimeKit;

namespace Helpdesk.EmailIngest.Reading;

/// <summary>Everything that the fields of a mail say about it.</summary>
internal sealed class HeadReader(ParsedMail mail, ReadingOptions options, ReadingNotes notes)
{
    /// <summary>Where servers say whom a mail came to, be that among its recipients or not.</summary>
    private static readonly FrozenSet<string> Delivered = FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "delivered-to", "x-original-to", "envelope-to", "x-envelope-to");

    private readonly HeaderText _text = new(mail.Decoder);

    private HeaderList Fields => mail.Message.Headers;

    public ReadMail Read()
    {
        var addresses = new AddressReader(mail.Parser, _text, options.Limits, notes);
        return new ReadMail
        {
            From = From(addresses),
            Sender = addresses.All(Fields, HeaderId.Sender) is [var sender, ..] ? sender.Address : null,
            ReturnPath = ReturnPath(addresses),
            To = addresses.All(Fields, HeaderId.To),
            Cc = addresses.All(Fields, HeaderId.Cc),
            ReplyTo = addresses.All(Fields, HeaderId.ReplyTo),
            Subject = Subject(),
            Date = Date(),
            MessageId = Ids(HeaderId.MessageId).Select(MessageIds.First).FirstOrDefault(id => id is not null),
            InReplyTo = MessageIds.All(Ids(HeaderId.InReplyTo)),
            References = MessageIds.All(Ids(HeaderId.References)),
            Authentication = AuthenticationReader.Read(Fields, mail.Decoder, notes),
        };
    }

    public IReadOnlyList<TicketTokenCandidate> TokensOf(ReadMail head, string body)
    {
        var delivered = Fields.Where(h => Delivered.Contains(h.Field))
            .Take(20).Select(h => CleanText.OfLine(_text.Raw(h)).Trim('<', '>'));
        return TicketTokens.Find(head.Subject, head.To.Concat(head.Cc).Select(a => a.Address).Concat(delivered), head.InReplyTo.Concat(head.References), body);
    }

    private string Subject()
    {
        var subject = _text.First(Fields, HeaderId.Subject) ?? "";
        if (subject.Length <= options.Limits.MostSubjectCharacters)
        {
            return subject;
        }

        notes.Cut(ReadingLimits.Header, $"Only the first {options.Limits.MostSubjectCharacters} characters of the subject are kept.");
        return CleanText.OfLine(subject[..options.Limits.MostSubjectCharacters]);
    }

    /// <summary>An address with a domain before one without; several are worth a warning (scenario 17).</summary>
    private MailAddress? From(AddressReader addresses)
    {
        var all = addresses.All(Fields, HeaderId.From);
        if (all.Count > 1)
        {
            notes.Warn("from-several", "The mail names several senders; the first counts.");
        }

        return all.FirstOrDefault(a => a.Address.Contains('@', StringComparison.Ordinal)) ?? (all.Count > 0 ? all[0] : null);
    }

    private string? ReturnPath(AddressReader addresses)
    {
        if (Raw(HeaderId.ReturnPath).FirstOrDefault() is not { } path)
        {
            return null;
        }

        var bare = CleanText.OfLine(path);
        return bare is "<>" or "" ? "" : addresses.All(Fields, HeaderId.ReturnPath) is [var first, ..] ? first.Address : bare.Trim('<', '>');
    }

    private DateTimeOffset? Date()
    {
        if (Raw(HeaderId.Date).FirstOrDefault() is not { } field)
        {
            return null;
        }

        var date = DateReader.Read(field);
        if (date is null)
        {
            notes.Warn("date-unreadable", "The Date field cannot be read.");
        }

        return date;
    }

    private IEnumerable<string> Ids(HeaderId id) => Fields.Where(h => h.Id == id).Select(_text.Ids);

    private IEnumerable<string> Raw(HeaderId id) => Fields.Where(h => h.Id == id).Select(_text.Raw);
}
