using Helpdesk.Engine.People;

namespace Helpdesk.Engine.Channels.Inbound;

/// <summary>What a filter decides about a message.</summary>
internal sealed record InboundJudgement(InboundDecision Decision, params IReadOnlyList<string> Because)
{
    public long? TicketId { get; init; }

    /// <summary>In whose name it is done; null for the desk's own.</summary>
    public Person? Author { get; init; }

    /// <summary>Whether somebody who is not known yet is to be one who is: a guest, or a member of that organisation.</summary>
    public bool IsAuthorNew { get; init; }

    public long? OrganisationId { get; init; }

    public InboundRole Role { get; init; }

    public bool IsProven { get; init; }

    public bool IsInternal { get; init; }

    /// <summary>Nobody is told, and no state changes: no person wrote it.</summary>
    public bool IsQuiet { get; init; }

    /// <summary>The template of a mail to the sender; for a new ticket, whether its receipt is sent.</summary>
    public string? Answer { get; init; }

    public bool IsAnswered => Answer is not null;

    /// <summary>Whether it is done on a ticket; what is not is held for staff, refused, or only noted.</summary>
    public bool ChangesTicket => Decision is InboundDecision.NewTicket or InboundDecision.Append or InboundDecision.Bounce;

    /// <summary>A ticket that staff should look at with it.</summary>
    public long? RelatedTicketId { get; init; }

    /// <summary>For whom staff forward a customer's mail.</summary>
    public InboundAddress? OnBehalfOf { get; init; }

    /// <summary>Whether those who got copies join.</summary>
    public bool CopiesJoin { get; init; }

    /// <summary>What an administrator should know.</summary>
    public string? Alert { get; init; }
}
