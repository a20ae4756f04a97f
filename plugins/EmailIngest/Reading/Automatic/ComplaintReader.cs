using Helpdesk.EmailIngest.Reading.Characters;

namespace Helpdesk.EmailIngest.Reading.Automatic;

/// <summary>Reports about mail of ours that are not in the form of RFC 5965.</summary>
internal static class ComplaintReader
{
    /// <summary>Marks that the large providers put on the mail that they send back.</summary>
    private static readonly string[] ReporterHeaders = ["X-HmXmrOriginalRecipient", "X-XARF", "X-ARF"];

    private static readonly PhraseSet Subjects = new("complaint about message from", "abuse report", "spam report");

    public static MailNature? Read(Evidence mail)
    {
        if (ReporterHeaders.FirstOrDefault(mail.Headers.Has) is { } header)
        {
            return Complaint(header.ToLowerInvariant());
        }

        if (mail.Parts.Returned?.Message is { } returned && mail.Subject.Contains(Subjects)
            && ReporterHeaders.FirstOrDefault(name => returned.Headers.Contains(name)) is { } mark)
        {
            return Complaint(mark.ToLowerInvariant());
        }

        return mail.Parts.ReportType is "tlsrpt" || IsAggregate(mail.Subject) ? Complaint("aggregate report") : null;
    }

    private static MailNature Complaint(string because) => new(MailKind.FeedbackReport, IsAutomated: true, [because], Bounce: null);

    /// <summary>RFC 7489 §7.2.1.1 and RFC 8460 §5.3 prescribe it.</summary>
    private static bool IsAggregate(string subject) =>
        subject.StartsWith("Report Domain: ", StringComparison.OrdinalIgnoreCase) && subject.Contains(" Submitter: ", StringComparison.OrdinalIgnoreCase)
        && subject.Contains(" Report-ID: ", StringComparison.OrdinalIgnoreCase);
}
