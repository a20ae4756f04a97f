using Helpdesk.Engine.People;

namespace Helpdesk.Engine.Channels.Notifications.Accounts;

/// <summary>A mail with a link by which somebody gets into her account. The secret is made when it is sent, and is in no row.</summary>
/// <param name="PersonId">Null where somebody asked for an address that is not there: nobody gets anything.</param>
internal sealed record AccountMailArguments(AccountLinkPurpose Purpose, long? PersonId)
{
    /// <summary>As <see cref="AccountLink.AboutId"/>.</summary>
    public long? AboutId { get; init; }
}
