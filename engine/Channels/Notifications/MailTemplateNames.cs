namespace Helpdesk.Engine.Channels.Notifications;

/// <summary>The stable names of the mails that the desk writes; stored in outbox rows.</summary>
internal static class MailTemplateNames
{
    public const string OpenedForRequester = "ticket-opened-requester";
    public const string OpenedForStaff = "ticket-opened-staff";
    public const string RepliedForRequester = "ticket-replied-requester";
    public const string RepliedForStaff = "ticket-replied-staff";

    public static bool IsForStaff(string template) => template is OpenedForStaff or RepliedForStaff;

    /// <summary>All but what one of the staff wrote to the customer: that is one person's mail to another.</summary>
    public static bool IsAutomatic(string template) => template is not RepliedForRequester;
}
