namespace Helpdesk.Engine.Tickets.Acts;

/// <summary>
/// Something that is done to a ticket. A change is a list of acts: one pass of the hooks, one history entry, one set of
/// events, whatever the way in. Acts are made by the engine; plugins put the ones there are together.
/// </summary>
public abstract record Act
{
    /// <summary>The stable versioned name, such as <c>reply/1</c>; it is stored in the history.</summary>
    public abstract string Name { get; }

    /// <summary>Whether customers are not to know that it happened.</summary>
    internal virtual bool IsForStaff => false;

    /// <summary>Whether a guest may do it: she answers, and says that it is solved (row E9).</summary>
    internal virtual bool IsForGuests => false;

    /// <summary>The act as it will be done: what people type is made fit to keep, before anybody looks at it.</summary>
    internal virtual Act Tidy() => this;

    /// <summary>Says what is wrong with it, before hooks and transaction: who may do it, and what was given.</summary>
    internal abstract Task CheckAsync(ActCheck check, CancellationToken cancellationToken);

    /// <summary>Does it, in the change's transaction. What only the transaction can tell may still be refused.</summary>
    internal abstract Task ApplyAsync(TicketChange change, CancellationToken cancellationToken);
}
