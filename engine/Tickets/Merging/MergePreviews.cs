using Helpdesk.Engine.Access;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Tickets.Acts;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Tickets.Merging;

/// <summary>Says what a merge would do before anybody does it, since nobody can take it back (LU16).</summary>
internal sealed class MergePreviews(DeskStore store, TicketReader tickets)
{
    private const int MostCandidates = 10;

    private const int MostNames = 20;

    /// <summary>The other tickets of the same requester, those first on which something happened last.</summary>
    public async Task<IReadOnlyList<MergeCandidate>> CandidatesAsync(Actor reader, TicketView ticket, CancellationToken cancellationToken)
    {
        await using var tables = store.Read();
        var (id, requester) = (ticket.Ticket.Id, ticket.Requester.Id);
        return await Sight.Of(reader).Tickets(tables).Where(t => t.RequesterId == requester && t.Id != id && t.MergedIntoId == null)
            .OrderByDescending(t => t.UpdatedAt).ThenByDescending(t => t.Id).Take(MostCandidates)
            .Join(tables.Statuses, t => t.StatusKey, s => s.Key, (t, s) => new MergeCandidate(t.Number, t.Subject, s.Kind, s.Name, t.UpdatedAt))
            .ToListAsync(cancellationToken);
    }

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
        var there = target.Cc.Select(cc => cc.Address).Append(target.Requester.Address).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var coming = ticket.Cc.Count(cc => !there.Contains(cc.Address));
        var staying = Math.Max(0, coming - Math.Max(0, AddCc.Most - target.Cc.Count));
        var after = Sight.CustomersOf(tables, to);
        var losing = Sight.CustomersOf(tables, from).Where(p => !after.Any(a => a.Id == p.Id));
        var check = new ActCheck(tables, reader, ticket.Ticket);
        await new Merge(to).CheckAsync(check, cancellationToken);
        return new MergePreview(target, ticket.Messages.Count, ticket.Messages.Sum(message => message.Attachments.Count), coming - staying, staying)
        {
            Losing = await losing.CountAsync(cancellationToken),
            LosingNames = await losing.OrderBy(p => p.Name).ThenBy(p => p.Id).Take(MostNames).Select(p => p.Name).ToListAsync(cancellationToken),
            Refusals = check.Refusals,
        };
    }
}
