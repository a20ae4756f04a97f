using Helpdesk.Engine.Access;
using Helpdesk.Engine.Outbox;
using Helpdesk.Engine.Outbox.Events;
using Helpdesk.Engine.Plugins.Settings;
using Helpdesk.Engine.Tickets;
using Helpdesk.Engine.Tickets.Events;

namespace Acme.WebhookNotifier;

/// <summary>
/// Posts what has happened. Whatever it throws means 'again later' to the desk, so a server that is away for an hour misses nothing; the delivery's id goes
/// along, by which the other side knows what it has heard before.
/// </summary>
public sealed class TellOfTicket(ISettings<NotifierSettings> settings, IDeskReader desk, Webhook webhook) : IEventHandler<TicketOpened>, IEventHandler<TicketReplied>
{
    /// <inheritdoc />
    public Task HandleAsync(TicketOpened deskEvent, Delivery delivery, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(deskEvent);
        return TellAsync(TicketOpened.EventName, deskEvent.TicketId, delivery, cancellationToken);
    }

    /// <inheritdoc />
    public Task HandleAsync(TicketReplied deskEvent, Delivery delivery, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(deskEvent);
        return TellAsync(TicketReplied.EventName, deskEvent.TicketId, delivery, cancellationToken);
    }

    private async Task TellAsync(string name, long ticketId, Delivery delivery, CancellationToken cancellationToken)
    {
        var set = await settings.ReadAsync(cancellationToken);
        // The event holds ids and no personal text; what is told is read now, and is not there any more where it was erased meanwhile.
        if (set.Address is null || await desk.FindTicketAsync(ticketId, Actor.System, cancellationToken) is not { } ticket)
        {
            return;
        }

        await webhook.PostAsync(set, delivery.Id, new Message(name, delivery.OccurredAt, ticket.Number, ticket.Subject, ticket.Department.Key, ticket.Status.Key), cancellationToken);
    }
}

/// <summary>What is posted.</summary>
/// <param name="Event">The stable name of the event.</param>
/// <param name="OccurredAt">When it happened, UTC.</param>
/// <param name="Number">The ticket.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="Department">Who answers.</param>
/// <param name="Status">Where it stands now.</param>
public sealed record Message(string Event, DateTimeOffset OccurredAt, string Number, string Subject, string Department, string Status);
