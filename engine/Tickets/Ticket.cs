using Helpdesk.Engine.Departments;
using Helpdesk.Engine.Workflow;

namespace Helpdesk.Engine.Tickets;

/// <summary>
/// The ticket as it stands. It changes through <c>TicketDesk</c> alone; its version is compared by the database
/// at each change, so that of two writers the second is told.
/// </summary>
internal sealed class Ticket
{
    /// <summary>In UTF-16 code units.</summary>
    public const int LongestSubject = 255;

    private Ticket()
    {
    }

    public Ticket(long id, string number, string subject, long brandId, long departmentId, long requesterId, long? organisationId, Status status, DateTimeOffset now)
    {
        Id = id;
        Number = number;
        NumberLength = number.Length;
        Rename(subject);
        BrandId = brandId;
        DepartmentId = departmentId;
        RequesterId = requesterId;
        OrganisationId = organisationId;
        StatusKey = status.Key;
        StatusKind = status.Kind;
        Version = 1;
        CreatedAt = now;
        UpdatedAt = now;
    }

    public long Id { get; private set; }

    /// <summary>The current number; all numbers it ever had are in <see cref="TicketNumber"/>.</summary>
    public string Number { get; private set; } = "";

    /// <summary>In UTF-16 code units. Shorter numbers come first, whatever the brand puts around its counter: 999 before 1000.</summary>
    public int NumberLength { get; private set; }

    public long Version { get; private set; }

    public string Subject { get; private set; } = "";

    /// <summary>The subject in small letters: what lists are sorted by and words are looked for in.</summary>
    public string FoldedSubject { get; private set; } = "";

    public long BrandId { get; private set; }

    public long DepartmentId { get; private set; }

    public long RequesterId { get; private set; }

    public long? OrganisationId { get; private set; }

    /// <summary>Whether the organisation's members don't see it though they see each other's tickets: its people took it off (row B7).</summary>
    public bool IsKeptFromOrganisation { get; private set; }

    public string StatusKey { get; private set; } = "";

    /// <summary>The kind of the status, kept here so that lists need no join.</summary>
    public StatusKind StatusKind { get; private set; }

    /// <summary>Who of the staff takes care of it.</summary>
    public long? AssigneeId { get; private set; }

    /// <summary>The key of its <see cref="TicketType"/>.</summary>
    public string? TypeKey { get; private set; }

    /// <summary>When staff confirmed or changed the type; null while nobody has looked (row A7).</summary>
    public DateTimeOffset? TypeAssessedAt { get; private set; }

    public long? TypeAssessedById { get; private set; }

    /// <summary>What of the customer's it is about.</summary>
    public long? ServiceId { get; private set; }

    public Urgency Urgency { get; private set; }

    /// <summary>The key of the priority that staff decided on (row B8); null while they have not.</summary>
    public string? PriorityKey { get; private set; }

    /// <summary>The row of the classification table that was applied.</summary>
    public string? ClassificationCode { get; private set; }

    /// <summary>The ticket that it became part of.</summary>
    public long? MergedIntoId { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When it last changed for everybody on it: a note, an assignment and the like don't count.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }

    public void MoveTo(Department department) => DepartmentId = department.Id;

    public void KeepFromOrganisation(bool isKept) => IsKeptFromOrganisation = isKept;

    public void AssignTo(long? personId) => AssigneeId = personId;

    public void AskFor(string? type, long? serviceId, Urgency urgency)
    {
        TypeKey = type;
        ServiceId = serviceId;
        Urgency = urgency;
    }

    public void AssessType(string type, long? personId, DateTimeOffset now)
    {
        TypeKey = type;
        TypeAssessedById = personId;
        TypeAssessedAt = now;
    }

    public void Prioritize(string priority, string classification) => (PriorityKey, ClassificationCode) = (priority, classification);

    public void MergeInto(long ticketId) => MergedIntoId = ticketId;

    public void Rename(string subject) => (Subject, FoldedSubject) = (subject, subject.ToLowerInvariant());

    public void MoveTo(Status status)
    {
        StatusKey = status.Key;
        StatusKind = status.Kind;
    }

    /// <summary>The ticket as everybody else sees it.</summary>
    /// <param name="departmentKey">The key of its department, which the ticket knows by id alone.</param>
    public TicketSnapshot Snapshot(string departmentKey) =>
        new(Id, Number, Version, Subject, departmentKey, StatusKey, StatusKind, RequesterId, CreatedAt, UpdatedAt)
        {
            AssigneeId = AssigneeId,
            OrganisationId = OrganisationId,
            TypeKey = TypeKey,
            IsTypeAssessed = TypeAssessedAt is not null,
            ServiceId = ServiceId,
            Urgency = Urgency,
            PriorityKey = PriorityKey,
            Classification = ClassificationCode,
        };

    /// <summary>Ends a change: one version more, whatever the number of acts.</summary>
    /// <param name="isForStaff">Whether nothing in it is for customers to know.</param>
    public void Stamp(DateTimeOffset now, bool isForStaff)
    {
        Version++;
        UpdatedAt = isForStaff ? UpdatedAt : now;
    }
}

/// <summary>A number by which a ticket can be found: its current one, or one it had before (merged, imported).</summary>
internal sealed class TicketNumber
{
    private TicketNumber()
    {
    }

    public TicketNumber(string number, long ticketId)
    {
        Number = number;
        TicketId = ticketId;
    }

    public string Number { get; private set; } = "";

    public long TicketId { get; private set; }
}
