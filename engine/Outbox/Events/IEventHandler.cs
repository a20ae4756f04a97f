namespace Helpdesk.Engine.Outbox.Events;

/// <summary>Hears of one kind of event after it was committed.</summary>
/// <typeparam name="TEvent">The event.</typeparam>
public interface IEventHandler<in TEvent> where TEvent : class, IDeskEvent
{
    /// <summary>
    /// Handles one event. An exception means 'again later', with growing pauses; after the last attempt the row is
    /// kept as dead and shown to the administrator.
    /// </summary>
    /// <param name="deskEvent">What happened.</param>
    /// <param name="delivery">This delivery: its id is the idempotency key towards the outside, its writes commit with the done-mark.</param>
    /// <param name="cancellationToken">Cancelled when the time budget is over; a handler that goes on is left behind and tried again.</param>
    Task HandleAsync(TEvent deskEvent, Delivery delivery, CancellationToken cancellationToken);
}
