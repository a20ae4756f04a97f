using Helpdesk.EmailIngest.Tables;
using Helpdesk.Engine.Channels.Inbound;
using Helpdesk.Engine.Outbox;
using Helpdesk.Engine.Outbox.Events;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.EmailIngest.Ledger;

/// <summary>Notes in the book that staff have put away what the desk held: its original is kept no longer than others are.</summary>
internal sealed class PutMailAway : IEventHandler<InboundDropped>
{
    public Task HandleAsync(InboundDropped deskEvent, Delivery delivery, CancellationToken cancellationToken)
    {
        var hash = deskEvent.ContentHash;
        delivery.Write((unit, token) =>
        {
            var now = (DateTimeOffset?)unit.Now;
            return unit.Tables<MailTables>().Records.Where(r => r.ContentHash == hash && r.Outcome == MailOutcome.Held && r.DroppedAt == null)
                .ExecuteUpdateAsync(set => set.SetProperty(r => r.DroppedAt, now), token);
        });
        return Task.CompletedTask;
    }
}
