namespace Helpdesk.Engine.Channels.Notifications.Accounts;

/// <summary>A mail with a link for a guest (row E9). The secret is made when it is sent, and is in no row.</summary>
/// <param name="HeldId">What she has written and is to confirm; null for a link to a ticket.</param>
/// <param name="PersonId">Null where somebody asked for a ticket that is not there: nobody gets anything.</param>
internal sealed record GuestMailArguments(long? HeldId, long? PersonId, long? TicketId);
