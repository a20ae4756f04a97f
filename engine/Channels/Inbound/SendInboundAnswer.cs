using Helpdesk.Engine.Access;
using Helpdesk.Engine.Channels.Notifications;
using Helpdesk.Engine.Channels.Notifications.Accounts;
using Helpdesk.Engine.Channels.Notifications.Templating;
using Helpdesk.Engine.Outbox;
using Helpdesk.Engine.Outbox.Jobs;
using Helpdesk.Engine.People;
using Helpdesk.Engine.Storage;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Channels.Inbound;

/// <summary>A mail to somebody whose message was not taken.</summary>
/// <param name="Address">Whose it was; it waits in the outbox no longer than the mail takes.</param>
internal sealed record InboundAnswerArguments(long EntryId, string Address, string Template, string Language, long? TicketId);

/// <summary>Tells somebody that she may not write here, or where to go on. It says nothing of what she wrote (LM4).</summary>
internal sealed class SendInboundAnswer(DeskStore store, AccountMailComposer composer, DeskAddress address, MailHandover handover) : IJob<InboundAnswerArguments>
{
    public const string Name = "send-inbound-answer";

    public static void Schedule(UnitOfWork unit, InboundAnswerArguments answer) => unit.Schedule<SendInboundAnswer, InboundAnswerArguments>(answer);

    public async Task RunAsync(InboundAnswerArguments arguments, Delivery delivery, CancellationToken cancellationToken)
    {
        var (folded, ticketId) = (Person.Fold(arguments.Address), arguments.TicketId);
        await using var tables = store.Read();
        var person = await tables.People.FirstOrDefaultAsync(p => p.FoldedAddress == folded && p.DisabledAt == null, cancellationToken);
        var number = person is null || ticketId is not { } ticket
            ? null
            : await Sight.Of(new Actor(person.Id, person.Role, InboundDesk.Channel)).Ticket(tables, ticket).Select(t => t.Number).FirstOrDefaultAsync(cancellationToken);
        var to = person is null ? new AccountMailRecipient(Id: null, "", arguments.Address, arguments.Language) : AccountMailRecipient.Of(person);
        var link = number is null ? address.Base : address.OfTicket(number, person!.IsStaff);
        var mail = await composer.ComposeAsync(arguments.Template, to, link, new TemplateValues { { "number", number } }, delivery.Id, cancellationToken);
        await handover.HandOverAsync(mail, delivery, cancellationToken);
    }
}
