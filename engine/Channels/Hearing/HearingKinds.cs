using Helpdesk.Engine.Channels.Notifications;

namespace Helpdesk.Engine.Channels.Hearing;

/// <summary>What somebody may choose about.</summary>
internal static class HearingKinds
{
    private static readonly HearingKind[] Staff = [HearingKind.Opened, HearingKind.Assigned, HearingKind.Replied, HearingKind.Noted, HearingKind.Changed, HearingKind.Addressed];
    private static readonly HearingKind[] Customer = [HearingKind.Replied, HearingKind.Changed, HearingKind.Addressed];

    public static IReadOnlyList<HearingKind> For(bool isStaff) => isStaff ? Staff : Customer;

    /// <summary>The paces of a channel: a summary comes by mail alone.</summary>
    public static IReadOnlyList<HearingPace> Paces(HearingChannel channel) =>
        channel == HearingChannel.Mail ? [HearingPace.Now, HearingPace.Daily, HearingPace.Never] : [HearingPace.Now, HearingPace.Never];

    /// <summary>Of which kind a mail is; null for one about which there is no choice: a receipt, and what goes to an account.</summary>
    public static HearingKind? Of(string template) => template switch
    {
        MailTemplateNames.OpenedForStaff => HearingKind.Opened,
        MailTemplateNames.RepliedForRequester or MailTemplateNames.RepliedForStaff => HearingKind.Replied,
        MailTemplateNames.NotedForStaff => HearingKind.Noted,
        MailTemplateNames.AssignedForStaff => HearingKind.Assigned,
        MailTemplateNames.MovedForStaff or MailTemplateNames.RetypedForRequester or MailTemplateNames.PrioritizedForRequester
            or MailTemplateNames.ClosedForRequester or MailTemplateNames.ReopenedForRequester => HearingKind.Changed,
        MailTemplateNames.MentionedForCustomer or MailTemplateNames.MentionedForStaff
            or MailTemplateNames.SharedWithCustomer or MailTemplateNames.SharedWithStaff => HearingKind.Addressed,
        _ => null,
    };
}
