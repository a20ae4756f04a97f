using Helpdesk.Engine.Attachments;
using Helpdesk.Engine.Conversation;
using Helpdesk.Engine.Texts;

namespace Helpdesk.Engine.Tickets.Acts;

/// <summary>Says something that staff alone read: <c>note/1</c>. Customers never write one, and never learn of one.</summary>
/// <param name="Body">As for <see cref="Open"/>.</param>
/// <param name="Attachments">As for <see cref="Open"/>.</param>
public sealed record Note(string Body, IReadOnlyList<long> Attachments) : Act
{
    /// <inheritdoc />
    public override string Name => "note/1";

    internal override bool IsForStaff => true;

    internal override Act Tidy() => this with { Body = StorableText.Of(Body), Attachments = DraftFiles.Tidy(Attachments) };

    internal override Task CheckAsync(ActCheck check, CancellationToken cancellationToken)
    {
        if (!check.Actor.IsStaff)
        {
            check.Forbid("desk.note-forbidden");
            return Task.CompletedTask;
        }

        MessageBody.Check(check, Body);
        return DraftFiles.CheckAsync(check, Attachments, cancellationToken);
    }

    internal override async Task ApplyAsync(TicketChange change, CancellationToken cancellationToken)
    {
        var messageId = await change.SayAsync(MessageKind.Note, Body, Attachments, cancellationToken);
        change.Happened(version => new Events.TicketNoted(change.TicketId, version, messageId, change.Actor.PersonId));
        change.Record(this, ("message", TicketChange.Id(messageId)));
    }
}
