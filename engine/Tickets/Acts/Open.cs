using Helpdesk.Engine.Attachments;
using Helpdesk.Engine.Conversation;
using Helpdesk.Engine.Texts;
using Helpdesk.Engine.Workflow;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Tickets.Acts;

/// <summary>Opens a ticket with its first message: <c>open/1</c>. The actor is its requester.</summary>
/// <param name="Subject">One line, at most 255 UTF-16 code units; line breaks and control characters become spaces.</param>
/// <param name="Department">The key of a department.</param>
/// <param name="Body">Plain text, at most 100,000 UTF-16 code units; kept to the character, but for NUL and halves of surrogate pairs, which become U+FFFD.</param>
/// <param name="Attachments">Drafts that the actor uploaded, at most 20.</param>
public sealed record Open(string Subject, string Department, string Body, IReadOnlyList<long> Attachments) : Act
{
    /// <inheritdoc />
    public override string Name => "open/1";

    internal override Act Tidy() => this with
    {
        Subject = OneLine.Of(Subject),
        Department = StorableText.Of(Department),
        Body = StorableText.Of(Body),
        Attachments = DraftFiles.Tidy(Attachments),
    };

    internal override async Task CheckAsync(ActCheck check, CancellationToken cancellationToken)
    {
        if (check.Actor.PersonId is null)
        {
            check.Forbid("desk.open-needs-person");
        }

        SubjectLine.Check(check, Subject);
        if (!await check.Tables.Departments.AnyAsync(d => d.Key == Department, cancellationToken))
        {
            check.Invalid("department", "desk.department-unknown");
        }

        MessageBody.Check(check, Body);
        await DraftFiles.CheckAsync(check, Attachments, cancellationToken);
    }

    internal override async Task ApplyAsync(TicketChange change, CancellationToken cancellationToken)
    {
        var tables = change.Unit.Desk;
        var requester = change.Actor.PersonId!.Value;
        var department = await tables.Departments.SingleAsync(d => d.Key == Department, cancellationToken);
        var organisations = await tables.Memberships.Where(m => m.PersonId == requester).Select(m => m.OrganisationId).Take(2).ToListAsync(cancellationToken);
        var (brandId, number) = await TicketNumbering.TakeAsync(tables, cancellationToken);
        change.Begin(
            new Ticket(
                change.TicketId,
                number,
                Subject,
                brandId,
                department.Id,
                requester,
                organisations is [var only] ? only : null,
                await change.StatusAsync(Status.Open, cancellationToken),
                change.OccurredAt),
            department.Key);

        var messageId = await change.SayAsync(MessageKind.Reply, Body, Attachments, cancellationToken);
        change.Happened(version => new Events.TicketOpened(change.TicketId, version, messageId, requester));
        change.Record(this, ("message", TicketChange.Id(messageId)), ("department", department.Key));
    }
}
