using Helpdesk.Engine.Texts;
using Helpdesk.Engine.Workflow;

namespace Helpdesk.Engine.Tickets;

/// <summary>A ticket as a plugin may know it.</summary>
/// <param name="Id">Never changes.</param>
/// <param name="Number">What people call it; changes when it is merged.</param>
/// <param name="Version">Grows by one with each change.</param>
/// <param name="Subject">One line.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Department">Who answers.</param>
/// <param name="Urgency">How much it presses, as the customer says.</param>
/// <param name="RequesterId">The person who asks.</param>
/// <param name="CreatedAt">When it was opened, UTC.</param>
/// <param name="UpdatedAt">When it last changed for this reader, UTC.</param>
public sealed record TicketFacts(
    long Id, string Number, long Version, string Subject, StatusFacts Status, NamedFacts Department, Urgency Urgency, long RequesterId, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
{
    /// <summary>The key of its type; null where it has none.</summary>
    public string? TypeKey { get; init; }

    /// <summary>The agent who looks after it; null where nobody does, and for customers.</summary>
    public long? AssigneeId { get; init; }

    /// <summary>The organisation it belongs to; null for none.</summary>
    public long? OrganisationId { get; init; }

    /// <summary>The service it is about; null for none.</summary>
    public long? ServiceId { get; init; }
}

/// <summary>A status that a ticket can have, under the name that the provider gave it.</summary>
/// <param name="Key">Its stable key.</param>
/// <param name="Name">What people see; providers rename it.</param>
/// <param name="Kind">What to depend on.</param>
public sealed record StatusFacts(string Key, LocalizedText Name, StatusKind Kind);

/// <summary>Something that the provider named.</summary>
/// <param name="Key">Its stable key.</param>
/// <param name="Name">What people see.</param>
public sealed record NamedFacts(string Key, LocalizedText Name);

/// <summary>A message or note.</summary>
/// <param name="Id">Never changes.</param>
/// <param name="TicketId">The ticket it stands on.</param>
/// <param name="IsNote">Whether it is an internal note, which customers never see.</param>
/// <param name="AuthorId">Who wrote it; null for the desk itself.</param>
/// <param name="IsByStaff">Whether the author worked at the desk then.</param>
/// <param name="Text">What was written, as plain text.</param>
/// <param name="OccurredAt">When it was written, UTC.</param>
public sealed record MessageFacts(long Id, long TicketId, bool IsNote, long? AuthorId, bool IsByStaff, string Text, DateTimeOffset OccurredAt);

/// <summary>A person as a plugin may know her.</summary>
/// <param name="Id">Never changes.</param>
/// <param name="Name">Her name.</param>
/// <param name="Address">Her e-mail address.</param>
/// <param name="Language">The language she reads (BCP 47).</param>
/// <param name="IsStaff">Whether she works at the desk.</param>
/// <param name="CreatedAt">Since when the desk knows her, UTC.</param>
/// <param name="Organisations">The organisations she belongs to, by name.</param>
public sealed record PersonFacts(long Id, string Name, string Address, string Language, bool IsStaff, DateTimeOffset CreatedAt, IReadOnlyList<MembershipFacts> Organisations);

/// <summary>An organisation that somebody belongs to.</summary>
/// <param name="Id">Never changes.</param>
/// <param name="Name">Its name.</param>
public sealed record MembershipFacts(long Id, string Name);

/// <summary>How many tickets there are of each kind of status.</summary>
/// <param name="Open">New ones and those that wait for the desk.</param>
/// <param name="Waiting">Those that wait for the customer.</param>
/// <param name="Done">Solved and closed ones.</param>
public sealed record TicketCounts(int Open, int Waiting, int Done);
