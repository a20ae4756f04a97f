using Helpdesk.Engine.Access;

namespace Helpdesk.Engine.Tickets;

/// <summary>What became of a change: the ticket as it is now, or why nothing was done.</summary>
/// <param name="Ticket">The ticket after the change; null when it was refused.</param>
/// <param name="MessageId">The first message that the change wrote, if it wrote any.</param>
/// <param name="Refusals">Empty when it was done.</param>
internal sealed record DeskResult(TicketSnapshot? Ticket, long? MessageId, IReadOnlyList<Refusal> Refusals)
{
    /// <summary>Whether it had been done before, by a request with the same key.</summary>
    public bool IsRepeat { get; init; }

    public bool IsDone => Refusals.Count == 0;

    /// <summary>Whether nothing is wrong but that somebody else changed the ticket at the same moment, again and again.</summary>
    public bool IsOvertaken => Refusals is [{ Sentence.Key: TicketDesk.ChangedMeanwhile }];

    public static DeskResult Done(TicketSnapshot ticket, long? messageId) => new(ticket, messageId, []);

    public static DeskResult Refused(params IReadOnlyList<Refusal> refusals) => new(null, null, refusals);
}
