namespace Helpdesk.Engine.Hooks;

/// <summary>
/// Looks at a change of a ticket before it happens, on a snapshot and without any lock: it may read, amend or refuse.
/// It never reaches for the network, and what it writes is collected and runs inside the change's own transaction.
/// </summary>
public interface ITicketHook
{
    /// <summary>
    /// Inspects one change. When somebody else changed the ticket in the meantime, the whole pass starts over
    /// with a fresh snapshot: do nothing here that must happen only once.
    /// </summary>
    /// <param name="change">The ticket as it is, what is about to be done, by whom and by which way in.</param>
    /// <param name="cancellationToken">Cancelled when the time budget is over; a hook that goes on is left behind.</param>
    Task InspectAsync(ProposedChange change, CancellationToken cancellationToken);
}
