namespace Helpdesk.Engine.Tickets.Acts;

/// <summary>
/// Something that is done to a ticket. A change is a list of acts: one pass of the hooks, one history entry, one set of
/// events, whatever the way in.
/// </summary>
public abstract record Act
{
    /// <summary>The stable versioned name, such as <c>reply/1</c>; it is stored in the history.</summary>
    public abstract string Name { get; }
}
