namespace Helpdesk.Engine.Channels.Notifications;

/// <summary>The stable names of the mails that the desk writes; stored in outbox rows.</summary>
internal static class MailTemplateNames
{
    public const string OpenedForRequester = "ticket-opened-requester";
    public const string OpenedForStranger = "ticket-opened-stranger";
    public const string OpenedForStaff = "ticket-opened-staff";
    public const string RepliedForRequester = "ticket-replied-requester";
    public const string RepliedForStaff = "ticket-replied-staff";
    public const string RepliedForCc = "ticket-replied-cc";
    public const string CcAdded = "ticket-cc-added";
    public const string SharedWithCustomer = "ticket-shared-customer";
    public const string SharedWithStaff = "ticket-shared-staff";
    public const string MentionedForCustomer = "ticket-mentioned-customer";
    public const string MentionedForStaff = "ticket-mentioned-staff";
    public const string NotedForStaff = "ticket-noted-staff";
    public const string AssignedForStaff = "ticket-assigned-staff";
    public const string MovedForStaff = "ticket-moved-staff";
    public const string RetypedForRequester = "ticket-retyped-requester";
    public const string PrioritizedForRequester = "ticket-prioritized-requester";
    public const string ClosedForRequester = "ticket-closed-requester";
    public const string ReopenedForRequester = "ticket-reopened-requester";
    public const string Several = "ticket-several";
    public const string Summary = "summary";
    public const string Invitation = "account-invitation";
    public const string NewPassword = "account-new-password";
    public const string ConnectProvider = "account-connect-provider";
    public const string GuestConfirmation = "guest-confirmation";
    public const string GuestLink = "guest-link";
    public const string InboundRefused = "inbound-refused";
    public const string AnswerElsewhere = "inbound-answer-elsewhere";
    public const string AccessRequested = "access-requested-staff";
    public const string AccessApproved = "access-approved";
    public const string AccessRefused = "access-refused";

    public static IReadOnlyList<string> All { get; } =
    [
        OpenedForRequester, OpenedForStranger, OpenedForStaff, RepliedForRequester, RepliedForStaff, RepliedForCc, CcAdded, SharedWithCustomer, SharedWithStaff, MentionedForCustomer,
        MentionedForStaff, NotedForStaff, AssignedForStaff, MovedForStaff,
        RetypedForRequester, PrioritizedForRequester, ClosedForRequester, ReopenedForRequester, Several, Summary, Invitation, NewPassword, ConnectProvider, GuestConfirmation, GuestLink, InboundRefused, AnswerElsewhere, AccessRequested, AccessApproved, AccessRefused,
    ];

    public static bool IsForStaff(string template) => template is OpenedForStaff or RepliedForStaff or SharedWithStaff or MentionedForStaff or NotedForStaff or AssignedForStaff or MovedForStaff;

    /// <summary>Whether it answers what its recipient did just now, and nothing else (RFC 3834 §5).</summary>
    public static bool IsReceipt(string template) => template is OpenedForRequester or OpenedForStranger or InboundRefused or AnswerElsewhere;

    /// <summary>All but what somebody wrote to the customer's side: that is one person's mail to another.</summary>
    public static bool IsAutomatic(string template) => template is not (RepliedForRequester or RepliedForCc or MentionedForCustomer);
}
