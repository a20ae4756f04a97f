using Helpdesk.Engine.Access;
using Helpdesk.Engine.Brands;
using Helpdesk.Engine.Conversation;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Texts;
using Helpdesk.Engine.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Channels.Notifications;

/// <summary>What a mail speaks of, read at the moment it is written.</summary>
/// <param name="TookPart">Whether the recipient, as one of the staff, has written on the ticket.</param>
/// <param name="IsMember">Whether she answers for the ticket's department.</param>
/// <param name="IsFollower">Whether she follows the ticket.</param>
/// <param name="Actor">Who made the change that it tells of; null for the desk itself.</param>
internal sealed record MailFacts(
    MailRecipient Recipient,
    Ticket Ticket,
    Brand Brand,
    LocalizedText Department,
    bool TakesAnswers,
    string Requester,
    Message? Message,
    string? Author,
    bool TookPart,
    bool IsMember,
    bool IsFollower,
    string? Actor,
    LocalizedText? TypeBefore,
    LocalizedText? TypeAfter,
    string? Reason)
{
    public bool IsRequester => Recipient.Id is { } id && id == Ticket.RequesterId;

    public bool IsAssignee => Recipient.Id is { } id && id == Ticket.AssigneeId;

    /// <summary>Null when the recipient may not, or may no longer, read this (LN6).</summary>
    public static async Task<MailFacts?> ReadAsync(DeskTables tables, SendMailArguments about, CancellationToken cancellationToken)
    {
        if (await MailRecipient.ReadAsync(tables, about, cancellationToken) is not { } recipient)
        {
            return null;
        }

        var (sight, personId, isStaff) = (recipient.Sight, recipient.Id, recipient.IsStaff);
        var messages = sight.MessagesOn(tables, about.TicketId);
        var followings = Sight.FollowingsOn(tables, about.TicketId).Where(f => f.PersonId == personId).Select(f => (bool?)f.IsOn);
        var found = await (
            from seen in sight.Ticket(tables, about.TicketId)
            join brand in tables.Brands on seen.BrandId equals brand.Id
            join department in tables.Departments on seen.DepartmentId equals department.Id
            select new
            {
                Ticket = seen,
                Brand = brand,
                Department = department.Name,
                department.TakesAnswers,
                Following = followings.FirstOrDefault(),
                Requester = tables.People.Where(p => p.Id == seen.RequesterId).Select(p => p.Name).FirstOrDefault(),
                TookPart = isStaff && messages.Any(m => m.ByStaff && m.AuthorId == personId),
                IsMember = isStaff && tables.DepartmentMembers.Any(m => m.DepartmentId == seen.DepartmentId && m.PersonId == personId),
            }).FirstOrDefaultAsync(cancellationToken);
        if (found is null || !Hears(about.Because, found.Following))
        {
            return null;
        }

        var ticket = found.Ticket;
        var message = about.MessageId is { } id
            ? await messages.FirstOrDefaultAsync(m => m.Id == id && (m.Kind == MessageKind.Reply || !recipient.IsCopy), cancellationToken)
            : null;
        if (message is null && about.MessageId is not null)
        {
            return null;
        }

        var change = about.Version is { } version ? await ChangeFacts.ReadAsync(tables, sight, ticket.Id, version, cancellationToken) : null;
        var (before, after) = (change?.Fact(ChangeFacts.Retype, "from"), change?.Fact(ChangeFacts.Retype, "to"));
        var types = before is null && after is null
            ? []
            : await tables.TicketTypes.Where(t => t.Key == before || t.Key == after).ToDictionaryAsync(t => t.Key, t => t.Name, StringComparer.Ordinal, cancellationToken);
        var (requesterId, authorId, actorId) = (ticket.RequesterId, message?.AuthorId, change?.ActorId);
        // Mostly it is the requester who wrote, or did it.
        var names = (authorId ?? requesterId) == requesterId && (actorId ?? requesterId) == requesterId
            ? []
            : await tables.People.Where(p => p.Id == authorId || p.Id == actorId).Select(p => new { p.Id, p.Name }).ToDictionaryAsync(p => p.Id, p => p.Name, cancellationToken);
        return new MailFacts(
            recipient,
            ticket,
            found.Brand,
            found.Department,
            found.TakesAnswers,
            found.Requester ?? "",
            message,
            Name(authorId),
            found.TookPart,
            found.IsMember,
            found.Following is true,
            Name(actorId),
            before is null ? null : types.GetValueOrDefault(before),
            after is null ? null : types.GetValueOrDefault(after),
            change?.Fact(ChangeFacts.Retype, "reason"));

        static bool Hears(HearingReason because, bool? following) => because switch
        {
            HearingReason.Part => following is not false,
            HearingReason.Following => following is true,
            _ => true,
        };

        string? Name(long? person) => person == requesterId ? found.Requester : person is { } who ? names.GetValueOrDefault(who) : null;
    }
}
