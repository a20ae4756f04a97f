using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Helpdesk.Engine.Channels.Hearing;
using Helpdesk.Engine.Conversation;
using Helpdesk.Engine.People;
using Helpdesk.Engine.People.Joining;
using Helpdesk.Engine.Tickets;

namespace Helpdesk.Host.Api;

/// <summary>A ticket to be opened. What is left out or null is as if it had not been asked for.</summary>
internal sealed record OpenRequest
{
    [Required, MaxLength(Ticket.LongestSubject), Description("One line; control characters become spaces.")]
    public string? Subject { get; init; }

    [Required, MaxLength(MessageBody.Longest), Description("What it is about, in the format named; kept to the character.")]
    public string? Body { get; init; }

    [Description("What the body is written in: text (unless told), markdown or html. HTML is shown cleaned.")]
    public string? Format { get; init; }

    [Required, Description("The key or the id of a department.")]
    public string? Department { get; init; }

    [Description("The key of a type that is offered.")]
    public string? Type { get; init; }

    [Description("low, medium (unless told) or high.")]
    public string? Urgency { get; init; }

    [Description("The id of a service of the requester's, or of an organisation of hers.")]
    public string? Service { get; init; }

    [Description("What the provider's fields hold, by their keys: text, a whole number, or a day or instant (ISO 8601).")]
    public IReadOnlyDictionary<string, FieldText>? Fields { get; init; }

    [MaxLength(20), Description("Who gets copies of the replies: addresses, or objects with address and name.")]
    public IReadOnlyList<CcRequest>? Cc { get; init; }

    [MaxLength(20), Description("Ids of files that the same person has uploaded.")]
    public IReadOnlyList<string>? Attachments { get; init; }

    [Description("For staff: whose ticket it is, by id or address. The owner of the token unless told.")]
    public string? Requester { get; init; }
}

/// <summary>What shall be another. What is left out stays.</summary>
internal sealed record ChangeRequest
{
    [Description("The key of a status; 'next' of the ticket says which can be set.")]
    public string? Status { get; init; }

    [Description("For staff: the key or the id of a department.")]
    public string? Department { get; init; }

    [Description("For staff: who takes care of it, by id or address, or 'me'; null for nobody.")]
    public string? Assignee
    {
        get;
        init
        {
            field = value;
            NamesAssignee = true;
        }
    }

    /// <summary>Whether the assignee was named, be it as null.</summary>
    [JsonIgnore]
    public bool NamesAssignee { get; private init; }

    [Description("For staff: the key of a type. Named as it is, it is confirmed.")]
    public string? Type { get; init; }

    [Description("For staff: decides the priority, by the code of a row of /service-levels; a comment names the row to the customer.")]
    public string? Classification { get; init; }

    [MaxLength(1000), Description("Why it is another type; the customer reads it.")]
    public string? Reason { get; init; }

    [MaxLength(Ticket.LongestSubject), Description("For staff: a better subject.")]
    public string? Subject { get; init; }

    [Description("For staff: fields by their keys; an empty text empties one, what is not named stays.")]
    public IReadOnlyDictionary<string, FieldText>? Fields { get; init; }

    [Description("For staff: the number of the ticket that this one becomes part of, with all that was said on it. This one is closed, its number leads to the other, and the answer is the other. It can't be undone.")]
    public string? MergeInto { get; init; }
}

/// <summary>Something to be said on a ticket.</summary>
internal sealed record SayRequest
{
    [Description("reply (unless told), which everybody on the ticket reads, or note, for staff alone.")]
    public string? Kind { get; init; }

    [Required, MaxLength(MessageBody.Longest), Description("What is said; kept to the character.")]
    public string? Body { get; init; }

    [Description("What the body is written in: text (unless told), markdown or html.")]
    public string? Format { get; init; }

    [MaxLength(20), Description("Ids of files that the same person has uploaded.")]
    public IReadOnlyList<string>? Attachments { get; init; }
}

/// <summary>Whom a ticket shall be shared with; one of the three at least.</summary>
internal sealed record ShareRequest
{
    [Description("A person, by id or address.")]
    public string? Person { get; init; }

    [Description("The id of an organisation: all of its members see the ticket.")]
    public string? Organisation { get; init; }

    [Description("The id of a site: the members who work there see the ticket.")]
    public string? Site { get; init; }
}

/// <summary>Somebody who is to be added.</summary>
internal sealed record AccessRequestRequest
{
    [Required, MaxLength(Person.LongestName)]
    public string? Name { get; init; }

    [Required, MaxLength(Person.LongestAddress)]
    public string? Address { get; init; }

    [Description("The id of an organisation, of which the person becomes a member; customers name one of their own.")]
    public string? Organisation { get; init; }

    [Description("BCP 47; what mail to the person is written in. The caller's language unless told.")]
    public string? Language { get; init; }

    [MaxLength(AccessRequest.LongestNote), Description("What staff should know.")]
    public string? Note { get; init; }
}

/// <summary>Why somebody is not added.</summary>
internal sealed record AccessRefusalRequest
{
    [MaxLength(AccessRequest.LongestNote), Description("For whoever asked; may be left out.")]
    public string? Reason { get; init; }
}

/// <summary>Whom to erase, said once more.</summary>
internal sealed record ErasureRequest
{
    [Required, MaxLength(Person.LongestAddress), Description("The address of the person, so that nobody else is erased by a wrong id.")]
    public string? Confirmation { get; init; }

    [Description("Whether messages, subjects, fields and files go too; false unless told.")]
    public bool? WithWords { get; init; }
}

/// <summary>What somebody wants to hear of, and when not.</summary>
internal sealed record NotificationSettingsRequest
{
    [MaxLength(20), Description("What is left out comes at once by mail and is on the list.")]
    public IReadOnlyList<NotificationKindRequest>? Kinds { get; init; }

    [Range(0, 23), Description("The hour of the day at which a summary comes; 8 unless told.")]
    public int? SummaryHour { get; init; }

    [MaxLength(5), Description("As HH:mm; with quietTo, or neither.")]
    public string? QuietFrom { get; init; }

    [MaxLength(5), Description("As HH:mm; the next day's, where it is before quietFrom.")]
    public string? QuietTo { get; init; }

    [MaxLength(7), Description("sunday to saturday; one day has to be left.")]
    public IReadOnlyList<string>? QuietDays { get; init; }

    [MaxLength(HearingHours.LongestTimeZone), Description("Of the IANA time zone database; the desk's unless told.")]
    public string? TimeZone { get; init; }
}

/// <summary>What somebody wants to hear of one kind of news.</summary>
internal sealed record NotificationKindRequest
{
    [Required, MaxLength(20), Description("opened, replied, noted, changed, assigned or addressed.")]
    public string? Kind { get; init; }

    [MaxLength(20), Description("now, daily or never; now unless told.")]
    public string? Mail { get; init; }

    [Description("Whether it is on the list of notifications; true unless told.")]
    public bool? List { get; init; }
}

/// <summary>Who shall get copies of the replies.</summary>
[JsonConverter(typeof(TextOr<CcRequest, CcRequest.Parts>))]
internal sealed record CcRequest(string Address, string Name = "") : ITextOr<CcRequest, CcRequest.Parts>
{
    public static CcRequest Of(string text) => new(text);

    public static CcRequest Of(Parts parts) => new(parts.Address ?? "", parts.Name ?? "");

    /// <summary>With a name to it.</summary>
    internal sealed record Parts
    {
        [Required, MaxLength(Person.LongestAddress)]
        public string? Address { get; init; }

        [MaxLength(Person.LongestName)]
        public string? Name { get; init; }
    }
}
