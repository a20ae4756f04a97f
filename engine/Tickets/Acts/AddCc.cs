using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Tickets.Acts;

/// <summary>Lets addresses have a copy of the replies from now on: <c>add-cc/1</c> (row E3). Whoever sees the ticket may.</summary>
/// <param name="Recipients">At least one; a ticket has at most 20.</param>
public sealed record AddCc(IReadOnlyList<CcAddress> Recipients) : Act
{
    /// <summary>How many a ticket may have: the desk is no mailing list.</summary>
    internal const int Most = 20;

    /// <inheritdoc />
    public override string Name => "add-cc/1";

    internal override Act Tidy() => this with { Recipients = Tidy(Recipients) };

    internal static IReadOnlyList<CcAddress> Tidy(IReadOnlyList<CcAddress>? recipients) =>
        recipients is null ? [] : [.. recipients.Select(cc => cc.Tidy()).DistinctBy(cc => cc.Folded, StringComparer.Ordinal)];

    internal override async Task CheckAsync(ActCheck check, CancellationToken cancellationToken)
    {
        if (Recipients.Count == 0)
        {
            check.Invalid("cc", "desk.cc-missing");
        }

        var there = check.Before is { } ticket
            ? await check.Tables.AllCc.Where(c => c.TicketId == ticket.Id).Select(c => c.FoldedAddress).ToListAsync(cancellationToken)
            : [];
        Check(check, Recipients, there);
    }

    internal static void Check(ActCheck check, IReadOnlyList<CcAddress> recipients, IReadOnlyList<string> there)
    {
        foreach (var cc in recipients)
        {
            cc.Check(check);
        }

        if (recipients.Select(cc => cc.Folded).Union(there, StringComparer.Ordinal).Count() > Most)
        {
            check.Invalid("cc", "desk.cc-too-many", Most);
        }
    }

    internal override async Task ApplyAsync(TicketChange change, CancellationToken cancellationToken)
    {
        if (await AddAsync(change, Recipients, cancellationToken) is { Count: > 0 } added)
        {
            change.Record(this, ("cc", string.Join(' ', added.Select(TicketChange.Id))));
            change.Happened(version => new Events.TicketCcAdded(change.TicketId, version, added, change.Actor.PersonId));
        }
    }

    /// <summary>The ids of those that are new; the requester gets the replies anyway.</summary>
    internal static async Task<IReadOnlyList<long>> AddAsync(TicketChange change, IReadOnlyList<CcAddress> recipients, CancellationToken cancellationToken)
    {
        if (recipients.Count == 0)
        {
            return [];
        }

        var tables = change.Unit.Desk;
        var ticketId = change.TicketId;
        var requester = await tables.People.Where(p => p.Id == change.Ticket.RequesterId).Select(p => p.FoldedAddress).SingleAsync(cancellationToken);
        var there = await tables.AllCc.Where(c => c.TicketId == ticketId).Select(c => c.FoldedAddress).ToListAsync(cancellationToken);
        var added = new List<long>();
        foreach (var cc in recipients.Where(cc => cc.Folded != requester && !there.Contains(cc.Folded, StringComparer.Ordinal)))
        {
            var id = change.Unit.NewId();
            tables.AllCc.Add(new CcRecipient(id, ticketId, cc.Address, cc.Folded, cc.Name, change.Actor.PersonId, change.OccurredAt));
            added.Add(id);
        }

        return added;
    }
}
