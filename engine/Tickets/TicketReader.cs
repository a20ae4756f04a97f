using System.Text.Json;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Attachments;
using Helpdesk.Engine.Channels.Inbound;
using Helpdesk.Engine.Departments;
using Helpdesk.Engine.Fields;
using Helpdesk.Engine.People;
using Helpdesk.Engine.Priorities;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Texts;
using Helpdesk.Engine.Tickets.Sharing;
using Helpdesk.Engine.Workflow;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Tickets;

/// <summary>Whole tickets as their readers see them, always through <see cref="Sight"/>.</summary>
internal sealed class TicketReader(DeskStore store)
{
    /// <summary>A ticket by its number, current or former; null when it is not there or not for this reader. Six to eight queries.</summary>
    public async Task<TicketView?> FindAsync(Actor reader, string number, CancellationToken cancellationToken)
    {
        await using var tables = store.Read();
        var sight = Sight.Of(reader);
        if (await IdAsync(tables, number, cancellationToken) is not { } id)
        {
            return null;
        }

        var (files, fields) = (sight.AttachmentsOn(tables, id), sight.FieldsOn(tables, id));
        var found = await (
            from row in TicketRow.Of(tables, sight.Ticket(tables, id))
            join a in tables.People on row.Ticket.AssigneeId equals a.Id into assignees
            from assignee in assignees.DefaultIfEmpty()
            join o in tables.Organisations on row.Ticket.OrganisationId equals o.Id into organisations
            from organisation in organisations.DefaultIfEmpty()
            select new
            {
                row.Ticket,
                Department = row.Department.Name,
                DepartmentKey = row.Department.Key,
                StatusName = row.Status.Name,
                Requester = new PersonView(row.Requester.Id, row.Requester.Name, row.Requester.Address),
                row.Requester.IsGuest,
                Organisation = organisation == null ? null : new { organisation.Name, organisation.MembersSeeAllTickets },
                Assignee = assignee == null ? null : new PersonView(assignee.Id, assignee.Name, assignee.Address),
                TypeName = tables.TicketTypes.Where(t => t.Key == row.Ticket.TypeKey).Select(t => t.Name).FirstOrDefault(),
                Service = tables.Services.Where(s => s.Id == row.Ticket.ServiceId).Select(s => s.Name).FirstOrDefault(),
                Priority = row.Priority == null ? null : new PriorityView(row.Priority.Key, row.Priority.Name, row.Priority.IsHighlighted, row.Ticket.ClassificationCode!),
                HasFiles = files.Any(),
                HasFields = fields.Any(),
            }).FirstOrDefaultAsync(cancellationToken);
        if (found is null)
        {
            return null;
        }

        var ticket = found.Ticket.Snapshot(found.DepartmentKey);
        var seenBy = found.Organisation is { MembersSeeAllTickets: true } && !found.Ticket.IsKeptFromOrganisation ? found.Organisation.Name : null;
        var circle = await SharedCircle.ReadAsync(tables, reader, ticket, seenBy, cancellationToken);
        return new TicketView(
            ticket,
            found.Department,
            found.StatusName,
            Known(found.Requester, reader)!,
            await MessagesAsync(tables, sight, reader, id, found.HasFiles, cancellationToken),
            await HistoryAsync(tables, sight, reader, id, cancellationToken))
        {
            IsFromGuest = reader.IsStaff && found.IsGuest,
            Organisation = found.Organisation?.Name,
            Assignee = reader.IsStaff ? found.Assignee : null,
            TypeName = found.TypeName,
            Service = found.Service,
            Priority = found.Priority,
            Cc = circle.Cc,
            Shares = circle.Shares,
            Followers = circle.Followers,
            IsFollowed = circle.IsFollowed,
            MayRemoveFollowers = reader.IsStaff || ticket.RequesterId == reader.PersonId,
            Fields = found.HasFields ? await FieldsAsync(tables, sight, id, cancellationToken) : [],
            Next = await NextAsync(tables, reader, found.Ticket, cancellationToken),
        };
    }

    private static async Task<IReadOnlyList<FieldView>> FieldsAsync(DeskTables tables, Sight sight, long ticketId, CancellationToken cancellationToken)
    {
        var fields = await (
            from value in sight.FieldsOn(tables, ticketId)
            join field in tables.FieldDefinitions on new { value.Owner, value.Key } equals new { field.Owner, field.Key }
            orderby field.Order, field.Key
            select new { field.Name, field.Kind, Value = value }).ToListAsync(cancellationToken);
        return [.. fields.Select(field => new FieldView(field.Value.Key, field.Name, field.Kind, TicketFields.Written(field.Value)))];
    }

    /// <summary>As <see cref="Acts.SetStatus"/> will judge it.</summary>
    private static async Task<IReadOnlyList<StatusView>> NextAsync(DeskTables tables, Actor reader, Ticket ticket, CancellationToken cancellationToken)
    {
        if (!reader.IsStaff && ticket.RequesterId != reader.PersonId)
        {
            return [];
        }

        var ways = await (
            from way in tables.Transitions
            where way.From == ticket.StatusKey
            join status in tables.Statuses on way.To equals status.Key
            orderby status.Order, status.Key
            select new { way.LeastRole, status.Key, status.Name }).ToListAsync(cancellationToken);
        return [.. ways.Where(way => way.LeastRole <= reader.Role).Select(way => new StatusView(way.Key, way.Name))];
    }

    /// <summary>The id behind a number, current or former; null when it is not there or not for this reader.</summary>
    public async Task<long?> FindIdAsync(Actor reader, string number, CancellationToken cancellationToken)
    {
        await using var tables = store.Read();
        return await IdAsync(tables, number, cancellationToken) is { } id && await Sight.Of(reader).Ticket(tables, id).AnyAsync(cancellationToken) ? id : null;
    }

    /// <summary>Tickets as snapshots.</summary>
    public static IQueryable<TicketSnapshot> Snapshots(DeskTables tables, IQueryable<Ticket> tickets) =>
        from t in tickets
        join d in tables.Departments on t.DepartmentId equals d.Id
        select new TicketSnapshot(t.Id, t.Number, t.Version, t.Subject, d.Key, t.StatusKey, t.StatusKind, t.RequesterId, t.CreatedAt, t.UpdatedAt)
        {
            AssigneeId = t.AssigneeId,
            OrganisationId = t.OrganisationId,
            TypeKey = t.TypeKey,
            IsTypeAssessed = t.TypeAssessedAt != null,
            ServiceId = t.ServiceId,
            Urgency = t.Urgency,
            PriorityKey = t.PriorityKey,
            Classification = t.ClassificationCode,
        };

    /// <summary>A message as it was laid out where it was written; null where it is not there, is not for this reader, or was not laid out.</summary>
    public async Task<MessagePageView?> PageAsync(Actor reader, long messageId, CancellationToken cancellationToken)
    {
        await using var tables = store.Read();
        var sight = Sight.Of(reader);
        if (await sight.Messages(tables).Where(m => m.Id == messageId).Join(tables.AllMessagePages, m => m.Id, p => p.MessageId, (_, p) => p).FirstOrDefaultAsync(cancellationToken) is not { } page)
        {
            return null;
        }

        var pictures = await sight.Attachments(tables).Where(a => a.MessageId == messageId && a.ContentId != null).Select(a => new { a.ContentId, a.Id }).ToListAsync(cancellationToken);
        return new MessagePageView(page.Html(), pictures.DistinctBy(p => p.ContentId, StringComparer.OrdinalIgnoreCase).ToDictionary(p => p.ContentId!, p => p.Id, StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>For staff: messages from outside that wait beside a ticket. None for anybody else, or where the reader does not see the ticket.</summary>
    public async Task<IReadOnlyList<HeldMessage>> HeldAsync(Actor reader, long ticketId, CancellationToken cancellationToken)
    {
        await using var tables = store.Read();
        return reader.IsStaff && await Sight.Of(reader).Ticket(tables, ticketId).AnyAsync(cancellationToken) ? await HeldMessages.OnAsync(tables, ticketId, cancellationToken) : [];
    }

    /// <summary>By the number first: asked in one statement with what the reader sees, the database may begin with all of that.</summary>
    private static Task<long?> IdAsync(DeskTables tables, string number, CancellationToken cancellationToken)
    {
        var wanted = StorableText.Of(number);
        return tables.AllTicketNumbers.Where(n => n.Number == wanted).Select(n => (long?)n.TicketId).FirstOrDefaultAsync(cancellationToken);
    }

    private static async Task<IReadOnlyList<MessageView>> MessagesAsync(DeskTables tables, Sight sight, Actor reader, long ticketId, bool hasFiles, CancellationToken cancellationToken)
    {
        var messages = await (
            from m in sight.MessagesOn(tables, ticketId)
            join p in tables.People on m.AuthorId equals p.Id into authors
            from author in authors.DefaultIfEmpty()
            orderby m.OccurredAt, m.Id
            select new { Message = m, Author = author == null ? null : new PersonView(author.Id, author.Name, author.Address) }).ToListAsync(cancellationToken);
        var files = hasFiles ? await FilesAsync(tables, sight, ticketId, cancellationToken) : null;
        var proven = reader.IsStaff ? await ProvenAsync(tables, [.. messages.Where(m => m.Message is { Channel: InboundDesk.Channel, ByStaff: false }).Select(m => m.Message.Id)], cancellationToken) : [];
        return [.. messages.Select(m => new MessageView(
            m.Message.Id, m.Message.Kind, Known(m.Author, reader), m.Message.ByStaff, m.Message.Body, m.Message.Format, m.Message.Html, m.Message.OccurredAt, [.. files?[m.Message.Id] ?? []])
            {
                IsErased = m.Message.ErasedAt is not null,
                Folded = m.Message.Folded,
                HasPage = m.Message.HasPage,
                IsSenderProven = proven.GetValueOrDefault(m.Message.Id)?.IsProven,
                SenderChecks = proven.GetValueOrDefault(m.Message.Id)?.Checks,
                IsOnlyThanks = proven.GetValueOrDefault(m.Message.Id)?.IsOnlyThanks ?? false,
            })];
    }

    /// <summary>Of messages that came by mail, whether their senders were proven.</summary>
    private static async Task<Dictionary<long, Proof>> ProvenAsync(DeskTables tables, IReadOnlyList<long> mailed, CancellationToken cancellationToken) => mailed.Count == 0
        ? []
        : await tables.InboundEntries.Where(e => e.MessageId != null && mailed.Contains(e.MessageId.Value))
            .ToDictionaryAsync(e => e.MessageId!.Value, e => new Proof(e.IsProven, e.SenderChecks, (" " + e.Because + " ").Contains(" " + InboundEntry.OnlyThanks + " ")), cancellationToken);

    private static async Task<ILookup<long?, AttachmentView>> FilesAsync(DeskTables tables, Sight sight, long ticketId, CancellationToken cancellationToken)
    {
        // Pictures of a page are shown in it.
        var files = await sight.AttachmentsOn(tables, ticketId)
            .Where(a => a.ContentId == null)
            .OrderBy(a => a.Id)
            .Select(a => new { a.MessageId, View = new AttachmentView(a.Id, a.FileName, a.ContentType, a.Size) })
            .ToListAsync(cancellationToken);
        return files.ToLookup(file => file.MessageId, file => file.View);
    }

    private static async Task<IReadOnlyList<HistoryView>> HistoryAsync(DeskTables tables, Sight sight, Actor reader, long ticketId, CancellationToken cancellationToken)
    {
        var history = await (
            from h in sight.HistoryOn(tables, ticketId)
            join p in tables.People on h.ActorId equals p.Id into actors
            from actor in actors.DefaultIfEmpty()
            orderby h.Version
            select new { Entry = h, Actor = actor == null ? null : new PersonView(actor.Id, actor.Name, actor.Address) }).ToListAsync(cancellationToken);
        return [.. history.Select(h => new HistoryView(h.Entry.Version, Known(h.Actor, reader), h.Entry.Channel, ActsFor(reader, h.Entry.Acts), h.Entry.OccurredAt))];
    }

    /// <summary>The acts; of a change that was more than a note, customers learn the rest.</summary>
    private static IReadOnlyList<ActView> ActsFor(Actor reader, string acts)
    {
        using var json = JsonDocument.Parse(acts);
        return [.. json.RootElement.EnumerateArray()
            .Where(act => reader.IsStaff || !act.TryGetProperty(TicketChange.ForStaff, out _))
            .Select(act => new ActView(
                act.GetProperty(TicketChange.ActName).GetString()!,
                act.EnumerateObject()
                    .Where(fact => fact.Name is not TicketChange.ActName and not TicketChange.ForStaff)
                    .ToDictionary(fact => fact.Name, fact => fact.Value.GetString()!, StringComparer.Ordinal)))];
    }

    private static PersonView? Known(PersonView? person, Actor reader) =>
        person is null || reader.IsStaff || person.Id == reader.PersonId ? person : person with { Address = null };

    private sealed record Proof(bool IsProven, string? Checks, bool IsOnlyThanks);
}
