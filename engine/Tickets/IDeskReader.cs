using Helpdesk.Engine.Access;

namespace Helpdesk.Engine.Tickets;

/// <summary>
/// What plugins may know of tickets and people. Each question says who asks, and what she may not see is answered as if it were not there: a panel asks
/// for the reader of its page, a handler or job for <see cref="Actor.System"/>, who sees everything; it must then tell nobody more than he may know.
/// </summary>
public interface IDeskReader
{
    /// <summary>A ticket as it stands now; null when there is none, or not for this reader.</summary>
    /// <param name="ticketId">Its id, as events and panels give it.</param>
    /// <param name="reader">Who asks.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    Task<TicketFacts?> FindTicketAsync(long ticketId, Actor reader, CancellationToken cancellationToken);

    /// <summary>A message or a note; null when there is none, or not for this reader. Customers are told of no note.</summary>
    /// <param name="messageId">Its id, as events give it.</param>
    /// <param name="reader">Who asks.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    Task<MessageFacts?> FindMessageAsync(long messageId, Actor reader, CancellationToken cancellationToken);

    /// <summary>A person; null when there is none, or not for this reader. Staff see everybody, a customer herself.</summary>
    /// <param name="personId">Her id.</param>
    /// <param name="reader">Who asks.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    Task<PersonFacts?> FindPersonAsync(long personId, Actor reader, CancellationToken cancellationToken);

    /// <summary>The departments that take tickets, in the order of the desk.</summary>
    /// <param name="cancellationToken">Ends the question.</param>
    Task<IReadOnlyList<NamedFacts>> ListDepartmentsAsync(CancellationToken cancellationToken);

    /// <summary>The types of tickets that can be chosen, in the order of the desk.</summary>
    /// <param name="cancellationToken">Ends the question.</param>
    Task<IReadOnlyList<NamedFacts>> ListTicketTypesAsync(CancellationToken cancellationToken);

    /// <summary>How many tickets of a requester there are, as far as the reader may see them.</summary>
    /// <param name="requesterId">Whose tickets.</param>
    /// <param name="reader">Who asks.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    Task<TicketCounts> CountTicketsAsync(long requesterId, Actor reader, CancellationToken cancellationToken);
}
