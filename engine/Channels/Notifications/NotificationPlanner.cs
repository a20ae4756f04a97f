using Helpdesk.Engine.Access;
using Helpdesk.Engine.Outbox;
using Helpdesk.Engine.Outbox.Events;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Tickets.Events;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Channels.Notifications;

/// <summary>
/// Decides who hears of what has happened, and leaves one mail to be sent for each: a mail that fails is retried alone.
/// Nobody hears of what she did herself (LN1), but whoever opens a ticket gets a receipt with its number.
/// </summary>
internal sealed class NotificationPlanner(DeskStore store) : IEventHandler<TicketOpened>, IEventHandler<TicketReplied>
{
    /// <summary>Who hears is not a question of who sees; that is asked for each mail when it is sent (LN6).</summary>
    private static readonly Sight Everything = Sight.Of(Actor.System);

    public async Task HandleAsync(TicketOpened deskEvent, Delivery delivery, CancellationToken cancellationToken)
    {
        await using var tables = store.Read();
        if (await RequesterAsync(tables, deskEvent.TicketId, cancellationToken) is not { } requester)
        {
            return;
        }

        Plan(delivery, deskEvent.TicketId, messageId: null, MailTemplateNames.OpenedForRequester, [requester]);
        var staff = await StaffAsync(tables, cancellationToken);
        Plan(delivery, deskEvent.TicketId, deskEvent.MessageId, MailTemplateNames.OpenedForStaff,
            staff.Select(person => person.Id).Where(id => id != requester && id != deskEvent.ActorId));
    }

    public async Task HandleAsync(TicketReplied deskEvent, Delivery delivery, CancellationToken cancellationToken)
    {
        await using var tables = store.Read();
        if (await RequesterAsync(tables, deskEvent.TicketId, cancellationToken) is not { } requester)
        {
            return;
        }

        var (template, recipients) = deskEvent.ByStaff
            ? (MailTemplateNames.RepliedForRequester, [requester])
            : (MailTemplateNames.RepliedForStaff, await ConcernedStaffAsync(tables, deskEvent.TicketId, cancellationToken));
        Plan(delivery, deskEvent.TicketId, deskEvent.MessageId, template, recipients.Where(id => id != deskEvent.ActorId));
    }

    private static void Plan(Delivery delivery, long ticketId, long? messageId, string template, IEnumerable<long> recipients)
    {
        var mails = recipients.Select(recipient => new SendMailArguments(ticketId, messageId, recipient, template)).ToList();
        delivery.Write((unit, _) =>
        {
            mails.ForEach(mail => unit.Schedule<SendMail, SendMailArguments>(mail));
            return Task.CompletedTask;
        });
    }

    /// <summary>Null when the ticket is gone.</summary>
    private static Task<long?> RequesterAsync(DeskTables tables, long ticketId, CancellationToken cancellationToken) =>
        Everything.Tickets(tables).Where(ticket => ticket.Id == ticketId).Select(ticket => (long?)ticket.RequesterId).FirstOrDefaultAsync(cancellationToken);

    /// <summary>Who of the staff has written on the ticket; where nobody has, every agent; where there is none, every administrator.</summary>
    private static async Task<IReadOnlyList<long>> ConcernedStaffAsync(DeskTables tables, long ticketId, CancellationToken cancellationToken)
    {
        var authors = await Everything.Messages(tables)
            .Where(message => message.TicketId == ticketId && message.ByStaff && message.AuthorId != null)
            .Select(message => message.AuthorId!.Value).Distinct().ToListAsync(cancellationToken);
        var staff = await StaffAsync(tables, cancellationToken);
        List<long>[] choices =
        [
            [.. staff.Where(person => authors.Contains(person.Id)).Select(person => person.Id)],
            [.. staff.Where(person => person.Role == Role.Agent).Select(person => person.Id)],
            [.. staff.Select(person => person.Id)],
        ];
        return choices.First(choice => choice.Count > 0 || choice == choices[^1]);
    }

    private static async Task<IReadOnlyList<(long Id, Role Role)>> StaffAsync(DeskTables tables, CancellationToken cancellationToken)
    {
        var staff = await tables.People.Where(person => person.Role != Role.Customer).OrderBy(person => person.Id)
            .Select(person => new { person.Id, person.Role }).ToListAsync(cancellationToken);
        return [.. staff.Select(person => (person.Id, person.Role))];
    }
}
