using Helpdesk.Engine.Conversation;
using Helpdesk.Engine.Workflow;

namespace Helpdesk.Engine.Tickets.Acts;

/// <summary>
/// Says something that everybody on the ticket reads: <c>reply/1</c>. Staff move the ticket to Answered by it, a
/// customer moves it to Customer-Reply, a closed one too (row E2).
/// </summary>
/// <param name="Body">As for <see cref="Open"/>.</param>
/// <param name="Attachments">As for <see cref="Open"/>.</param>
public sealed record Reply(string Body, IReadOnlyList<long> Attachments) : SayingAct(Body, Attachments)
{
    /// <inheritdoc />
    public override string Name => "reply/1";

    internal override bool IsForGuests => true;

    internal override async Task ApplyAsync(TicketChange change, CancellationToken cancellationToken)
    {
        var byStaff = change.Actor.IsStaff;
        var messageId = await change.SayAsync(MessageKind.Reply, this, cancellationToken);
        await change.MoveToAsync(byStaff ? Status.Answered : Status.CustomerReply, cancellationToken);
        change.Happened(version => new Events.TicketReplied(change.TicketId, version, messageId, change.Actor.PersonId, byStaff));
        change.Record(this, [("message", TicketChange.Id(messageId)), .. await MentionsAsync(change, cancellationToken)]);
    }
}
