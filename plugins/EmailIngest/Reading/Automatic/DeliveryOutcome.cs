namespace Helpdesk.EmailIngest.Reading.Automatic;

/// <summary>What became of a mail, by the fields of RFC 3464.</summary>
internal static class DeliveryOutcome
{
    public static MailNature Nature(Evidence mail, DeliveryFieldsReader fields, string because)
    {
        var original = OriginalMail.Of(mail, fields.OriginalMessageId);
        var failed = fields.Recipients.Where(recipient => HasFailed(recipient, mail)).ToList();
        if (failed.Count == 0)
        {
            var actions = fields.Recipients.Select(recipient => recipient.Action).OfType<string>().Distinct(StringComparer.Ordinal).Take(3);
            IReadOnlyList<string> signs = [because, .. actions.Select(action => $"action: {action}")];
            return new MailNature(MailKind.DeliveryReport, IsAutomated: true, signs, BounceReports.OfDelivery(original.MessageId));
        }

        IReadOnlyList<BouncedRecipient> recipients = [.. failed.Select(recipient => Recipient(recipient, mail, original))];
        return new MailNature(MailKind.Bounce, IsAutomated: true, [because, "action: failed"], BounceReports.Of(Distinct(recipients), original.MessageId));
    }

    /// <summary>An action that RFC 3464 does not know is as good as none; then the status decides, and last the words.</summary>
    private static bool HasFailed(DeliveryFields recipient, Evidence mail) => recipient.Action switch
    {
        "failed" or "failure" or "fail" => true,
        "delayed" or "delivered" or "relayed" or "expanded" or "deliverable" => false,
        _ => recipient.Status?[0] switch
        {
            '5' => true,
            '2' => false,
            _ => mail.Words.Fate is not (Fate.Delayed or Fate.Delivered),
        },
    };

    private static BouncedRecipient Recipient(DeliveryFields recipient, Evidence mail, OriginalMail original) => new(
        Address(recipient, mail, original),
        recipient.Action ?? "failed",
        recipient.Status ?? StatusCodes.Of(recipient.Diagnostic),
        recipient.Diagnostic);

    /// <summary>Servers put queue names, paths and user names where the address belongs.</summary>
    private static string Address(DeliveryFields recipient, Evidence mail, OriginalMail original)
    {
        IReadOnlyList<string> stated = DeliveryNotice.StatedRecipients(mail);
        return IsAddress(recipient.FinalRecipient) ? recipient.FinalRecipient!
            : IsAddress(recipient.OriginalRecipient) ? recipient.OriginalRecipient!
            : stated.Count == 1 ? stated[0]
            : recipient.FinalRecipient ?? recipient.OriginalRecipient ?? (original.Recipients.Count == 1 ? original.Recipients[0] : "");
    }

    private static bool IsAddress(string? address) => address is not null && address.IndexOf('@', StringComparison.Ordinal) > 0 && !address.StartsWith('/');

    private static IReadOnlyList<BouncedRecipient> Distinct(IReadOnlyList<BouncedRecipient> recipients) =>
        [.. recipients.Where(recipient => recipient.Address.Length > 0).DistinctBy(recipient => recipient.Address, StringComparer.OrdinalIgnoreCase)];
}
