using Helpdesk.Engine.Priorities;
using Helpdesk.Engine.Texts;
using Helpdesk.Engine.Workflow;

namespace Helpdesk.Engine.Tickets;

/// <summary>What a list of tickets is sorted by (row E1).</summary>
internal enum TicketSort
{
    Updated,
    Number,
    Subject,
    Status,
    Department,

    /// <summary>The most pressing first when it ascends; what staff have not decided on comes behind all others.</summary>
    Priority,
}

/// <summary>Which tickets a reader wants listed, of those she may see.</summary>
internal sealed record TicketListQuery
{
    /// <summary>A ticket's number, with or without <c>#</c> and leading zeros, or words of the subject.</summary>
    public string? Search { get; init; }

    /// <summary>The key of a status; null for all.</summary>
    public string? Status { get; init; }

    /// <summary>The kinds of status; null for all.</summary>
    public IReadOnlyList<StatusKind>? Kinds { get; init; }

    /// <summary>The key of a department; null for all.</summary>
    public string? Department { get; init; }

    /// <summary>The key of a type; null for all.</summary>
    public string? Type { get; init; }

    /// <summary>The key of a priority; null for all.</summary>
    public string? Priority { get; init; }

    /// <summary>Only those whose type no staff have looked at yet (row A7).</summary>
    public bool IsUnassessed { get; init; }

    /// <summary>Only those that nobody takes care of.</summary>
    public bool IsUnassigned { get; init; }

    /// <summary>Only those that this person of the staff takes care of.</summary>
    public long? AssigneeId { get; init; }

    public long? RequesterId { get; init; }

    public long? OrganisationId { get; init; }

    public TicketSort Sort { get; init; } = TicketSort.Updated;

    public bool Descending { get; init; } = true;

    /// <summary>How many lines a page has; 1 to 100.</summary>
    public int Size { get; init; } = 25;

    /// <summary>Where the page before ended, as <see cref="TicketListPage.Next"/> said; null, or anything else, for the first page.</summary>
    public string? After { get; init; }
}

/// <summary>One page of a list.</summary>
/// <param name="Next">What to ask for the page behind this one; null at the end.</param>
internal sealed record TicketListPage(IReadOnlyList<TicketLine> Lines, string? Next);

/// <summary>One ticket in a list.</summary>
internal sealed record TicketLine(
    long Id,
    string Number,
    string Subject,
    LocalizedText Department,
    string StatusKey,
    LocalizedText StatusName,
    StatusKind StatusKind,
    string Requester,
    DateTimeOffset UpdatedAt)
{
    public string DepartmentKey { get; init; } = "";

    public long RequesterId { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public Urgency Urgency { get; init; }

    /// <summary>What staff decided; null while they have not.</summary>
    public PriorityView? Priority { get; init; }

    /// <summary>For staff; null while nobody takes care of it.</summary>
    public string? Assignee { get; init; }

    public string? TypeKey { get; init; }

    public LocalizedText? TypeName { get; init; }
}
