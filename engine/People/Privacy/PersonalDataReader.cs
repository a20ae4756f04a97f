using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Attachments;
using Helpdesk.Engine.Audit;
using Helpdesk.Engine.Conversation;
using Helpdesk.Engine.Fields;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Texts;
using Helpdesk.Engine.Tickets;
using Helpdesk.Engine.Tickets.Acts;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.People.Privacy;

/// <summary>
/// All that the desk itself keeps about one person (GDPR articles 15 and 20): what she gave, what she wrote and was answered, what
/// was done in her name, and what was sent to her. Secrets are left out (hashes of passwords and tokens), and so are the notes of
/// staff on her tickets, unless she is one of them. What plugins keep they say themselves (<see cref="PluginData"/>).
/// </summary>
internal sealed class PersonalDataReader(DeskStore store)
{
    public const string Exported = "person.export-data";

    /// <summary>So many tickets are looked up at once.</summary>
    private const int Batch = 200;

    /// <summary>Writes down that it is taken out, and of whom; null where there is nobody, or where it is none of the actor's business.</summary>
    public Task<Person?> TakeOutAsync(long personId, Actor by, CancellationToken cancellationToken) => store.WriteAsync(
        async (unit, token) =>
        {
            if ((by.PersonId != personId && by.Role != Role.Administrator) || by.OnlyTicket is not null
                || await unit.Desk.People.AsNoTracking().FirstOrDefaultAsync(p => p.Id == personId, token) is not { } person)
            {
                return null;
            }

            AuditEntry.Record(unit, by, Exported, Id(personId));
            return person;
        },
        cancellationToken);

    /// <summary>The parts, each of which can be read as often as wanted.</summary>
    /// <param name="files">Takes up the files that the items speak of.</param>
    public IReadOnlyList<DataSection> Of(Person person, Action<DataFile> files) =>
    [
        new("person", RowsAsync(tables => tables.People.Where(p => p.Id == person.Id), ProfileOf)),
        new("organisations", RowsAsync(tables => tables.Memberships.Where(m => m.PersonId == person.Id).OrderBy(m => m.OrganisationId).Select(m => new
        {
            Name = tables.Organisations.Where(o => o.Id == m.OrganisationId).Select(o => o.Name).First(),
            m.IsManager,
            Site = tables.Sites.Where(s => s.Id == m.SiteId).Select(s => s.Name).FirstOrDefault(),
        }), m => new JsonObject { ["name"] = m.Name, ["manager"] = m.IsManager, ["site"] = m.Site })),
        new("services", RowsAsync(tables => tables.Services.Where(s => s.PersonId == person.Id).OrderBy(s => s.Id), s => new JsonObject { ["name"] = s.Name, ["ended"] = s.HasEnded })),
        new("keys", RowsAsync(
            tables => tables.ExternalKeys.Where(k => k.Kind == ExternalKind.Person && k.OwnerId == person.Id).OrderBy(k => k.Source), k => new JsonObject { ["source"] = k.Source, ["key"] = k.ExternalId })),
        new("sessions", RowsAsync(
            tables => tables.Sessions.Where(s => s.PersonId == person.Id).OrderBy(s => s.Id),
            s => new JsonObject { ["browser"] = s.Browser, ["place"] = s.Place, ["at"] = At(s.BeganAt), ["seen"] = At(s.SeenAt) })),
        new("factor", RowsAsync(tables => tables.SecondFactors.Where(f => f.PersonId == person.Id && f.ConfirmedAt != null), f => new JsonObject { ["at"] = At(f.ConfirmedAt) })),
        new("providers", RowsAsync(
            tables => tables.ExternalAccounts.Where(a => a.PersonId == person.Id).OrderBy(a => a.Id), a => new JsonObject { ["source"] = a.Issuer, ["key"] = a.Subject, ["at"] = At(a.LinkedAt) })),
        new("tokens", RowsAsync(
            tables => tables.ApiTokens.Where(t => t.PersonId == person.Id).OrderBy(t => t.Id), t => new JsonObject { ["scopes"] = t.Scopes, ["at"] = At(t.CreatedAt), ["ended"] = At(t.RevokedAt) })),
        new("permissions", RowsAsync(tables => tables.PermissionGrants.Where(g => g.PersonId == person.Id).OrderBy(g => g.Permission), g => new JsonObject { ["name"] = g.Permission })),
        new("tickets", TicketsAsync(person, files)),
        new("messages", RowsAsync(
            tables => from message in tables.AllMessages
                      where message.AuthorId == person.Id
                      join ticket in tables.AllTickets on message.TicketId equals ticket.Id
                      where ticket.RequesterId != person.Id
                      orderby message.Id
                      select new { message, ticket.Number },
            m => new JsonObject { ["ticket"] = m.Number, ["at"] = At(m.message.OccurredAt), ["channel"] = m.message.Channel, ["text"] = TextOf(m.message) })),
        new("files", FilesElsewhereAsync(person, files)),
        new("following", RowsAsync(
            tables => tables.AllFollowings.Where(f => f.PersonId == person.Id).OrderBy(f => f.TicketId).Select(f => new { f.IsOn, Number = tables.AllTickets.Where(t => t.Id == f.TicketId).Select(t => t.Number).First() }),
            f => new JsonObject { ["ticket"] = f.Number, ["mail"] = f.IsOn })),
        new("hearing", RowsAsync(
            tables => tables.HearingChoices.Where(c => c.PersonId == person.Id).OrderBy(c => c.Kind).ThenBy(c => c.Channel),
            c => new JsonObject { ["name"] = c.Kind.ToString().ToLowerInvariant(), ["channel"] = c.Channel.ToString().ToLowerInvariant(), ["state"] = c.Pace.ToString().ToLowerInvariant() })),
        new("hours", RowsAsync(
            tables => tables.HearingHours.Where(h => h.PersonId == person.Id),
            h => new JsonObject { ["summary"] = h.SummaryHour, ["from"] = h.QuietFrom?.ToString("HH:mm", CultureInfo.InvariantCulture), ["to"] = h.QuietTo?.ToString("HH:mm", CultureInfo.InvariantCulture), ["days"] = string.Join(", ", h.Days()), ["zone"] = h.TimeZone })),
        new("shared", RowsAsync(
            tables => tables.AllShares.Where(s => s.Kind == ShareKind.Person && s.WithId == person.Id).OrderBy(s => s.TicketId)
                .Select(s => new { s.AddedAt, Number = tables.AllTickets.Where(t => t.Id == s.TicketId).Select(t => t.Number).First() }),
            s => new JsonObject { ["ticket"] = s.Number, ["at"] = At(s.AddedAt) })),
        new("copies", RowsAsync(
            tables => tables.AllCc.Where(c => c.FoldedAddress == person.FoldedAddress).OrderBy(c => c.Id)
                .Select(c => new { c.Name, c.Address, c.AddedAt, Number = tables.AllTickets.Where(t => t.Id == c.TicketId).Select(t => t.Number).First() }),
            c => new JsonObject { ["ticket"] = c.Number, ["name"] = c.Name, ["address"] = c.Address, ["at"] = At(c.AddedAt) })),
        new("requests", RowsAsync(
            tables => tables.AccessRequests.Where(r => r.FoldedAddress == person.FoldedAddress || r.RequestedById == person.Id).OrderBy(r => r.Id),
            r => new JsonObject { ["name"] = r.Name, ["address"] = r.Address, ["note"] = r.Note, ["state"] = r.StateForAsker.ToString().ToLowerInvariant(), ["reason"] = r.Reason, ["at"] = At(r.CreatedAt) })),
        new("mail", RowsAsync(
            tables => tables.AllMail.Where(m => m.RecipientId == person.Id || m.FoldedAddress == person.FoldedAddress).OrderBy(m => m.Id),
            m => new JsonObject { ["at"] = At(m.CreatedAt), ["address"] = m.To, ["subject"] = m.Subject, ["text"] = m.Text })),
        new("unsent", RowsAsync(tables => tables.AllHeldForms.Where(f => f.PersonId == person.Id).OrderBy(f => f.Path), f => new JsonObject { ["page"] = f.Path, ["at"] = At(f.HeldAt), ["text"] = f.Fields })),
        new("audit", AuditAsync(person)),
    ];

    private static JsonObject ProfileOf(Person person) => new()
    {
        ["id"] = Id(person.Id),
        ["name"] = person.Name,
        ["address"] = person.Address,
        ["role"] = person.Role.ToString().ToLowerInvariant(),
        ["guest"] = person.IsGuest,
        ["language"] = person.Language,
        ["at"] = At(person.CreatedAt),
        ["invited"] = At(person.InvitedAt),
        ["away"] = At(person.AwayUntil),
        ["ended"] = At(person.DisabledAt),
    };

    /// <summary>Her tickets with all that she may read on them.</summary>
    private async IAsyncEnumerable<JsonObject> TicketsAsync(Person person, Action<DataFile> files, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var sight = Sight.Of(new Actor(person.Id, person.Role, "export"));
        for (long last = 0; ;)
        {
            await using var tables = store.Read();
            var tickets = await tables.AllTickets.Where(t => t.RequesterId == person.Id && t.Id > last).OrderBy(t => t.Id).Take(Batch).ToListAsync(cancellationToken);
            foreach (var ticket in tickets)
            {
                yield return await TicketAsync(tables, sight, ticket, person, files, cancellationToken);
            }

            if (tickets.Count < Batch)
            {
                yield break;
            }

            last = tickets[^1].Id;
        }
    }

    private static async Task<JsonObject> TicketAsync(DeskTables tables, Sight sight, Ticket ticket, Person person, Action<DataFile> files, CancellationToken cancellationToken)
    {
        var messages = await sight.MessagesOn(tables, ticket.Id).OrderBy(m => m.Id).ToListAsync(cancellationToken);
        var attachments = (await sight.AttachmentsOn(tables, ticket.Id).OrderBy(a => a.Id).ToListAsync(cancellationToken)).ToLookup(a => a.MessageId);
        var fields = await sight.FieldsOn(tables, ticket.Id).OrderBy(f => f.Key).ToListAsync(cancellationToken);
        var authors = messages.Select(m => m.AuthorId).Distinct().ToList();
        var names = await tables.People.Where(p => authors.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, cancellationToken);
        return new JsonObject
        {
            ["ticket"] = ticket.Number,
            ["subject"] = ticket.Subject,
            ["state"] = ticket.StatusKey,
            ["at"] = At(ticket.CreatedAt),
            ["changed"] = At(ticket.UpdatedAt),
            ["fields"] = new JsonArray([.. fields.Select(f => new JsonObject { ["name"] = f.Key, ["text"] = TicketFields.Written(f) })]),
            ["messages"] = new JsonArray([.. messages.Select(m => new JsonObject
            {
                ["at"] = At(m.OccurredAt),
                ["author"] = m.AuthorId is { } author ? names.GetValueOrDefault(author) : null,
                ["own"] = m.AuthorId == person.Id,
                ["channel"] = m.Channel,
                ["text"] = TextOf(m),
                ["files"] = new JsonArray([.. attachments[m.Id].Select(a => (JsonNode)PathOf(ticket.Number, a, files))]),
            })]),
        };
    }

    /// <summary>Hers that are on no ticket of hers: on others' tickets, and what she has uploaded and not sent.</summary>
    private async IAsyncEnumerable<JsonObject> FilesElsewhereAsync(Person person, Action<DataFile> files, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await using var tables = store.Read();
        var found = await (
            from file in tables.AllAttachments
            where file.OwnerId == person.Id && !tables.AllTickets.Any(t => t.Id == file.TicketId && t.RequesterId == person.Id && file.MessageId != null)
            orderby file.Id
            select new { file, Number = tables.AllTickets.Where(t => t.Id == file.TicketId).Select(t => t.Number).FirstOrDefault() }).ToListAsync(cancellationToken);
        foreach (var one in found)
        {
            yield return new JsonObject { ["ticket"] = one.Number, ["at"] = At(one.file.CreatedAt), ["files"] = new JsonArray(PathOf(one.Number ?? "unsent", one.file, files)) };
        }
    }

    private IAsyncEnumerable<JsonObject> AuditAsync(Person person)
    {
        var id = Id(person.Id);
        return RowsAsync(
            tables => tables.Audit.Where(a => a.ActorId == person.Id || a.Subject == id).OrderBy(a => a.Id),
            a => new JsonObject { ["at"] = At(a.RecordedAt), ["act"] = a.Act, ["own"] = a.ActorId == person.Id, ["channel"] = a.Channel });
    }

    private async IAsyncEnumerable<JsonObject> RowsAsync<T>(Func<DeskTables, IQueryable<T>> query, Func<T, JsonObject> item, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await using var tables = store.Read();
        await foreach (var row in query(tables).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            yield return item(row);
        }
    }

    private static string PathOf(string folder, Attachment file, Action<DataFile> files)
    {
        var path = $"files/{folder}/{Id(file.Id)}-{SafeFileName.Of(file.FileName)}";
        files(new DataFile(path, file.Hash));
        return path;
    }

    private static string TextOf(Message message) =>
        (message is { Format: MessageFormat.Html, Html: { } html } ? MessageMarkup.TextOf(html) : message.Body) + (message.Folded is { } folded ? $"\n\n{folded}" : "");

    private static string? At(DateTimeOffset? at) => at is { } instant ? PersonalDataField.Written(instant) : null;

    private static string Id(long id) => id.ToString(CultureInfo.InvariantCulture);
}
