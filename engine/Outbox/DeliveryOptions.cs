namespace Helpdesk.Engine.Outbox;

/// <summary>How a handler or job wants its rows delivered.</summary>
public sealed record DeliveryOptions
{
    /// <summary>
    /// Events of one ticket come one after the other, in the order of the ticket's changes, to all handlers of the plugin that
    /// ask for it: one that fails holds the others back. A dead row no longer holds back the ones behind it. False unless
    /// told; of no meaning for jobs.
    /// </summary>
    public bool InTicketOrder { get; init; }

    /// <summary>The longest one attempt may take; 30 s unless told, 10 min at most.</summary>
    public TimeSpan Budget { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How many attempts are made before the row is dead; 12 unless told, which takes about a day.</summary>
    public int Attempts { get; init; } = 12;
}
