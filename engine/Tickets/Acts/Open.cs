using System.Collections.Frozen;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Conversation;
using Helpdesk.Engine.Fields;
using Helpdesk.Engine.Texts;
using Helpdesk.Engine.Tickets.Sharing;
using Helpdesk.Engine.Workflow;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Tickets.Acts;

/// <summary>Opens a ticket with its first message: <c>open/1</c>. The actor is its requester, unless staff open it for somebody.</summary>
/// <param name="Subject">One line, at most 255 UTF-16 code units; line breaks and control characters become spaces.</param>
/// <param name="Department">The key of a department.</param>
/// <param name="Body">What is said, at most 100,000 UTF-16 code units; kept to the character, but for NUL and halves of surrogate pairs, which become U+FFFD.</param>
/// <param name="Attachments">Drafts that the actor uploaded, at most 20.</param>
public sealed record Open(string Subject, string Department, string Body, IReadOnlyList<long> Attachments) : SayingAct(Body, Attachments)
{
    /// <summary>Nobody gets a receipt.</summary>
    internal const string NoReceipt = "none";

    /// <inheritdoc />
    public override string Name => "open/1";

    /// <summary>The person who asks, where staff open the ticket for her; null for the actor.</summary>
    public long? RequesterId { get; init; }

    /// <summary>The key of a type; null for none, until staff have looked at it.</summary>
    public string? Type { get; init; }

    /// <summary>How much it presses.</summary>
    public Urgency Urgency { get; init; } = Urgency.Medium;

    /// <summary>A service of the requester's or of an organisation of hers; null for none.</summary>
    public long? ServiceId { get; init; }

    /// <summary>Who gets a copy of the replies; at most 20.</summary>
    public IReadOnlyList<CcAddress> Cc { get; init; } = [];

    /// <summary>Whom it is shared with from the first, as by <see cref="Acts.Share"/>; at most 50.</summary>
    public IReadOnlyList<ShareWith> Shares { get; init; } = [];

    /// <summary>What the provider's fields hold, by their keys: text, a whole number, or a day or instant (ISO 8601).</summary>
    public IReadOnlyDictionary<string, string> Fields { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>Whether fields that have to be filled in may be empty: a mail has none.</summary>
    internal bool MayLackFields { get; init; }

    /// <summary>The template of the requester's receipt, or <see cref="NoReceipt"/>; null for the usual one.</summary>
    internal string? Receipt { get; init; }

    internal override Act Tidy() => (Open)base.Tidy() with
    {
        Subject = OneLine.Of(Subject),
        Department = StorableText.Of(Department),
        Type = string.IsNullOrEmpty(Type) ? null : StorableText.Of(Type),
        Cc = AddCc.Tidy(Cc),
        Shares = [.. (Shares ?? []).Distinct()],
        Fields = TicketFields.Tidy(Fields),
    };

    internal override async Task CheckAsync(ActCheck check, CancellationToken cancellationToken)
    {
        await CheckRequesterAsync(check, cancellationToken);
        SubjectLine.Check(check, Subject);
        if (!await check.Tables.Departments.AnyAsync(d => d.Key == Department && !d.IsRetired, cancellationToken))
        {
            check.Invalid("department", "desk.department-unknown");
        }

        if (Type is not null && !await check.Tables.TicketTypes.AnyAsync(t => t.Key == Type && t.IsOffered, cancellationToken))
        {
            check.Invalid("type", "desk.type-unknown");
        }

        if (!Enum.IsDefined(Urgency))
        {
            check.Invalid("urgency", "desk.urgency-unknown");
        }

        if (ServiceId is { } service && Requester(check.Actor) is { } requester
            && !await Sight.ServicesOf(check.Tables, requester).AnyAsync(s => s.Id == service, cancellationToken))
        {
            check.Invalid("service", "desk.service-unknown");
        }

        AddCc.Check(check, Cc, there: []);
        await Share.CheckAsync(check, Shares, cancellationToken);
        await TicketFields.CheckAsync(check, Fields, isWhole: !MayLackFields, cancellationToken);
        await base.CheckAsync(check, cancellationToken);
    }

    internal override async Task ApplyAsync(TicketChange change, CancellationToken cancellationToken)
    {
        var tables = change.Unit.Desk;
        var requester = Requester(change.Actor)!.Value;
        var department = await tables.Departments.SingleAsync(d => d.Key == Department, cancellationToken);
        var organisationId = await OrganisationAsync(change, requester, cancellationToken);
        var (brandId, number) = await TicketNumbering.TakeAsync(tables, cancellationToken);
        var ticket = new Ticket(
            change.TicketId,
            number,
            Subject,
            brandId,
            department.Id,
            requester,
            organisationId,
            await change.StatusAsync(Status.Open, cancellationToken),
            change.OccurredAt);
        ticket.AskFor(Type, ServiceId, Urgency);
        change.Begin(ticket, department.Key);

        var messageId = await change.SayAsync(MessageKind.Reply, this, cancellationToken);
        await AddCc.AddAsync(change, Cc, cancellationToken);
        var shared = await Share.AddAsync(change, Shares, cancellationToken);
        await TicketFields.WriteAsync(change, Fields, cancellationToken);
        change.Happened(version => new Events.TicketOpened(change.TicketId, version, messageId, change.Actor.PersonId));
        (string, string)[] receipt = Receipt is null ? [] : [("receipt", Receipt)];
        change.Record(this, [("message", TicketChange.Id(messageId)), ("department", department.Key), .. SharedFacts.Of(shared), .. receipt]);
    }

    private long? Requester(Actor actor) => RequesterId ?? actor.PersonId;

    private async Task CheckRequesterAsync(ActCheck check, CancellationToken cancellationToken)
    {
        if (Requester(check.Actor) is not { } requester)
        {
            check.Forbid("desk.open-needs-person");
        }
        else if (requester != check.Actor.PersonId && check.IsStaff("desk.open-for-other-forbidden") && !await check.Tables.People.AnyAsync(p => p.Id == requester, cancellationToken))
        {
            check.Invalid("requester", "desk.requester-unknown");
        }
    }

    /// <summary>Whose ticket it is beside the requester's: the organisation of the service, else her only one.</summary>
    private async Task<long?> OrganisationAsync(TicketChange change, long requester, CancellationToken cancellationToken)
    {
        var tables = change.Unit.Desk;
        if (ServiceId is { } service && await tables.Services.Where(s => s.Id == service).Select(s => s.OrganisationId).FirstOrDefaultAsync(cancellationToken) is { } owner)
        {
            return owner;
        }

        var organisations = await tables.Memberships.Where(m => m.PersonId == requester).Select(m => m.OrganisationId).Take(2).ToListAsync(cancellationToken);
        return organisations is [var only] ? only : null;
    }
}
