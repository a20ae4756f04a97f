using Helpdesk.Engine.Texts;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Tickets.Acts;

/// <summary>
/// Assesses the type of a ticket: <c>retype/1</c> (row A7). Staff confirm it, or change it with a reason that the
/// customer sees.
/// </summary>
/// <param name="Type">The key of the type.</param>
/// <param name="Reason">Why it is another; at most 1,000 UTF-16 code units. A confirmation needs none.</param>
public sealed record Retype(string Type, string Reason = "") : Act
{
    /// <summary>In UTF-16 code units.</summary>
    internal const int LongestReason = 1000;

    /// <inheritdoc />
    public override string Name => "retype/1";

    internal override Act Tidy() => this with { Type = StorableText.Of(Type), Reason = StorableText.Of(Reason).Trim() };

    internal override async Task CheckAsync(ActCheck check, CancellationToken cancellationToken)
    {
        if (!check.IsStaff("desk.retype-forbidden"))
        {
            return;
        }

        var isOther = Type != check.Before?.TypeKey;
        if (isOther && !await check.Tables.TicketTypes.AnyAsync(t => t.Key == Type && t.IsOffered, cancellationToken))
        {
            check.Invalid("type", "desk.type-unknown");
        }
        else if (isOther && Reason.Length == 0)
        {
            check.Invalid("reason", "desk.retype-reason-missing");
        }
        else if (Reason.Length > LongestReason)
        {
            check.Invalid("reason", "desk.retype-reason-too-long", LongestReason, Reason.Length);
        }
    }

    internal override Task ApplyAsync(TicketChange change, CancellationToken cancellationToken)
    {
        var from = change.Ticket.TypeKey;
        if (from != Type || change.Ticket.TypeAssessedAt is null)
        {
            change.Ticket.AssessType(Type, change.Actor.PersonId, change.OccurredAt);
            change.Record(this, ("from", from ?? ""), ("to", Type), ("reason", Reason));
            change.Happened(version => new Events.TicketRetyped(change.TicketId, version, from, Type, change.Actor.PersonId));
        }

        return Task.CompletedTask;
    }
}
