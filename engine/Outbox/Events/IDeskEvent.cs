namespace Helpdesk.Engine.Outbox.Events;

/// <summary>
/// Something that has happened and was committed. Carries ids and facts, never personal text: what a handler may
/// read, it reads when it runs. The shape behind a name never changes; a new shape is a new name (<c>…/2</c>).
/// </summary>
public interface IDeskEvent
{
    /// <summary>The stable versioned name, such as <c>ticket.opened/1</c>.</summary>
    static abstract string EventName { get; }

    /// <summary>The ticket that the event is about, if any: handlers that ask for order get one ticket's events in order.</summary>
    long? TicketId { get; }

    /// <summary>The ticket's version after the change that the event tells of; 0 where there is no ticket.</summary>
    long TicketVersion { get; }
}
