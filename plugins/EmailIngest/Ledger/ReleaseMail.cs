using Helpdesk.EmailIngest.Tables;
using Helpdesk.Engine.Channels.Inbound;
using Helpdesk.Engine.Outbox;
using Helpdesk.Engine.Outbox.Events;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.EmailIngest.Ledger;

/// <summary>Gives the desk once more what it held, now that staff have let its sender in.</summary>
internal sealed class ReleaseMail : IEventHandler<InboundReleased>
{
    public Task HandleAsync(InboundReleased deskEvent, Delivery delivery, CancellationToken cancellationToken)
    {
        var hash = deskEvent.ContentHash;
        delivery.Write(async (unit, token) =>
        {
            foreach (var id in await unit.Tables<MailTables>().Records.Where(r => r.ContentHash == hash && r.Outcome == MailOutcome.Held).OrderBy(r => r.Id).Select(r => r.Id).ToListAsync(token))
            {
                unit.Schedule<TakeMail, MailToTake>(new MailToTake(id));
            }
        });
        return Task.CompletedTask;
    }
}
