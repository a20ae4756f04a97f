using MimeKit;

namespace Helpdesk.EmailIngest.Reading.Automatic;

/// <summary>
/// Whether a person wrote a mail just now, and if not, what it is. What is machine-readable decides first (RFC 3464, 5965, 8098), then the words of
/// a delivery system, then the headers of automatic mail (RFC 3834); a subject alone is the last and weakest sign.
/// </summary>
internal static class NatureReader
{
    /// <param name="text">The whole body as text.</param>
    /// <param name="subject">Decoded.</param>
    public static MailNature Read(MimeMessage message, string text, string subject)
    {
        var mail = Evidence.Of(message, text, subject);
        return ReportReader.Read(mail)
            ?? CloudNotification.Read(mail)
            ?? DeliveryNotice.Read(mail)
            ?? ComplaintReader.Read(mail)
            ?? AutomaticMail.Read(mail);
    }
}
