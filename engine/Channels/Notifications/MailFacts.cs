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
/// <param name="Actor">Who made the change that it tells of; null for the desk itself.</param>
internal sealed record MailFacts(
    MailRecipient Recipient,
    Ticket Ticket,
    Brand Brand,
    LocalizedText Department,
    string Requester,
    Message? Message,
    string? Author,
    bool TookPart,
    bool IsMember,
    string? Actor,
    LocalizedText? TypeBefore,
    LocalizedText? TypeAfter,
    string? Reason)
{
    public bool IsAssignee => Recipient.Id is { } id && id == Ticket.AssigneeId;

    /// <summary>Null when the recipient may not, or may no longer, read this (LN6).</summary>
    public static async Task<MailFacts?> ReadAsync(DeskTables tables, SendMailArguments about, CancellationToken cancellationToken)
    {
        if (await MailRecipient.ReadAsync(tables, about, cancellationToken) is not { } recipient)
        {
            return null;
        }

        var sight = recipient.Sight;
        var ticket = await sight.Tickets(tables).FirstOrDefaultAsync(t => t.Id == about.TicketId, cancellationToken);
        var message = about.MessageId is { } id
            ? await sight.Messages(tables).FirstOrDefaultAsync(m => m.Id == id && m.TicketId == about.TicketId && (m.Kind == MessageKind.Reply || !recipient.IsCopy), cancellationToken)
            : null;
        if (ticket is null || (message is null && about.MessageId is not null))
        {
            return null;
        }

        var change = about.Version is { } version ? await ChangeFacts.ReadAsync(tables, sight, ticket.Id, version, cancellationToken) : null;
        var (before, after) = (change?.Fact(ChangeFacts.Retype, "from"), change?.Fact(ChangeFacts.Retype, "to"));
        var types = await tables.TicketTypes.Where(t => t.Key == before || t.Key == after).ToDictionaryAsync(t => t.Key, t => t.Name, StringComparer.Ordinal, cancellationToken);
        return new MailFacts(
            recipient,
            ticket,
            await tables.Brands.FirstAsync(brand => brand.Id == ticket.BrandId, cancellationToken),
            await tables.Departments.Where(d => d.Id == ticket.DepartmentId).Select(d => d.Name).FirstAsync(cancellationToken),
            await NameAsync(tables, ticket.RequesterId, cancellationToken) ?? "",
            message,
            await NameAsync(tables, message?.AuthorId, cancellationToken),
            await sight.Messages(tables).AnyAsync(m => m.TicketId == ticket.Id && m.ByStaff && m.AuthorId == recipient.Id, cancellationToken),
            await tables.DepartmentMembers.AnyAsync(m => m.DepartmentId == ticket.DepartmentId && m.PersonId == recipient.Id, cancellationToken),
            await NameAsync(tables, change?.ActorId, cancellationToken),
            before is null ? null : types.GetValueOrDefault(before),
            after is null ? null : types.GetValueOrDefault(after),
            change?.Fact(ChangeFacts.Retype, "reason"));
    }

    private static async Task<string?> NameAsync(DeskTables tables, long? personId, CancellationToken cancellationToken) =>
        personId is null
            ? null
            : await tables.People.Where(person => person.Id == personId).Select(person => person.Name).FirstOrDefaultAsync(cancellationToken);
}
