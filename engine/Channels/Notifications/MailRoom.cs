namespace Helpdesk.Engine.Channels.Notifications;

/// <summary>Whether mail that goes nowhere can be read in the house, as in Development at <c>/dev/outbox</c>.</summary>
/// <param name="IsOpen">False: secrets in mails are not kept.</param>
internal sealed record MailRoom(bool IsOpen);
