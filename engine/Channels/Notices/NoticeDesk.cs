using Helpdesk.Engine.Access;
using Helpdesk.Engine.Channels.Notifications;
using Helpdesk.Engine.Storage;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Channels.Notices;

/// <summary>One line of somebody's list of news.</summary>
/// <param name="Template">Says what it is.</param>
/// <param name="Actor">Who did it; null for the desk itself.</param>
internal sealed record NoticeLine(long Id, string Template, string? Actor, string Number, string Subject, DateTimeOffset CreatedAt, bool IsSeen);

/// <summary>Somebody's own list of news: the same as mail would tell, for whoever works with the desk open. What she may not see any more is not on it (LN6).</summary>
internal sealed class NoticeDesk(DeskStore store)
{
    /// <summary>A number beside a bell says no more than this.</summary>
    public const int MostCounted = 100;

    /// <summary>Those of a page, the latest first.</summary>
    /// <param name="before">Only those older than this one; null from the latest on.</param>
    public async Task<IReadOnlyList<NoticeLine>> ListAsync(Actor reader, int most, long? before, CancellationToken cancellationToken)
    {
        await using var tables = store.Read();
        var hers = tables.Notices.Where(n => n.PersonId == reader.PersonId && (before == null || n.Id < before));
        if (!reader.IsStaff)
        {
            // Whoever was of the staff before is not told of their notes.
            hers = hers.Where(n => n.Template != MailTemplateNames.NotedForStaff);
        }

        return await (
            from notice in hers
            join ticket in Sight.Of(reader).Tickets(tables) on notice.TicketId equals ticket.Id
            orderby notice.Id descending
            select new NoticeLine(
                notice.Id,
                notice.Template,
                tables.People.Where(p => p.Id == notice.ActorId).Select(p => p.Name).FirstOrDefault(),
                ticket.Number,
                ticket.Subject,
                notice.CreatedAt,
                notice.SeenAt != null)).Take(most).ToListAsync(cancellationToken);
    }

    /// <summary>What nobody has seen yet.</summary>
    public static IQueryable<Notice> New(DeskTables tables) => tables.Notices.Where(n => n.SeenAt == null);

    /// <summary>She has seen a ticket, and with it all news of it.</summary>
    /// <returns>How much of it was new.</returns>
    public async Task<int> SeeAsync(Actor reader, long ticketId, CancellationToken cancellationToken)
    {
        await using (var tables = store.Read())
        {
            if (!await New(tables).AnyAsync(n => n.PersonId == reader.PersonId && n.TicketId == ticketId, cancellationToken))
            {
                return 0;
            }
        }

        return await SeeAsync(n => n.PersonId == reader.PersonId && n.TicketId == ticketId, cancellationToken);
    }

    /// <summary>She knows all that there is.</summary>
    public Task SeeAllAsync(Actor reader, CancellationToken cancellationToken) => SeeAsync(n => n.PersonId == reader.PersonId, cancellationToken);

    private Task<int> SeeAsync(System.Linq.Expressions.Expression<Func<Notice, bool>> which, CancellationToken cancellationToken) => store.WriteAsync(
        (unit, token) => New(unit.Desk).Where(which).ExecuteUpdateAsync(set => set.SetProperty(n => n.SeenAt, unit.Now), token),
        cancellationToken);
}
