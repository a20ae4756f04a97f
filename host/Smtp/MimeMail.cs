using System.Text.RegularExpressions;
using Helpdesk.Engine.Channels.Notifications;
using MimeKit;

namespace Helpdesk.Host.Smtp;

/// <summary>The desk's mail as the world's: a text, and the same as HTML (RFC 2046 §5.1.4).</summary>
internal static partial class MimeMail
{
    /// <exception cref="ParseException">An address is none.</exception>
    public static MimeMessage Of(Mail mail)
    {
        var message = new MimeMessage
        {
            MessageId = mail.MessageId,
            Date = mail.CreatedAt,
            Subject = EncodedWords.Protect(HeaderText.OneLine(mail.Subject)),
            Body = new MultipartAlternative
            {
                Part("plain", mail.Text),
                Part("html", mail.Html),
            },
        };
        message.From.Add(AddressOf(mail.From));
        message.ReplyTo.Add(AddressOf(mail.ReplyTo));
        message.To.Add(AddressOf(mail.To));
        var references = mail.References.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        message.References.AddRange(references);
        message.InReplyTo = references.LastOrDefault();
        if (mail.AutoSubmitted is { } autoSubmitted)
        {
            message.Headers.Add(HeaderId.AutoSubmitted, autoSubmitted);
            // Exchange heeds this one alone ([MS-OXCMAIL]).
            message.Headers.Add("X-Auto-Response-Suppress", "All");
        }

        if (mail.MuteLink.Length > 0)
        {
            message.Headers.Add(HeaderId.ListUnsubscribe, $"<{mail.MuteLink}>");
            message.Headers.Add(HeaderId.ListUnsubscribePost, "List-Unsubscribe=One-Click");
        }

        return message;
    }

    private static MailboxAddress AddressOf(string text)
    {
        var mailbox = Mailbox.Parse(text);
        return new MailboxAddress(EncodedWords.Protect(HeaderText.OneLine(mailbox.Name)), mailbox.Address);
    }

    private static TextPart Part(string kind, string text)
    {
        var part = new TextPart(kind);
        // Mail knows one line break (RFC 2046 §4.1.1); a bare CR or LF would make some servers refuse the mail.
        part.SetText(System.Text.Encoding.UTF8, LineBreaks().Replace(text, "\r\n"));
        return part;
    }

    [GeneratedRegex(@"\r\n|\r|\n", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex LineBreaks();
}
