using Helpdesk.Engine.Access;
using Helpdesk.Engine.Texts;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Tickets.Acts;

/// <summary>
/// Moves a ticket to another status by hand: <c>set-status/1</c>. Who may go from which to which is the workflow's to
/// say; a customer moves only what she asked for herself.
/// </summary>
/// <param name="Status">The key of the status.</param>
public sealed record SetStatus(string Status) : Act
{
    /// <inheritdoc />
    public override string Name => "set-status/1";

    internal override bool IsForGuests => true;

    internal override Act Tidy() => this with { Status = StorableText.Of(Status) };

    internal override async Task CheckAsync(ActCheck check, CancellationToken cancellationToken)
    {
        if (!check.Actor.IsStaff && check.Before?.RequesterId != check.Actor.PersonId)
        {
            check.Forbid("desk.status-forbidden");
        }
        else if (!await check.Tables.Statuses.AnyAsync(s => s.Key == Status, cancellationToken))
        {
            check.Invalid("status", "desk.status-unknown");
        }
        else if (check.Before is { } ticket && ticket.StatusKey != Status && !await MayGoAsync(check, ticket.StatusKey, cancellationToken))
        {
            check.Forbid("desk.status-forbidden");
        }
    }

    internal override async Task ApplyAsync(TicketChange change, CancellationToken cancellationToken)
    {
        var from = change.Ticket.StatusKey;
        if (from == Status)
        {
            return;
        }

        await change.MoveToAsync(Status, cancellationToken);
        change.Record(this, ("from", from), ("to", Status));
    }

    /// <summary>The roles are compared here: the database may keep them as it likes.</summary>
    private async Task<bool> MayGoAsync(ActCheck check, string from, CancellationToken cancellationToken) =>
        await check.Tables.Transitions.Where(t => t.From == from && t.To == Status).Select(t => (Role?)t.LeastRole).FirstOrDefaultAsync(cancellationToken) <= check.Actor.Role;
}
