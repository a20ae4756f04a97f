using Helpdesk.Engine.Access;
using Helpdesk.Engine.Outbox;
using Helpdesk.Engine.Outbox.Events;
using Helpdesk.Engine.People.Events;
using Helpdesk.Engine.Tickets;
using Helpdesk.KnowledgeBase.Tables;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.KnowledgeBase.Writing;

/// <summary>Takes the name of somebody who was erased off what she wrote. Votes say a number, which is nobody's now.</summary>
internal sealed class ForgetWriter(IDeskReader desk) : IEventHandler<PersonErased>
{
    public async Task HandleAsync(PersonErased deskEvent, Delivery delivery, CancellationToken cancellationToken)
    {
        var id = deskEvent.PersonId;
        var name = (await desk.FindPersonAsync(id, Actor.System, cancellationToken))?.Name ?? "";
        delivery.Write(async (unit, token) =>
        {
            var tables = unit.Tables<KnowledgeTables>();
            await tables.AllArticles.Where(a => a.AuthorId == id).ExecuteUpdateAsync(set => set.SetProperty(a => a.AuthorName, name), token);
            await tables.AllRevisions.Where(r => r.EditorId == id).ExecuteUpdateAsync(set => set.SetProperty(r => r.EditorName, name), token);
        });
    }
}
