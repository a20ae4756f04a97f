using Helpdesk.Engine.Access;
using Helpdesk.Engine.Channels.Notifications;
using Helpdesk.Engine.People;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Texts;
using Helpdesk.Engine.Tickets.Acts;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Tickets.Sharing;

/// <summary>What the link at the end of a mail is about.</summary>
/// <param name="Number">The ticket's.</param>
/// <param name="Address">Whose mails it ends.</param>
/// <param name="IsMuted">Whether they have ended.</param>
/// <param name="IsCopy">Whether the address gets copies and nothing else: ended, they can't be asked for again from here.</param>
internal sealed record MuteLink(string Number, string Address, bool IsMuted, bool IsCopy);

/// <summary>
/// Ends the mails of a ticket to whoever got one of them (LN7, RFC 8058). Who holds the link's token has read such a mail; no
/// other proof is asked for, and nothing else is to be had for it.
/// </summary>
internal sealed class MuteLinks(DeskStore store, TicketDesk desk)
{
    private const string Channel = "mail";

    /// <summary>Null for a token that is none, or is over.</summary>
    public async Task<MuteLink?> FindAsync(string token, CancellationToken cancellationToken)
    {
        await using var tables = store.Read();
        return await HolderAsync(tables, token, cancellationToken) is { } holder
            ? new MuteLink(holder.Number, holder.Address, holder.IsMuted, holder.Person is null)
            : null;
    }

    /// <summary>Ends them, or has them go on.</summary>
    /// <returns>False for a token that is none or is over, and where copies are to begin again: that is for somebody on the ticket.</returns>
    public async Task<bool> SetAsync(string token, bool isMuted, CancellationToken cancellationToken)
    {
        Holder? holder;
        await using (var tables = store.Read())
        {
            holder = await HolderAsync(tables, token, cancellationToken);
        }

        if (holder is null || (holder.Person is null && !isMuted))
        {
            return false;
        }

        if (holder.IsMuted == isMuted)
        {
            return true;
        }

        var actor = holder.Person is { } person ? new Actor(person.Id, person.Role, Channel) : Actor.System with { Channel = Channel };
        Act act = holder.Person is null ? new RemoveCc(holder.Address) : isMuted ? new Unfollow() : new Follow();
        var result = await desk.DoAsync(holder.TicketId, [act], actor, expectedVersion: null, cancellationToken);
        // Whoever does not see the ticket any more gets no mail either.
        return result.IsDone || result.Refusals[0].Kind == RefusalKind.NotFound;
    }

    private static async Task<Holder?> HolderAsync(DeskTables tables, string token, CancellationToken cancellationToken)
    {
        var wanted = StorableText.Of(token);
        var found = await (
            from way in tables.ReplyTokens
            where way.MuteToken == wanted
            join ticket in Sight.Of(Actor.System).Tickets(tables) on way.TicketId equals ticket.Id
            select new { way.TicketId, way.FoldedAddress, way.RevokedAt, ticket.Number }).FirstOrDefaultAsync(cancellationToken);
        if (found is null)
        {
            return null;
        }

        var person = await tables.People.FirstOrDefaultAsync(p => p.FoldedAddress == found.FoldedAddress && p.DisabledAt == null, cancellationToken);
        var cc = await Sight.CcOn(tables, found.TicketId).AnyAsync(c => c.FoldedAddress == found.FoldedAddress, cancellationToken);
        if (person is null || cc)
        {
            return new Holder(found.TicketId, found.Number, found.FoldedAddress, Person: null, IsMuted: !cc);
        }

        var isOn = await Sight.FollowingsOn(tables, found.TicketId).Where(f => f.PersonId == person.Id).Select(f => (bool?)f.IsOn).FirstOrDefaultAsync(cancellationToken);
        return new Holder(found.TicketId, found.Number, person.Address, person, IsMuted: isOn is false || found.RevokedAt is not null);
    }

    private sealed record Holder(long TicketId, string Number, string Address, Person? Person, bool IsMuted);
}
