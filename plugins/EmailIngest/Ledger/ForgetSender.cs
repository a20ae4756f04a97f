using Helpdesk.EmailIngest.Tables;
using Helpdesk.Engine.Outbox;
using Helpdesk.Engine.Outbox.Events;
using Helpdesk.Engine.People.Events;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.EmailIngest.Ledger;

/// <summary>Of mails of somebody who was erased the book keeps that they came, and nothing else; the bytes go with the next cleaning.</summary>
internal sealed class ForgetSender : IEventHandler<PersonErased>
{
    public Task HandleAsync(PersonErased deskEvent, Delivery delivery, CancellationToken cancellationToken)
    {
        var id = deskEvent.PersonId;
        delivery.Write(async (unit, token) =>
        {
            var own = unit.Tables<MailTables>();
            var raw = await own.Records.Where(r => r.AuthorId == id && r.Raw != "").Select(r => r.Raw).Distinct().ToListAsync(token);
            await own.Records.Where(r => r.AuthorId == id).ExecuteUpdateAsync(set => set.SetProperty(r => r.From, "").SetProperty(r => r.Subject, "").SetProperty(r => r.Raw, ""), token);
            RemoveBytes.Schedule(unit, raw);
        });
        return Task.CompletedTask;
    }
}
