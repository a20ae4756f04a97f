using System.Text.Json.Nodes;
using Helpdesk.Engine.Conversation;
using Helpdesk.Engine.Departments;
using Helpdesk.Engine.People;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Texts;
using Helpdesk.Engine.Tickets.History;
using Helpdesk.Engine.Workflow;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Tickets.Import;

/// <summary>
/// Brings tickets in that lived elsewhere: with their dates and their history, without hooks, events and mail, since all
/// of it is past. Many at a time: what the rows need to know is read once for a batch.
/// </summary>
internal sealed class TicketImport(DeskStore store)
{
    /// <summary>How many tickets one transaction takes: others get their turn at the gate in between.</summary>
    public const int Batch = 200;

    /// <summary>Imports all of them, batch by batch.</summary>
    /// <param name="channel">What their history says they came by.</param>
    /// <exception cref="ImportException">One of them is wrong; the batches before it stay.</exception>
    public async Task ImportAsync(IReadOnlyList<ImportedTicket> tickets, string channel, CancellationToken cancellationToken)
    {
        foreach (var batch in tickets.Chunk(Batch))
        {
            foreach (var change in batch.SelectMany(ticket => ticket.Changes))
            {
                // Nobody waits at the gate for Markdown.
                change.Render();
            }

            await store.WriteAsync((unit, token) => WriteAsync(unit, batch, channel, token), cancellationToken);
        }
    }

    /// <summary>Imports one batch as a part of something larger.</summary>
    public static async Task WriteAsync(UnitOfWork unit, IReadOnlyList<ImportedTicket> tickets, string channel, CancellationToken cancellationToken)
    {
        var tables = unit.Desk;
        var known = await Known.ReadAsync(tables, tickets, cancellationToken);
        var counted = tickets.Count(ticket => ticket.Number is null);
        var (brand, first) = await TicketNumbering.TakeAsync(tables, counted, cancellationToken);
        tables.ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            var counter = first;
            for (var i = 0; i < tickets.Count; i++)
            {
                Write(unit, tickets[i], tickets[i].Number ?? brand.NumberOf(counter++), brand.Id, known, channel, sentence => new ImportException(i, sentence));
            }
        }
        finally
        {
            tables.ChangeTracker.AutoDetectChangesEnabled = true;
        }
    }

    private static void Write(UnitOfWork unit, ImportedTicket imported, string number, long brandId, Known known, string channel, Func<string, ImportException> wrong)
    {
        var (tables, id) = (unit.Desk, unit.NewId());
        var subject = OneLine.Of(imported.Subject);
        if (subject.Length is 0 or > Ticket.LongestSubject)
        {
            throw wrong($"its subject has {subject.Length} characters; 1 to {Ticket.LongestSubject} can be kept.");
        }

        if (imported.Changes is not [{ Body: not null, IsNote: false } opening, ..])
        {
            throw wrong("it does not begin with a message.");
        }

        var department = known.Departments.GetValueOrDefault(imported.Department) ?? throw wrong($"there is no department '{imported.Department}'.");
        if (!known.People.Contains(imported.RequesterId))
        {
            throw wrong("its requester is not there.");
        }

        var ticket = new Ticket(
            id, number, subject, brandId, department.Id, imported.RequesterId, imported.OrganisationId, known.Statuses[Status.Open], Cut(opening.OccurredAt));
        ticket.AskFor(imported.Type, imported.ServiceId, imported.Urgency);
        ticket.AssignTo(imported.AssigneeId);
        if (imported is { IsTypeAssessed: true, Type: { } type })
        {
            ticket.AssessType(type, imported.AssigneeId, Cut(imported.Changes[^1].OccurredAt));
        }

        var cc = Acts.AddCc.Tidy(imported.Cc);
        if (cc.Count > Acts.AddCc.Most || cc.Any(copy => !EmailAddress.IsOne(copy.Address)))
        {
            throw wrong($"its copies go to more than {Acts.AddCc.Most} addresses, or to something that is none.");
        }

        foreach (var (index, change) in imported.Changes.Index())
        {
            Write(unit, ticket, change, index, department.Key, known, channel, wrong);
        }

        tables.AllTickets.Add(ticket);
        tables.AllTicketNumbers.AddRange(imported.FormerNumbers.Append(number).Distinct(StringComparer.Ordinal).Select(n => new TicketNumber(n, id)));
        tables.AllCc.AddRange(cc.Select(copy => new CcRecipient(unit.NewId(), id, copy.Address, copy.Folded, copy.Name, addedById: null, ticket.CreatedAt)));
    }

    private static void Write(UnitOfWork unit, Ticket ticket, ImportedChange change, int index, string department, Known known, string channel, Func<string, ImportException> wrong)
    {
        var acts = new JsonArray();
        var (at, before) = (Cut(change.OccurredAt), ticket.StatusKey);
        if (change.Body is { } body)
        {
            var text = StorableText.Of(body);
            if (text.Length > MessageBody.Longest || string.IsNullOrWhiteSpace(text))
            {
                throw wrong($"a message has {text.Length} characters; 1 to {MessageBody.Longest} can be kept.");
            }

            var messageId = unit.NewId();
            var kind = change.IsNote ? MessageKind.Note : MessageKind.Reply;
            unit.Desk.AllMessages.Add(new Message(
                messageId, ticket.Id, kind, change.ActorId, change.ByStaff, text, change.Format, change.Render(), channel, at, unit.Now));
            acts.Add(Act(index == 0 ? "open/1" : change.IsNote ? "note/1" : "reply/1", change.IsNote, ("message", TicketChange.Id(messageId)), ("department", index == 0 ? department : null)));
            if (index > 0 && !change.IsNote)
            {
                ticket.MoveTo(known.Statuses[change.ByStaff ? Status.Answered : Status.CustomerReply]);
            }
        }

        if (change.Status is { } status && status != ticket.StatusKey)
        {
            var to = known.Statuses.GetValueOrDefault(status) ?? throw wrong($"there is no status '{status}'.");
            acts.Add(Act("set-status/1", isForStaff: false, ("from", before), ("to", status)));
            ticket.MoveTo(to);
        }

        if (acts.Count == 0)
        {
            throw wrong("one of its changes changes nothing.");
        }

        var isForStaff = change.IsNote && acts.Count == 1;
        if (index > 0)
        {
            ticket.Stamp(at, isForStaff);
        }

        unit.Desk.AllHistory.Add(new HistoryEntry(unit.NewId(), ticket.Id, ticket.Version, change.ActorId, channel, acts.ToJsonString(), isForStaff, at, unit.Now));
    }

    private static JsonObject Act(string name, bool isForStaff, params ReadOnlySpan<(string Name, string? Value)> facts)
    {
        var act = new JsonObject { [TicketChange.ActName] = name };
        if (isForStaff)
        {
            act[TicketChange.ForStaff] = true;
        }

        foreach (var (fact, value) in facts)
        {
            if (value is not null)
            {
                act[fact] = value;
            }
        }

        return act;
    }

    /// <summary>As the database will give it back.</summary>
    private static DateTimeOffset Cut(DateTimeOffset instant) => new(instant.UtcTicks / 10 * 10, TimeSpan.Zero);

    /// <summary>What the rows of a batch refer to.</summary>
    private sealed record Known(Dictionary<string, Department> Departments, Dictionary<string, Status> Statuses, HashSet<long> People)
    {
        public static async Task<Known> ReadAsync(DeskTables tables, IReadOnlyList<ImportedTicket> tickets, CancellationToken cancellationToken)
        {
            var requesters = tickets.Select(ticket => ticket.RequesterId).Distinct().ToList();
            return new Known(
                await tables.Departments.AsNoTracking().ToDictionaryAsync(d => d.Key, StringComparer.Ordinal, cancellationToken),
                await tables.Statuses.AsNoTracking().ToDictionaryAsync(s => s.Key, StringComparer.Ordinal, cancellationToken),
                (await tables.People.Where(p => requesters.Contains(p.Id)).Select(p => p.Id).ToListAsync(cancellationToken)).ToHashSet());
        }
    }
}
