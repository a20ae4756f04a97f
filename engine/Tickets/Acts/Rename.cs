using Helpdesk.Engine.Texts;

namespace Helpdesk.Engine.Tickets.Acts;

/// <summary>Gives a ticket a better subject: <c>rename/1</c>. Staff only.</summary>
/// <param name="Subject">As for <see cref="Open"/>.</param>
public sealed record Rename(string Subject) : Act
{
    /// <inheritdoc />
    public override string Name => "rename/1";

    internal override Act Tidy() => this with { Subject = OneLine.Of(Subject) };

    internal override Task CheckAsync(ActCheck check, CancellationToken cancellationToken)
    {
        if (check.IsStaff("desk.rename-forbidden"))
        {
            SubjectLine.Check(check, Subject);
        }

        return Task.CompletedTask;
    }

    internal override Task ApplyAsync(TicketChange change, CancellationToken cancellationToken)
    {
        if (change.Ticket.Subject != Subject)
        {
            change.Ticket.Rename(Subject);
            change.Record(this);
        }

        return Task.CompletedTask;
    }
}
