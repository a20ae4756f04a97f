using Helpdesk.Engine.Tickets.Sharing;

namespace Helpdesk.Engine.Tickets.Acts;

/// <summary>The actor wants to hear of what happens on a ticket that she sees: <c>follow/1</c> (row B3). Customers don't learn of it.</summary>
public sealed record Follow : Act
{
    /// <inheritdoc />
    public override string Name => "follow/1";

    internal override bool IsForGuests => true;

    internal override bool IsForStaff => true;

    internal override Task CheckAsync(ActCheck check, CancellationToken cancellationToken)
    {
        if (check.Actor.PersonId is null)
        {
            check.Forbid("desk.follow-needs-person");
        }

        return Task.CompletedTask;
    }

    internal override async Task ApplyAsync(TicketChange change, CancellationToken cancellationToken)
    {
        if (await Following.SetAsync(change.Unit, change.TicketId, change.Actor.PersonId!.Value, isOn: true, cancellationToken))
        {
            change.Record(this);
        }
    }
}
