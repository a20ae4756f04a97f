namespace Helpdesk.Engine.Channels.Inbound;

/// <summary>What became of a message from outside. Each has exactly one.</summary>
public enum InboundDecision
{
    /// <summary>It opened a ticket.</summary>
    NewTicket,

    /// <summary>It was added to a ticket.</summary>
    Append,

    /// <summary>It waits for staff.</summary>
    Held,

    /// <summary>Its sender was told that she may not write here, or had been told today.</summary>
    Refused,

    /// <summary>It is nothing for anybody: our own mail, a receipt.</summary>
    Ignore,

    /// <summary>It says that a mail of ours did not arrive.</summary>
    Bounce,

    /// <summary>It had come before.</summary>
    Duplicate,

    /// <summary>Something is wrong with it, or too much came at once: somebody has to look.</summary>
    Quarantine,
}

/// <summary>What a sender is to the desk, as far as is proven.</summary>
public enum InboundRole
{
    /// <summary>Nobody whom the desk knows, or somebody who is not proven to be whom she says.</summary>
    Unknown,

    /// <summary>A customer.</summary>
    Customer,

    /// <summary>Somebody who has to do with that one ticket.</summary>
    Participant,

    /// <summary>One of the staff.</summary>
    Agent,
}

/// <summary>What became of a message, and why.</summary>
/// <param name="Decision">What became of it.</param>
/// <param name="Because">The rules that decided, by their stable names, the first first.</param>
public sealed record InboundVerdict(InboundDecision Decision, IReadOnlyList<string> Because)
{
    /// <summary>The ticket that it opened, was added to, or seems to belong to; null for none.</summary>
    public long? TicketId { get; init; }

    /// <summary>The id of whoever it is by, where the desk knows her; null for nobody.</summary>
    public long? AuthorId { get; init; }

    /// <summary>What its sender is.</summary>
    public InboundRole Role { get; init; }

    /// <summary>Whether her address is proven to be hers.</summary>
    public bool IsProven { get; init; }

    /// <summary>Whether staff alone read it.</summary>
    public bool IsInternal { get; init; }

    /// <summary>Addresses that get copies of the replies from now on.</summary>
    public IReadOnlyList<string> Joined { get; init; } = [];

    /// <summary>Whether a closed ticket is open again.</summary>
    public bool IsReopened { get; init; }

    /// <summary>What an administrator should know; the first time only, not at each message.</summary>
    public IReadOnlyList<string> Alerts { get; init; } = [];
}
