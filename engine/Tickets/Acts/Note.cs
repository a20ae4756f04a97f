using Helpdesk.Engine.Conversation;

namespace Helpdesk.Engine.Tickets.Acts;

/// <summary>Says something that staff alone read: <c>note/1</c>. Customers never write one, and never learn of one.</summary>
/// <param name="Body">As for <see cref="Open"/>.</param>
/// <param name="Attachments">As for <see cref="Open"/>.</param>
public sealed record Note(string Body, IReadOnlyList<long> Attachments) : SayingAct(Body, Attachments)
{
    /// <inheritdoc />
    public override string Name => "note/1";

    internal override bool IsForStaff => true;

    internal override Task CheckAsync(ActCheck check, CancellationToken cancellationToken) =>
        check.IsStaff("desk.note-forbidden") ? base.CheckAsync(check, cancellationToken) : Task.CompletedTask;

    internal override async Task ApplyAsync(TicketChange change, CancellationToken cancellationToken)
    {
        var messageId = await change.SayAsync(MessageKind.Note, this, cancellationToken);
        change.Happened(version => new Events.TicketNoted(change.TicketId, version, messageId, change.Actor.PersonId));
        change.Record(this, [("message", TicketChange.Id(messageId)), .. await MentionsAsync(change, cancellationToken)]);
    }
}
