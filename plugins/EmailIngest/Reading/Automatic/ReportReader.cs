using MimeKit;

namespace Helpdesk.EmailIngest.Reading.Automatic;

/// <summary>Reports with a part for programs (RFC 6522).</summary>
internal static class ReportReader
{
    public static MailNature? Read(Evidence mail)
    {
        var parts = mail.Parts;
        if (parts.Feedback is not null || parts.ReportType is "feedback-report")
        {
            return new MailNature(MailKind.FeedbackReport, IsAutomated: true, ["report-type: feedback-report"], Bounce: null);
        }

        if (parts.ReportType is "disposition-notification" || (parts.IsReport && parts.Disposition is not null))
        {
            return new MailNature(MailKind.ReadReceipt, IsAutomated: true, ["report-type: disposition-notification"], Bounce: null);
        }

        return Delivery(mail);
    }

    /// <summary>Outside a report it counts only from a delivery system: programs send bounces on as they came, parts and all, for people.</summary>
    private static MailNature? Delivery(Evidence mail)
    {
        var (status, isNested) = StatusPart(mail);
        if (status is null)
        {
            return null;
        }

        var fields = DeliveryFieldsReader.Read(NoticeText.LinesOf(PartText.Of(status)));
        var because = isNested ? "delivery-status of the returned mail" : "report-type: delivery-status";
        return fields.Recipients.Count == 0 ? null : DeliveryOutcome.Nature(mail, fields, because);
    }

    private static (MimeEntity? Part, bool IsNested) StatusPart(Evidence mail)
    {
        if (mail.Parts.DeliveryStatus is { } own)
        {
            return (mail.Parts.IsReport || mail.Sender.Standing > Standing.Person ? own : null, false);
        }

        // Gateways wrap the report of the server behind them.
        var nested = mail.Sender.Standing == Standing.Daemon && mail.Parts.Returned?.Message?.Body is { } inner ? ReportParts.Of(inner) : null;
        return (nested is { IsReport: true } ? nested.DeliveryStatus : null, true);
    }
}
