using System.Collections.Frozen;

namespace Helpdesk.Engine.Channels.Inbound;

/// <summary>Who may open a ticket by a message from outside.</summary>
public enum SenderPolicy
{
    /// <summary>People who were added.</summary>
    Added,

    /// <summary>They, and whoever writes from a domain of an organisation.</summary>
    Domains,

    /// <summary>Everybody; whoever is not known counts as a guest.</summary>
    Anybody,
}

/// <summary>What becomes of a message whose sender may not write here.</summary>
public enum Unwelcome
{
    /// <summary>It waits until staff let her in; nothing is sent.</summary>
    Hold,

    /// <summary>She is told so, at most once a day.</summary>
    Answer,
}

/// <summary>When people who got copies of a message get copies of the replies from then on.</summary>
public enum CopiesJoin
{
    /// <summary>Never by mail.</summary>
    Never,

    /// <summary>When the sender's address is proven.</summary>
    Proven,

    /// <summary>Always.</summary>
    Always,
}

/// <summary>What holds for what arrives at one place, such as a mailbox.</summary>
public sealed record InboundRules
{
    /// <summary>The key of the department that its tickets go to.</summary>
    public required string Department { get; init; }

    /// <summary>The key of the type that its tickets have until staff have looked (row A3); null for none.</summary>
    public string? Type { get; init; }

    /// <summary>BCP 47: what mail to people whom nobody knows is written in.</summary>
    public string Language { get; init; } = "en";

    /// <summary>All addresses that are the desk's own: what comes from one of them is nobody's.</summary>
    public IReadOnlySet<string> OwnAddresses { get; init; } = FrozenSet<string>.Empty;

    /// <summary>Domains whose addresses are all the desk's or its staff's, in small letters: who writes from one and was not added is no customer.</summary>
    public IReadOnlySet<string> OwnDomains { get; init; } = FrozenSet<string>.Empty;

    /// <summary>Who may open a ticket.</summary>
    public SenderPolicy Senders { get; init; } = SenderPolicy.Added;

    /// <summary>What becomes of the others' messages.</summary>
    public Unwelcome Unwelcome { get; init; } = Unwelcome.Hold;

    /// <summary>Whether a member of staff has to be proven to be one.</summary>
    public bool StaffNeedProof { get; init; } = true;

    /// <summary>Whether people whom nobody has added get a receipt only where they are proven: for mailboxes that can tell (LM4).</summary>
    public bool StrangersNeedProof { get; init; }

    /// <summary>Whether answers are taken; else they are kept for staff, and the sender is told where to go on (row D5).</summary>
    public bool TakesAnswers { get; init; } = true;

    /// <summary>When people who got copies join.</summary>
    public CopiesJoin CopiesJoin { get; init; } = CopiesJoin.Proven;

    /// <summary>Days. What answers a ticket that has been closed for longer opens a new one.</summary>
    public int ReopenDays { get; init; } = 14;

    /// <summary>So many receipts and refusals one address gets in an hour.</summary>
    public int AutomaticPerHour { get; init; } = 3;

    /// <summary>So many receipts and refusals one address gets in 24 hours.</summary>
    public int AutomaticPerDay { get; init; } = 10;

    /// <summary>So many messages of one sender are taken in an hour; what is more waits for somebody to look at it.</summary>
    public int MostPerHour { get; init; } = 40;
}
