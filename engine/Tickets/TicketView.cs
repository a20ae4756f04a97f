using Helpdesk.Engine.Attachments;
using Helpdesk.Engine.Conversation;
using Helpdesk.Engine.Fields;
using Helpdesk.Engine.Priorities;
using Helpdesk.Engine.Texts;
using Helpdesk.Engine.Tickets.Acts;

namespace Helpdesk.Engine.Tickets;

/// <summary>A ticket with all of it that its reader may see.</summary>
/// <param name="Messages">Oldest first.</param>
/// <param name="History">Oldest first.</param>
internal sealed record TicketView(
    TicketSnapshot Ticket,
    LocalizedText Department,
    LocalizedText StatusName,
    PersonView Requester,
    IReadOnlyList<MessageView> Messages,
    IReadOnlyList<HistoryView> History)
{
    /// <summary>Whether the requester has no account (row E9), for staff.</summary>
    public bool IsFromGuest { get; init; }

    /// <summary>The requester's organisation, for staff; null where there is none.</summary>
    public string? Organisation { get; init; }

    /// <summary>Who takes care of it, for staff; null while nobody does.</summary>
    public PersonView? Assignee { get; init; }

    public LocalizedText? TypeName { get; init; }

    public string? Service { get; init; }

    /// <summary>What staff decided; null while they have not.</summary>
    public PriorityView? Priority { get; init; }

    public IReadOnlyList<CcView> Cc { get; init; } = [];

    /// <summary>Whom it is shared with, in the order in which that was done.</summary>
    public IReadOnlyList<ShareView> Shares { get; init; } = [];

    /// <summary>Who follows it, by name.</summary>
    public IReadOnlyList<PersonView> Followers { get; init; } = [];

    /// <summary>Whether the reader follows it: false where she has muted it, null where she has said nothing.</summary>
    public bool? IsFollowed { get; init; }

    /// <summary>Whether the reader may take off other people's followings.</summary>
    public bool MayRemoveFollowers { get; init; }

    /// <summary>Those that hold something, in the provider's order.</summary>
    public IReadOnlyList<FieldView> Fields { get; init; } = [];

    /// <summary>Where the reader may move it by hand from here, in the provider's order; the status that it is in is none of them.</summary>
    public IReadOnlyList<StatusView> Next { get; init; } = [];
}

/// <summary>Somebody on a ticket.</summary>
/// <param name="Address">Null where the reader may not know it: customers know their own address only.</param>
internal sealed record PersonView(long Id, string Name, string? Address);

/// <summary>Something that was said on a ticket.</summary>
/// <param name="Author">Null for the desk itself.</param>
/// <param name="Html">What to show of a message that is no plain text; cleaned.</param>
internal sealed record MessageView(
    long Id,
    MessageKind Kind,
    PersonView? Author,
    bool ByStaff,
    string Body,
    MessageFormat Format,
    string? Html,
    DateTimeOffset OccurredAt,
    IReadOnlyList<AttachmentView> Attachments)
{
    /// <summary>Whether its words were taken away, as its author wished.</summary>
    public bool IsErased { get; init; }

    /// <summary>What stood below it in a mail, as plain text; null for nothing.</summary>
    public string? Folded { get; init; }

    /// <summary>For staff: whether a server that is believed has said that the mail is its sender's; null for what did not come by mail.</summary>
    public bool? IsSenderProven { get; init; }

    /// <summary>For staff: what those servers said, in short; null where none has looked.</summary>
    public string? SenderChecks { get; init; }

    /// <summary>For staff: whether it came by mail and seems to say thanks, and nothing else (LM19).</summary>
    public bool IsOnlyThanks { get; init; }

    /// <summary>Whether it is to be had as it was laid out where it was written.</summary>
    public bool HasPage { get; init; }
}

/// <summary>A message as it was laid out where it was written.</summary>
/// <param name="Html">Runs and loads nothing; pictures are <c>cid:</c>.</param>
/// <param name="Pictures">Attachments, by what it calls them.</param>
internal sealed record MessagePageView(string Html, IReadOnlyDictionary<string, long> Pictures);

/// <summary>One change of a ticket.</summary>
/// <param name="Actor">Null for the desk itself.</param>
internal sealed record HistoryView(long Version, PersonView? Actor, string Channel, IReadOnlyList<ActView> Acts, DateTimeOffset OccurredAt);

/// <summary>Something that was done.</summary>
/// <param name="Name">The stable name, such as <c>reply/1</c>.</param>
/// <param name="Facts">What it was done with, such as <c>from</c> and <c>to</c>.</param>
internal sealed record ActView(string Name, IReadOnlyDictionary<string, string> Facts);

/// <summary>An address that gets the replies.</summary>
internal sealed record CcView(long Id, string Address, string Name);

/// <summary>Whom a ticket is shared with.</summary>
/// <param name="Name">Of the person, the organisation, or the site with its organisation.</param>
/// <param name="IsOfTicket">Whether it is the organisation that the ticket belongs to, whose members see each other's tickets.</param>
/// <param name="MayRemove">Whether the reader may take it off.</param>
internal sealed record ShareView(ShareWith With, string Name, bool IsOfTicket, bool MayRemove);

/// <summary>What a field holds.</summary>
internal sealed record FieldView(string Key, LocalizedText Name, FieldKind Kind, string Value);

/// <summary>A status by its key and name.</summary>
internal sealed record StatusView(string Key, LocalizedText Name);
