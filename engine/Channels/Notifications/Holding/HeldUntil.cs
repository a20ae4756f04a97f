namespace Helpdesk.Engine.Channels.Notifications.Holding;

/// <summary>Until when a mail waits.</summary>
/// <param name="SummaryOfBrandId">The brand whose summary it is for; null where it goes by itself, or with others of its ticket.</param>
internal sealed record HeldUntil(DateTimeOffset Due, long? SummaryOfBrandId = null);

/// <summary>What becomes of a mail that is about to be sent.</summary>
/// <param name="IsWanted">False: its recipient has chosen to get none such.</param>
/// <param name="Until">Null: it goes now.</param>
internal sealed record MailVerdict(bool IsWanted, HeldUntil? Until = null)
{
    public static readonly MailVerdict Now = new(IsWanted: true);
    public static readonly MailVerdict Unwanted = new(IsWanted: false);

    public static MailVerdict Wait(DateTimeOffset due, long? summaryOfBrandId = null) => new(IsWanted: true, new HeldUntil(due, summaryOfBrandId));
}
