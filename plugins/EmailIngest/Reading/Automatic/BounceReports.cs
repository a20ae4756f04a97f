namespace Helpdesk.EmailIngest.Reading.Automatic;

internal static class BounceReports
{
    /// <summary>Permanent by the first digit of RFC 3463, as the server says it: a full mailbox may be either.</summary>
    public static BounceReport Of(IReadOnlyList<BouncedRecipient> recipients, string? originalMessageId)
    {
        bool? isHard = recipients.Any(recipient => recipient.Status?[0] == '5') ? true
            : recipients.Any(recipient => recipient.Status?[0] == '4') ? false
            : null;
        return new BounceReport(isHard, originalMessageId, recipients);
    }

    /// <summary>Nobody has failed yet, but it says which mail it is about.</summary>
    public static BounceReport? OfDelivery(string? originalMessageId) =>
        originalMessageId is null ? null : new BounceReport(IsHard: null, originalMessageId, []);
}
