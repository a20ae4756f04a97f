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
/// <param name="UpdatedAt">When it last changed, UTC.</param>
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
    DateTimeOffset UpdatedAt);
