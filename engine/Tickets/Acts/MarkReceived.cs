using Helpdesk.Engine.Access;
using Helpdesk.Engine.Texts;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Tickets.Acts;

/// <summary>Says in the book of messages from outside that one has become this change: of two attempts one does it, and it is that one's.</summary>
/// <param name="Source">Where the one was taken from that did it.</param>
/// <param name="Receipt">What it is called there.</param>
internal sealed record MarkReceived(long EntryId, string Source, string? Receipt) : Act
{
    public override string Name => "mark-received/1";

    internal override bool IsForGuests => true;

    internal override Task CheckAsync(ActCheck check, CancellationToken cancellationToken) => Task.CompletedTask;

    internal override async Task ApplyAsync(TicketChange change, CancellationToken cancellationToken)
    {
        var (now, ticketId, messageId, source, receipt) = (change.Unit.Now, (long?)change.TicketId, change.MessageId, Source, Receipt);
        var marked = await change.Unit.Desk.InboundEntries.Where(e => e.Id == EntryId && e.DoneAt == null).ExecuteUpdateAsync(
            set => set.SetProperty(e => e.DoneAt, now).SetProperty(e => e.Source, source).SetProperty(e => e.Receipt, receipt).SetProperty(e => e.TicketId, ticketId).SetProperty(e => e.MessageId, messageId), cancellationToken);
        if (marked == 0)
        {
            change.Refuse(new Refusal(RefusalKind.Conflict, new Phrase("desk.inbound-done")));
        }
    }
}
