using Helpdesk.Engine.Channels.Notifications;
using Helpdesk.Engine.People;
using Helpdesk.Engine.Texts;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Tickets.Acts;

/// <summary>Ends the copies to an address: <c>remove-cc/1</c>. What was sent there can't be called back; its reply address ends at once.</summary>
/// <param name="Address">The address; one that gets no copies is no mistake.</param>
public sealed record RemoveCc(string Address) : Act
{
    /// <inheritdoc />
    public override string Name => "remove-cc/1";

    internal override Act Tidy() => this with { Address = StorableText.Of(Address) };

    internal override Task CheckAsync(ActCheck check, CancellationToken cancellationToken) => Task.CompletedTask;

    internal override async Task ApplyAsync(TicketChange change, CancellationToken cancellationToken)
    {
        var tables = change.Unit.Desk;
        var (ticketId, folded) = (change.TicketId, Person.Fold(Address));
        if (await tables.AllCc.FirstOrDefaultAsync(c => c.TicketId == ticketId && c.FoldedAddress == folded, cancellationToken) is not { } cc)
        {
            return;
        }

        tables.AllCc.Remove(cc);
        await ReplyTokens.RevokeAsync(change.Unit, ticketId, folded, cancellationToken);
        change.Record(this, ("cc", TicketChange.Id(cc.Id)));
    }
}
