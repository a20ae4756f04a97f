using System.ComponentModel;

namespace Helpdesk.Host.Api;

/// <summary>Part of a list; <see cref="Next"/> is what to ask for as <c>after</c>, null at the end.</summary>
internal sealed record Items<T>(IReadOnlyList<T> Data, string? Next = null)
{
    [System.Text.Json.Serialization.JsonPropertyName("items")]
    public IReadOnlyList<T> Data { get; } = Data;

    [Description("What to ask for as 'after' to get the page behind this one; null at the end.")]
    public string? Next { get; } = Next;
}

internal sealed record DepartmentResource(string Id, string Key, string Name);

internal sealed record TicketTypeResource(string Key, string Name, [property: Description("What follows from choosing it.")] string Explanation);

internal sealed record StatusResource(
    string Key, [property: Description("In the caller's language; the provider may change it.")] string Name, [property: Description("new, open, waiting, solved or closed.")] string Kind);

internal sealed record KeyResource(string Key, string Name);

internal sealed record NamedResource(string Id, string Name);

internal sealed record PriorityResource(string Key, string Name, [property: Description("The code of the row of /service-levels by which staff decided.")] string Classification);

internal sealed record ServiceLevelResource(
    string Code,
    [property: Description("How much is affected.")] string Impact,
    [property: Description("How long it can wait.")] string Urgency,
    KeyResource Priority,
    [property: Description("The place in the provider's policy that says so; may be empty.")] string Reference);

internal sealed record TypeResource(string Key, string Name, [property: Description("Whether staff have confirmed or changed it.")] bool IsAssessed);

internal sealed record PersonResource(string Id, string Name, [property: Description("Null where the reader may not know it.")] string? Address);

internal sealed record AttachmentResource(string Id, string Name, string ContentType, [property: Description("In bytes.")] long Size);

internal sealed record MessageResource(
    string Id,
    [property: Description("reply, or note, which is for staff alone.")] string Kind,
    [property: Description("Null for the desk itself.")] PersonResource? Author,
    bool ByStaff,
    [property: Description("text, markdown or html.")] string Format,
    [property: Description("What was written, to the character.")] string Body,
    [property: Description("What to show of it, cleaned; null for plain text.")] string? Html,
    DateTimeOffset OccurredAt,
    IReadOnlyList<AttachmentResource> Attachments,
    [property: Description("Whether its words were taken away, as its author wished: then the body is empty.")] bool IsErased,
    [property: Description("What stood below it in a mail: the signature, and what was said before; null for nothing.")] string? Folded);

internal sealed record ShareResource(
    [property: Description("person, organisation or site.")] string Kind, string Id, [property: Description("Of the person or the organisation; of a site with its organisation.")] string Name);

internal sealed record CcResource(string Id, string Address, string Name);

internal sealed record HistoryResource(
    [property: Description("The ticket's version after it.")] long Version,
    PersonResource? Actor,
    [property: Description("The way in, such as web, api or mail.")] string Channel,
    DateTimeOffset OccurredAt,
    IReadOnlyList<ActResource> Acts);

internal sealed record ActResource([property: Description("A stable name, such as reply/1.")] string Name, IReadOnlyDictionary<string, string> Facts);

internal sealed record FieldResource(string Key, string Name, [property: Description("text, integer or instant.")] string Kind, string Value);

internal sealed record TicketLineResource(
    string Id,
    string Number,
    string Subject,
    KeyResource Department,
    StatusResource Status,
    NamedResource Requester,
    KeyResource? Type,
    string Urgency,
    [property: Description("What staff decided; null while they have not.")] PriorityResource? Priority,
    [property: Description("For staff: the name of who takes care of it.")] string? Assignee,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt);

internal sealed record TicketResource(
    string Id,
    string Number,
    [property: Description("Grows by one with each change; the ETag.")] long Version,
    string Subject,
    KeyResource Department,
    StatusResource Status,
    PersonResource Requester,
    TypeResource? Type,
    [property: Description("low, medium or high, as the customer says.")] string Urgency,
    [property: Description("What staff decided; null while they have not.")] PriorityResource? Priority,
    NamedResource? Service,
    [property: Description("For staff.")] NamedResource? Organisation,
    [property: Description("For staff: who takes care of it; null while nobody does.")] PersonResource? Assignee,
    IReadOnlyList<CcResource> Cc,
    IReadOnlyList<ShareResource> Shares,
    [property: Description("Whether the reader follows it; false where the reader has muted it, null where nothing was said.")] bool? IsFollowed,
    IReadOnlyList<FieldResource> Fields,
    [property: Description("The statuses that the reader may set from here.")] IReadOnlyList<KeyResource> Next,
    DateTimeOffset CreatedAt,
    [property: Description("When it last changed for everybody on it.")] DateTimeOffset UpdatedAt);

/// <summary>What staff learn of a ticket that they opened in a department whose tickets they don't see.</summary>
internal sealed record OpenedResource(string Id, string Number);

internal sealed record KeyOfSourceResource(string Source, string ExternalId);

internal sealed record MemberResource(
    string Id,
    string Name,
    string Address,
    [property: Description("customer, agent, supervisor or administrator.")] string Role,
    [property: Description("BCP 47; what mail to the person is written in.")] string Language,
    IReadOnlyList<NamedResource> Organisations,
    [property: Description("How other systems call the person; for staff.")] IReadOnlyList<KeyOfSourceResource> Keys);

internal sealed record AccessRequestResource(
    string Id,
    string Name,
    string Address,
    [property: Description("Null for none.")] NamedResource? Organisation,
    [property: Description("open, approved or refused.")] string State,
    [property: Description("The name of whoever asked; null for a stranger.")] string? AskedBy,
    string Note,
    [property: Description("Why it was refused; may be empty.")] string Reason,
    DateTimeOffset CreatedAt);

internal sealed record NotificationResource(
    string Id,
    [property: Description("opened, replied, noted, changed, assigned or addressed (mentioned, or shared with).")] string Kind,
    [property: Description("The ticket's number.")] string Ticket,
    string Subject,
    [property: Description("What happened, in the caller's language.")] string Text,
    [property: Description("The name of whoever did it; null for the desk itself.")] string? Actor,
    DateTimeOffset OccurredAt,
    bool IsSeen);

internal sealed record NotificationSettingsResource(
    IReadOnlyList<NotificationKindResource> Kinds,
    [property: Description("The hour of the day at which a summary comes, 0 to 23.")] int SummaryHour,
    [property: Description("When no mail comes, as HH:mm; null for no such time.")] string? QuietFrom,
    [property: Description("The next day's, where it is before quietFrom.")] string? QuietTo,
    [property: Description("Days without mail: sunday to saturday.")] IReadOnlyList<string> QuietDays,
    [property: Description("By whose clock; of the IANA time zone database. Null for the desk's.")] string? TimeZone);

internal sealed record NotificationKindResource(
    [property: Description("opened, replied, noted, changed, assigned or addressed.")] string Kind,
    [property: Description("now, daily or never.")] string Mail,
    [property: Description("Whether it is on the list of notifications.")] bool List);

internal sealed record ErasureResource(
    string Id,
    string Name,
    [property: Description("What has to be sent as the confirmation.")] string Address,
    [property: Description("Whether it is done: then the counts are of what is left.")] bool IsErased,
    [property: Description("That the person asked for.")] int Tickets,
    [property: Description("Those of them that are not closed: nobody will be told of an answer.")] int OpenTickets,
    [property: Description("Not closed, and assigned to the person.")] int AssignedTickets,
    [property: Description("Written as a customer.")] int Messages,
    [property: Description("On those messages.")] int Files,
    [property: Description("To the person, of which a copy is kept.")] int Mails,
    [property: Description("Of others, shared with the person, followed, or with copies.")] int OtherTickets);

internal sealed record OrganisationResource(string Id, string Name, bool MembersSeeAllTickets, IReadOnlyList<KeyOfSourceResource> Keys);

internal sealed record ServiceResource(
    string Id,
    string Name,
    [property: Description("The id of the organisation whose it is; null when it is a person's.")] string? Organisation,
    [property: Description("The id of the person whose it is; null when it is an organisation's.")] string? Person,
    [property: Description("It is over: tickets keep it, nobody can choose it.")] bool HasEnded,
    IReadOnlyList<KeyOfSourceResource> Keys);
