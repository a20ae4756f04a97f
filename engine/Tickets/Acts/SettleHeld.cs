using Helpdesk.Engine.Access;
using Helpdesk.Engine.Channels.Inbound;
using Helpdesk.Engine.People;
using Helpdesk.Engine.Texts;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Tickets.Acts;

/// <summary>What staff decide about a message that waits beside a ticket.</summary>
internal enum HeldChoice
{
    /// <summary>Its sender may write there from now on: with it stands an <see cref="AddCc"/>.</summary>
    LetIn,

    /// <summary>It is another address of the requester's.</summary>
    Alias,

    /// <summary>Nobody wants it.</summary>
    Drop,
}

/// <summary>
/// Decides about a message from outside that waits beside the ticket: <c>settle-held/1</c>. Staff only. What is let in is given to the desk
/// again by whoever brought it, and judged by what holds by then.
/// </summary>
internal sealed record SettleHeld(long HeldId, HeldChoice Choice) : Act
{
    public override string Name => "settle-held/1";

    internal override bool IsForStaff => true;

    internal override async Task CheckAsync(ActCheck check, CancellationToken cancellationToken)
    {
        if (!check.IsStaff("desk.held-forbidden") || check.Before is not { } ticket)
        {
            return;
        }

        if (await check.Tables.AllHeldMessages.FirstOrDefaultAsync(h => h.Id == HeldId && h.TicketId == ticket.Id && h.State == HeldState.Waiting, cancellationToken) is not { } held)
        {
            check.Invalid("held", "desk.held-unknown");
        }
        else if (Choice == HeldChoice.Alias && !await MayBeAliasAsync(check, held, cancellationToken))
        {
            check.Invalid("held", "desk.held-no-alias");
        }
    }

    internal override async Task ApplyAsync(TicketChange change, CancellationToken cancellationToken)
    {
        var (unit, ticketId) = (change.Unit, change.TicketId);
        if (await unit.Desk.AllHeldMessages.FirstOrDefaultAsync(h => h.Id == HeldId && h.TicketId == ticketId && h.State == HeldState.Waiting, cancellationToken) is not { } held)
        {
            change.Refuse(new Refusal(RefusalKind.Conflict, new Phrase("desk.held-unknown")));
            return;
        }

        if (Choice == HeldChoice.Drop)
        {
            await HeldMessages.DropAsync(unit, held, change.Actor.PersonId, cancellationToken);
        }
        else
        {
            if (Choice == HeldChoice.Alias)
            {
                unit.Desk.PersonAliases.Add(new PersonAlias(held.Address, change.Ticket.RequesterId, change.Actor.PersonId, unit.Now));
            }

            await HeldMessages.ReleaseAsync(unit, held, change.Actor.PersonId, cancellationToken);
        }

        change.Record(this, ("choice", Choice.ToString().ToLowerInvariant()));
    }

    /// <summary>An address that is somebody's, or that nobody can be written to by, is nobody else's.</summary>
    private static async Task<bool> MayBeAliasAsync(ActCheck check, HeldMessage held, CancellationToken cancellationToken) =>
        EmailAddress.IsOne(held.Address)
        && !await check.Tables.People.AnyAsync(p => p.FoldedAddress == held.FoldedAddress, cancellationToken)
        && !await check.Tables.PersonAliases.AnyAsync(a => a.FoldedAddress == held.FoldedAddress, cancellationToken)
        && await check.Tables.People.AnyAsync(p => p.Id == check.Before!.RequesterId && p.Role == Role.Customer, cancellationToken);
}
