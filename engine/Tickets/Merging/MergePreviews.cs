using Helpdesk.Engine.Access;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Tickets.Acts;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Tickets.Merging;

/// <summary>Says what a merge would do before anybody does it, since nobody can take it back (LU16).</summary>
internal sealed class MergePreviews(DeskStore store, TicketReader tickets)
{
    private const int MostNames = 20;

    /// <summary>What would happen; null where there is no such other ticket for the reader.</summary>
    /// <param name="reader">Who wants to do it.</param>
    /// <param name="ticket">The ticket that would be closed.</param>
    /// <param name="into">A number of the one that would go on, as it is typed.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<MergePreview?> ReadAsync(Actor reader, TicketView ticket, string into, CancellationToken cancellationToken)
    {
        if (await tickets.FindAsync(reader, into.Trim().TrimStart('#'), cancellationToken) is not { } target || target.Ticket.Id == ticket.Ticket.Id)
        {
            return null;
        }

        await using var tables = store.Read();
        var (from, to) = (ticket.Ticket.Id, target.Ticket.Id);
        var (copies, room) = (await Merge.Copies(tables, from, to).CountAsync(cancellationToken), await Merge.RoomAsync(tables, to, cancellationToken));
        var after = Sight.CustomersOf(tables, to);
        var losing = Sight.CustomersOf(tables, from).Where(p => !after.Any(a => a.Id == p.Id));
        var check = new ActCheck(tables, reader, ticket.Ticket);
        await new Merge(to).CheckAsync(check, cancellationToken);
        return new MergePreview(target, ticket.Messages.Count, ticket.Messages.Sum(message => message.Attachments.Count), Math.Min(copies, room), Math.Max(0, copies - room))
        {
            Losing = await losing.CountAsync(cancellationToken),
            LosingNames = await losing.OrderBy(p => p.Name).ThenBy(p => p.Id).Take(MostNames).Select(p => p.Name).ToListAsync(cancellationToken),
            Refusals = check.Refusals,
        };
    }
}
