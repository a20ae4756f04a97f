using Helpdesk.Engine.Conversation;

namespace Helpdesk.Engine.Tickets.Acts;

/// <summary>
/// Keeps what a program says, or what the desk noticed, where staff read it: <c>overhear/1</c>. No state changes and nobody is told, since
/// no person has said anything.
/// </summary>
/// <param name="AuthorId">Whose program it was; null where nobody knows.</param>
internal sealed record Overhear(string Body, IReadOnlyList<long> Attachments, long? AuthorId) : SayingAct(Body, Attachments)
{
    public override string Name => "overhear/1";

    internal override bool IsForStaff => true;

    internal override bool IsForGuests => true;

    internal override Task CheckAsync(ActCheck check, CancellationToken cancellationToken)
    {
        MessageBody.Check(check, this);
        return Task.CompletedTask;
    }

    internal override async Task ApplyAsync(TicketChange change, CancellationToken cancellationToken)
    {
        var messageId = await change.KeepAsync(this, AuthorId, cancellationToken);
        change.Record(this, ("message", TicketChange.Id(messageId)));
    }
}
