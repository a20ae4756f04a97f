using Helpdesk.Engine.Texts;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Tickets.Acts;

/// <summary>
/// Moves a ticket to another status: <c>set-status/1</c>. Staff may set any; a customer may close what she asked for
/// herself, and reopens by replying.
/// </summary>
/// <param name="Status">The key of the status.</param>
public sealed record SetStatus(string Status) : Act
{
    /// <inheritdoc />
    public override string Name => "set-status/1";

    internal override Act Tidy() => this with { Status = StorableText.Of(Status) };

    internal override async Task CheckAsync(ActCheck check, CancellationToken cancellationToken)
    {
        if (!MayBeDoneBy(check))
        {
            check.Forbid("desk.status-forbidden");
        }
        else if (!await check.Tables.Statuses.AnyAsync(s => s.Key == Status, cancellationToken))
        {
            check.Invalid("status", "desk.status-unknown");
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

    private bool MayBeDoneBy(ActCheck check) =>
        check.Actor.IsStaff
        || (Status == Workflow.Status.Closed && check.Before is { } ticket && ticket.RequesterId == check.Actor.PersonId);
}
