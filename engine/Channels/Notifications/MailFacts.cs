using Helpdesk.Engine.Access;
using Helpdesk.Engine.Brands;
using Helpdesk.Engine.Conversation;
using Helpdesk.Engine.People;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Texts;
using Helpdesk.Engine.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Channels.Notifications;

/// <summary>What a mail speaks of, read at the moment it is written.</summary>
/// <param name="TookPart">Whether the recipient, as one of the staff, has written on the ticket.</param>
internal sealed record MailFacts(
    Person Recipient,
    Ticket Ticket,
    Brand Brand,
    LocalizedText Department,
    string Requester,
    Message? Message,
    string? Author,
    bool TookPart)
{
    private const string Channel = "mail";

    /// <summary>Null when the recipient may not, or may no longer, read this (LN6).</summary>
    public static async Task<MailFacts?> ReadAsync(DeskTables tables, SendMailArguments about, CancellationToken cancellationToken)
    {
        var recipient = await tables.People.FirstOrDefaultAsync(person => person.Id == about.RecipientId, cancellationToken);
        if (recipient is null || (MailTemplateNames.IsForStaff(about.Template) && recipient.Role == Role.Customer))
        {
            return null;
        }

        var sight = Sight.Of(new Actor(recipient.Id, recipient.Role, Channel));
        var ticket = await sight.Tickets(tables).FirstOrDefaultAsync(t => t.Id == about.TicketId, cancellationToken);
        var message = about.MessageId is { } id
            ? await sight.Messages(tables).FirstOrDefaultAsync(m => m.Id == id && m.TicketId == about.TicketId, cancellationToken)
            : null;
        if (ticket is null || (message is null && about.MessageId is not null))
        {
            return null;
        }

        return new MailFacts(
            recipient,
            ticket,
            await tables.Brands.FirstAsync(brand => brand.Id == ticket.BrandId, cancellationToken),
            await tables.Departments.Where(d => d.Id == ticket.DepartmentId).Select(d => d.Name).FirstAsync(cancellationToken),
            await NameAsync(tables, ticket.RequesterId, cancellationToken) ?? "",
            message,
            await NameAsync(tables, message?.AuthorId, cancellationToken),
            await sight.Messages(tables).AnyAsync(m => m.TicketId == ticket.Id && m.ByStaff && m.AuthorId == recipient.Id, cancellationToken));
    }

    private static async Task<string?> NameAsync(DeskTables tables, long? personId, CancellationToken cancellationToken) =>
        personId is null
            ? null
            : await tables.People.Where(person => person.Id == personId).Select(person => person.Name).FirstOrDefaultAsync(cancellationToken);
}
