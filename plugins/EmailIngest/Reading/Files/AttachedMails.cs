using Helpdesk.EmailIngest.Reading.Bodies;
using Helpdesk.EmailIngest.Reading.Headers;
using MimeKit;

namespace Helpdesk.EmailIngest.Reading.Files;

/// <summary>A mail in a mail is one file, whatever it has inside (scenario 58).</summary>
internal static class AttachedMails
{
    private const int MostHeadBytes = 64 << 10;

    public static void Add(MessagePart part, ParsedMail mail, FileCollector files, MailFileRole? role = null)
    {
        var type = MediaTypes.Of(part);
        var isMail = type is "message/rfc822" or "message/global" or "message/news";
        files.Add(new FoundFile(role ?? (isMail ? MailFileRole.Message : MailFileRole.File), type, Content(part, mail))
        {
            Name = new PartKinds(mail.Decoder).NameOf(part) ?? (isMail && part.Message is { } message ? NameBySubject(message.Headers, mail) : null),
            IsInline = PartKinds.IsInline(part),
            ContentId = part.ContentId,
        });
    }

    /// <summary>For a mail that was encoded as if it were a file, which RFC 2046 §5.2.1 forbids.</summary>
    public static string? NameBySubject(ReadOnlyMemory<byte> content, ParsedMail mail)
    {
        try
        {
            using var stream = new MemoryStream(content[..Math.Min(content.Length, MostHeadBytes)].ToArray(), writable: false);
            return NameBySubject(new MimeParser(mail.Parser, stream, MimeFormat.Entity).ParseHeaders(), mail);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static string? NameBySubject(HeaderList headers, ParsedMail mail)
    {
        var subject = new HeaderText(mail.Decoder).First(headers, HeaderId.Subject);
        return string.IsNullOrWhiteSpace(subject) ? null : subject.Replace('/', '_').Replace('\\', '_') + ".eml";
    }

    private static ReadOnlyMemory<byte> Content(MessagePart part, ParsedMail mail)
    {
        if (part.Message is not { } message)
        {
            return default;
        }

        if (mail.PlaceOf(message) is { } place)
        {
            return mail.Raw[place.Begin..place.End];
        }

        using var written = new MemoryStream();
        message.WriteTo(written);
        return written.GetBuffer().AsMemory(0, (int)written.Length);
    }
}
