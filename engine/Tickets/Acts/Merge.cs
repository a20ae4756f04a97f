using Helpdesk.Engine.Access;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Texts;
using Helpdesk.Engine.Tickets.Sharing;
using Helpdesk.Engine.Workflow;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Tickets.Acts;

/// <summary>
/// Makes a ticket part of another: <c>merge/1</c>. What was said on it, its files, its copies, its numbers and whoever follows it and sees the other go over to
/// the other, and so does whatever is answered to it later; it is closed, and nobody is told. Staff only, and only where that lets nobody read what she could not read before.
/// </summary>
/// <param name="IntoTicketId">The ticket that goes on.</param>
public sealed record Merge(long IntoTicketId) : Act
{
    /// <inheritdoc />
    public override string Name => "merge/1";

    internal override async Task CheckAsync(ActCheck check, CancellationToken cancellationToken)
    {
        if (!check.IsStaff("desk.merge-forbidden") || check.Before is not { } source)
        {
            return;
        }

        var target = await Sight.Of(check.Actor).Ticket(check.Tables, IntoTicketId).Select(t => new { t.Id, t.OrganisationId, t.MergedIntoId }).FirstOrDefaultAsync(cancellationToken);
        if (target is null || target.Id == source.Id || target.MergedIntoId is not null)
        {
            check.Invalid("mergeInto", "desk.merge-into-unknown");
        }
        else if ((target.OrganisationId is not null && target.OrganisationId != source.OrganisationId) || !await SeesAsync(check.Tables, source.RequesterId, cancellationToken))
        {
            check.Invalid("mergeInto", "desk.merge-others-read");
        }
    }

    internal override async Task ApplyAsync(TicketChange change, CancellationToken cancellationToken)
    {
        var tables = change.Unit.Desk;
        var (from, into, fromNumber) = (change.TicketId, IntoTicketId, change.Ticket.Number);
        var target = tables.AllTickets.Where(t => t.Id == into && t.MergedIntoId == null);
        if (await target.ExecuteUpdateAsync(set => set.SetProperty(t => t.Version, t => t.Version), cancellationToken) == 0)
        {
            change.Refuse(Refusal.Invalid("mergeInto", "desk.merge-into-unknown"));
            return;
        }

        var taken = await target.SingleAsync(cancellationToken);
        // What acts before this one said is to go over too.
        await tables.SaveChangesAsync(cancellationToken);
        await GoOverAsync(tables, from, into, cancellationToken);
        await FollowAsync(change.Unit, from, into, cancellationToken);
        if (change.Ticket.StatusKind < StatusKind.Closed)
        {
            await change.MoveToAsync(Status.Closed, cancellationToken);
        }

        change.Ticket.MergeInto(into);
        change.Record(this, ("number", taken.Number));
        change.Happened(version => new Events.TicketMerged(from, version, into, change.Actor.PersonId));
        await change.AlsoAsync(taken, new Absorb(fromNumber), cancellationToken);
    }

    /// <summary>Whether whoever asked for the one sees the other.</summary>
    private Task<bool> SeesAsync(DeskTables tables, long requesterId, CancellationToken cancellationToken) =>
        Sight.Of(new Actor(requesterId, Role.Customer, "merge")).Ticket(tables, IntoTicketId).AnyAsync(cancellationToken);

    private static async Task GoOverAsync(DeskTables tables, long from, long into, CancellationToken cancellationToken)
    {
        await tables.AllMessages.Where(m => m.TicketId == from).ExecuteUpdateAsync(set => set.SetProperty(m => m.TicketId, into), cancellationToken);
        await tables.AllAttachments.Where(a => a.TicketId == from).ExecuteUpdateAsync(set => set.SetProperty(a => a.TicketId, into), cancellationToken);
        await tables.AllTicketNumbers.Where(n => n.TicketId == from).ExecuteUpdateAsync(set => set.SetProperty(n => n.TicketId, into), cancellationToken);
        await tables.AllTickets.Where(t => t.MergedIntoId == from).ExecuteUpdateAsync(set => set.SetProperty(t => t.MergedIntoId, into), cancellationToken);
        await tables.AllHeldMessages.Where(h => h.TicketId == from).ExecuteUpdateAsync(set => set.SetProperty(h => h.TicketId, into), cancellationToken);
        var room = await RoomAsync(tables, into, cancellationToken);
        var ids = await Copies(tables, from, into).OrderBy(c => c.Id).Select(c => c.Id).Take(room).ToListAsync(cancellationToken);
        await tables.AllCc.Where(c => ids.Contains(c.Id)).ExecuteUpdateAsync(set => set.SetProperty(c => c.TicketId, into), cancellationToken);
    }

    /// <summary>The copies of the one that the other does not have.</summary>
    internal static IQueryable<CcRecipient> Copies(DeskTables tables, long from, long into)
    {
        var requester = tables.AllTickets.Where(t => t.Id == into).Join(tables.People, t => t.RequesterId, p => p.Id, (_, p) => p.FoldedAddress);
        var there = tables.AllCc.Where(c => c.TicketId == into).Select(c => c.FoldedAddress).Concat(requester);
        return tables.AllCc.Where(c => c.TicketId == from && !there.Contains(c.FoldedAddress));
    }

    /// <summary>A ticket has at most so many copies: who is one too many stays on the ticket that is closed.</summary>
    internal static async Task<int> RoomAsync(DeskTables tables, long into, CancellationToken cancellationToken) =>
        Math.Max(0, AddCc.Most - await tables.AllCc.CountAsync(c => c.TicketId == into, cancellationToken));

    /// <summary>Whoever follows the one follows the other, where she sees it and has not said otherwise.</summary>
    private static async Task FollowAsync(UnitOfWork unit, long from, long into, CancellationToken cancellationToken)
    {
        var tables = unit.Desk;
        var seeing = Sight.CustomersOf(tables, into).Select(p => p.Id).Concat(Sight.StaffOf(tables, into).Select(p => p.Id));
        var said = tables.AllFollowings.Where(f => f.TicketId == into).Select(f => f.PersonId);
        var coming = tables.AllFollowings.Where(f => f.TicketId == from && f.IsOn && !said.Contains(f.PersonId) && seeing.Contains(f.PersonId));
        foreach (var person in await coming.Select(f => f.PersonId).ToListAsync(cancellationToken))
        {
            await Following.SetAsync(unit, into, person, isOn: true, cancellationToken);
        }
    }

    /// <summary>The same in the other ticket's history: <c>absorb/1</c>.</summary>
    internal sealed record Absorb(string Number) : Act
    {
        public override string Name => "absorb/1";

        internal override Task CheckAsync(ActCheck check, CancellationToken cancellationToken) => Task.CompletedTask;

        internal override Task ApplyAsync(TicketChange change, CancellationToken cancellationToken)
        {
            change.Record(this, ("number", Number));
            return Task.CompletedTask;
        }
    }
}
