using Helpdesk.Engine.Workflow;

namespace Helpdesk.Engine.Tickets;

/// <summary>A ticket as it was at one version.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Number">Its current number, as people write it.</param>
/// <param name="Version">Grows by one with each change.</param>
/// <param name="Subject">Its subject.</param>
/// <param name="DepartmentKey">The department it is in.</param>
/// <param name="StatusKey">The status that people see and rename.</param>
/// <param name="StatusKind">All that code may depend on.</param>
/// <param name="RequesterId">The person who asks.</param>
/// <param name="CreatedAt">When it was opened, UTC.</param>
/// <param name="UpdatedAt">When it last changed for everybody on it, UTC: notes and assignments don't count.</param>
public sealed record TicketSnapshot(
    long Id,
    string Number,
    long Version,
    string Subject,
    string DepartmentKey,
    string StatusKey,
    StatusKind StatusKind,
    long RequesterId,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    /// <summary>Who of the staff takes care of it; null while nobody does.</summary>
    public long? AssigneeId { get; init; }

    /// <summary>The requester's organisation; null where there is none, or more than one could be meant.</summary>
    public long? OrganisationId { get; init; }

    /// <summary>The key of its type; null while it has none.</summary>
    public string? TypeKey { get; init; }

    /// <summary>Whether staff have confirmed or changed the type.</summary>
    public bool IsTypeAssessed { get; init; }

    /// <summary>The service of the customer's that it is about; null for none.</summary>
    public long? ServiceId { get; init; }

    /// <summary>How much it presses, as the customer says.</summary>
    public Urgency Urgency { get; init; }

    /// <summary>The key of the priority that staff decided on; null while they have not.</summary>
    public string? PriorityKey { get; init; }

    /// <summary>The code of the row of the classification table by which they did.</summary>
    public string? Classification { get; init; }
}
