using Helpdesk.Engine.Access;
using Helpdesk.Engine.Channels.Notifications;

namespace Helpdesk.Engine.People;

/// <summary>Where somebody stands with her account.</summary>
internal enum PersonState
{
    /// <summary>She is there, for tickets and mail, and was never invited to sign in.</summary>
    Added,

    /// <summary>She was invited and has not chosen a password yet.</summary>
    Invited,

    /// <summary>She has a password.</summary>
    Active,

    /// <summary>Nobody has let her in; she opened a ticket as a guest.</summary>
    Guest,

    /// <summary>She is shut out.</summary>
    Disabled,

    /// <summary>She is nobody any more.</summary>
    Erased,
}

/// <summary>What became of the mail that leads to an account.</summary>
internal enum MailState
{
    /// <summary>It is on its way; with words, the last attempt failed.</summary>
    Waiting,

    /// <summary>A server took it.</summary>
    Sent,

    /// <summary>No server is configured; it went nowhere.</summary>
    Kept,

    /// <summary>It was given up; the words are the server's.</summary>
    Refused,
}

/// <summary>The last mail that leads to an account.</summary>
/// <param name="Words">What the server said; empty where it said nothing.</param>
internal sealed record AccountMailState(MailState State, DateTimeOffset At, string Words);

/// <summary>A person as administrators see her.</summary>
internal sealed record PersonLine(
    long Id, string Name, string Address, Role Role, string Language, PersonState State, IReadOnlyList<PersonOrganisation> Organisations, AccountMailState? Mail, DateTimeOffset? InvitedAt)
{
    /// <summary>What is wrong with mail to her; null where it arrives, as far as anybody has said.</summary>
    public MailTrouble? Trouble { get; init; }
}

/// <summary>Something a person belongs to.</summary>
internal sealed record PersonOrganisation(long Id, string Name);

/// <summary>A page of people.</summary>
/// <param name="Next">Where the next one begins; null on the last.</param>
internal sealed record PersonPage(IReadOnlyList<PersonLine> Lines, long? Next);
