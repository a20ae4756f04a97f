namespace Helpdesk.EmailIngest.Reading.Automatic;

/// <summary>
/// Bounces and delays in plain words: most mail servers older than RFC 3464, and many younger ones. The less a sender is one that only a delivery system
/// has, the more its words must say; a person's never suffice, who quotes or forwards a bounce to ask about it.
/// </summary>
internal static class DeliveryNotice
{
    private const int MostStated = 100;

    public static MailNature? Read(Evidence mail)
    {
        if (mail.Sender.Standing == Standing.Person && !IsDeliveryReport(mail))
        {
            return null;
        }

        if (FieldsInText(mail) is { } fields)
        {
            return DeliveryOutcome.Nature(mail, fields, "delivery-status in the text");
        }

        return FateOf(mail) switch
        {
            Fate.Failed => Bounce(mail),
            Fate.Delayed or Fate.Delivered => Report(mail),
            _ => null,
        };
    }

    /// <summary>Exim and others name whom they could not reach in a header.</summary>
    public static IReadOnlyList<string> StatedRecipients(Evidence mail) =>
    [
        .. mail.Headers.All("X-Failed-Recipients")
            .SelectMany(AddressScan.All)
            .Select(found => found.Address)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Take(MostStated),
    ];

    private static bool IsDeliveryReport(Evidence mail) =>
        mail.Parts.IsReport && (mail.Parts.ReportType is "delivery-status" || mail.Parts.DeliveryStatus is not null);

    /// <summary>Some put the fields of RFC 3464 into the text, or lose the boundaries between.</summary>
    private static DeliveryFieldsReader? FieldsInText(Evidence mail)
    {
        if (mail.Sender.Standing < Standing.Program || !mail.Text.Contains("Final-Recipient:", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var own = DeliveryFieldsReader.Read(mail.Notice.Lines);
        var fields = own.Recipients.Count > 0 || mail.Sender.Standing < Standing.Daemon ? own : DeliveryFieldsReader.Read(mail.Notice.Returned);
        return fields.Recipients.Any(recipient => recipient.Action is not null) ? fields : null;
    }

    private static MailNature Report(Evidence mail)
    {
        var id = OriginalMail.Of(mail, reported: null).MessageId;
        return new MailNature(MailKind.DeliveryReport, IsAutomated: true, [Because(mail), "words of a delivery report"], BounceReports.OfDelivery(id));
    }

    private static string Because(Evidence mail) => mail.Sender.Because.Length > 0 ? mail.Sender.Because : "report-type: delivery-status";

    private static Fate FateOf(Evidence mail)
    {
        var words = mail.Words;
        var isNotice = (IsDeliveryReport(mail) ? Standing.Daemon : mail.Sender.Standing) switch
        {
            Standing.Daemon => words.Fails || words.IsDelay || words.IsDelivery || words.HasProof || StatedRecipients(mail).Count > 0,
            // Parcels are undeliverable too, and "550" may be one's number.
            Standing.Program => (words.Fails || words.IsDelay) && (words.HasStatus || words.HasReturned),
            Standing.Postmaster => (words.SubjectFails || words.SubjectIsNotice || words.SubjectDelays) && (words.TextFails || words.TextDelays) && words.HasProof,
            _ => false,
        };
        return isNotice ? words.Fate : Fate.Unknown;
    }

    private static MailNature Bounce(Evidence mail)
    {
        var original = OriginalMail.Of(mail, reported: null);
        var notified = mail.Message.To.Mailboxes.Concat(mail.Message.From.Mailboxes).Take(MostStated).Select(box => box.Address).ToList();
        var recipients = NoticeRecipients.Of(mail.Notice, notified, StatedRecipients(mail));
        if (recipients.Count == 0 && original.Recipients.Count == 1)
        {
            recipients = [new BouncedRecipient(original.Recipients[0], "failed", StatusCodes.Of(mail.Notice.Flat), Diagnostic: null)];
        }

        var report = BounceReports.Of(recipients, original.MessageId);
        return new MailNature(MailKind.Bounce, IsAutomated: true, [Because(mail), "words of a failed delivery"], report);
    }
}
