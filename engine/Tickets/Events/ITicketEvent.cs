using Helpdesk.Engine.Outbox.Events;

namespace Helpdesk.Engine.Tickets.Events;

/// <summary>Something that has happened to one ticket.</summary>
public interface ITicketEvent : IDeskEvent
{
    /// <summary>The ticket.</summary>
    new long TicketId { get; }

    long? IDeskEvent.TicketId => TicketId;
}
