using Helpdesk.Engine.Outbox.Events;

namespace Helpdesk.Engine.People.Events;

/// <summary>
/// A person was erased (GDPR article 17): <c>person.erased/1</c>. Whoever keeps something by which she could be known takes it away now; her id means
/// nobody any more and may stay.
/// </summary>
/// <param name="PersonId">Who it was; what she is called from now on is read by it.</param>
/// <param name="WithWords">Whether what she wrote as a customer goes too.</param>
public sealed record PersonErased(long PersonId, bool WithWords) : IDeskEvent
{
    /// <inheritdoc />
    public static string EventName => "person.erased/1";

    long? IDeskEvent.TicketId => null;

    long IDeskEvent.TicketVersion => 0;
}
