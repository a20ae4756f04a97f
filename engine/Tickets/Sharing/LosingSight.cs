using Helpdesk.Engine.Access;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Tickets.Acts;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Tickets.Sharing;

/// <summary>What becomes of a ticket's readers when something is taken off it (row B7).</summary>
/// <param name="What">What is taken off.</param>
/// <param name="Count">How many customers don't see it any more.</param>
/// <param name="Names">The first of them by name, as far as the reader may know them.</param>
/// <param name="IsReader">Whether the reader herself is one of them.</param>
internal sealed record LosingSight(ShareView What, int Count, IReadOnlyList<string> Names, bool IsReader)
{
    private const int MostNames = 20;

    /// <summary>What would happen; null when the reader may not take it off, or it is not there.</summary>
    public static async Task<LosingSight?> ReadAsync(DeskStore store, TicketView ticket, Actor reader, ShareWith with, CancellationToken cancellationToken)
    {
        if (ticket.Shares.FirstOrDefault(share => share.With == with) is not { MayRemove: true } what)
        {
            return null;
        }

        await using var tables = store.Read();
        var after = Sight.CustomersOf(tables, ticket.Ticket.Id, without: with);
        var losing = Sight.CustomersOf(tables, ticket.Ticket.Id).Where(p => !after.Any(a => a.Id == p.Id));
        // Whoever is taken off by name is known by it.
        long? named = with.Kind == ShareKind.Person ? with.Id : null;
        var known = Sight.Of(reader).Nameable(tables);
        return new LosingSight(
            what,
            await losing.CountAsync(cancellationToken),
            await losing.Where(p => p.Id == named || known.Any(k => k.Id == p.Id)).OrderBy(p => p.Name).ThenBy(p => p.Id).Take(MostNames).Select(p => p.Name).ToListAsync(cancellationToken),
            await losing.AnyAsync(p => p.Id == reader.PersonId, cancellationToken));
    }
}
