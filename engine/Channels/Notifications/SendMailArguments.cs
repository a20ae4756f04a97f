namespace Helpdesk.Engine.Channels.Notifications;

/// <summary>One mail to one person; what it says is read when it is sent.</summary>
/// <param name="TicketId">The ticket that it is about.</param>
/// <param name="MessageId">The message that it carries, if any.</param>
/// <param name="RecipientId">Who gets it.</param>
/// <param name="Template">One of <see cref="MailTemplateNames"/>.</param>
internal sealed record SendMailArguments(long TicketId, long? MessageId, long RecipientId, string Template);
