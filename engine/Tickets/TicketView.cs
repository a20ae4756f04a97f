using Helpdesk.Engine.Attachments;
using Helpdesk.Engine.Conversation;
using Helpdesk.Engine.Texts;

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
    IReadOnlyList<HistoryView> History);

/// <summary>Somebody on a ticket.</summary>
/// <param name="Address">Null where the reader may not know it: customers know their own address only.</param>
internal sealed record PersonView(long Id, string Name, string? Address);

/// <summary>Something that was said on a ticket.</summary>
/// <param name="Author">Null for the desk itself.</param>
internal sealed record MessageView(
    long Id,
    MessageKind Kind,
    PersonView? Author,
    bool ByStaff,
    string Body,
    DateTimeOffset OccurredAt,
    IReadOnlyList<AttachmentView> Attachments);

/// <summary>One change of a ticket.</summary>
/// <param name="Actor">Null for the desk itself.</param>
/// <param name="Acts">The stable names of what was done, such as <c>reply/1</c>.</param>
internal sealed record HistoryView(long Version, PersonView? Actor, string Channel, IReadOnlyList<string> Acts, DateTimeOffset OccurredAt);
