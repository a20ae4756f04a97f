namespace Helpdesk.Engine.Channels.Notifications.Accounts;

/// <summary>A mail about somebody who is to be added.</summary>
/// <param name="RequestId">The <see cref="People.Joining.AccessRequest"/>.</param>
/// <param name="RecipientId">Who hears of it.</param>
internal sealed record AccessMailArguments(long RequestId, long RecipientId, string Template);
