using System.Collections.Frozen;
using System.Globalization;
using Helpdesk.Engine.Texts;
using Helpdesk.Engine.Tickets;
using Helpdesk.Engine.Tickets.Acts;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Fields;

/// <summary>What people fill into the fields of a ticket: checked against what the provider has thought of, and kept as what it is.</summary>
internal static class TicketFields
{
    public static IReadOnlyDictionary<string, string> Tidy(IReadOnlyDictionary<string, string>? fields) =>
        fields is null
            ? FrozenDictionary<string, string>.Empty
            : fields.ToFrozenDictionary(field => StorableText.Of(field.Key), field => OneLine.Of(field.Value ?? ""), StringComparer.Ordinal);

    /// <param name="isWhole">Whether what is not named is empty, so that a required field is missed.</param>
    public static async Task CheckAsync(ActCheck check, IReadOnlyDictionary<string, string> fields, bool isWhole, CancellationToken cancellationToken)
    {
        var known = await check.Tables.FieldDefinitions.Where(f => f.Owner == FieldOwner.Ticket).ToListAsync(cancellationToken);
        var mine = known.Where(field => check.Actor.IsStaff || !field.IsForStaff).ToDictionary(field => field.Key, StringComparer.Ordinal);
        foreach (var (key, value) in fields)
        {
            if (!mine.TryGetValue(key, out var field))
            {
                check.Invalid("fields", "desk.field-unknown", key);
            }
            else if (value.Length > FieldValue.LongestText)
            {
                check.Invalid($"fields.{key}", "desk.field-too-long", FieldValue.LongestText, value.Length);
            }
            else if (value.Length > 0 && Read(field.Kind, 0, key, value) is null)
            {
                check.Invalid($"fields.{key}", field.Kind == FieldKind.Integer ? "desk.field-no-number" : "desk.field-no-instant");
            }
        }

        foreach (var field in mine.Values.Where(field => field.IsRequired && !field.IsForStaff && (isWhole || fields.ContainsKey(field.Key)) && fields.GetValueOrDefault(field.Key, "").Length == 0))
        {
            check.Invalid($"fields.{field.Key}", "desk.field-missing");
        }
    }

    /// <summary>The keys of those that are another now.</summary>
    public static async Task<IReadOnlyList<string>> WriteAsync(TicketChange change, IReadOnlyDictionary<string, string> fields, CancellationToken cancellationToken)
    {
        if (fields.Count == 0)
        {
            return [];
        }

        var (tables, ticketId) = (change.Unit.Desk, change.TicketId);
        var kinds = await tables.FieldDefinitions.Where(f => f.Owner == FieldOwner.Ticket).ToDictionaryAsync(f => f.Key, f => f.Kind, StringComparer.Ordinal, cancellationToken);
        var there = await tables.AllFieldValues.Where(f => f.Owner == FieldOwner.Ticket && f.OwnerId == ticketId).ToDictionaryAsync(f => f.Key, StringComparer.Ordinal, cancellationToken);
        var written = new List<string>();
        foreach (var (key, value) in fields.Where(field => kinds.ContainsKey(field.Key)))
        {
            var old = there.GetValueOrDefault(key);
            var now = value.Length > 0 ? Read(kinds[key], ticketId, key, value) : null;
            if ((old is null && now is null) || (old is not null && now is not null && Written(old) == Written(now)))
            {
                continue;
            }

            if (old is not null)
            {
                // Gone before it comes again: one key can't be removed and added in one go.
                await tables.AllFieldValues.Where(f => f.Owner == FieldOwner.Ticket && f.OwnerId == ticketId && f.Key == key).ExecuteDeleteAsync(cancellationToken);
                tables.Entry(old).State = EntityState.Detached;
            }

            if (now is not null)
            {
                tables.AllFieldValues.Add(now);
            }

            written.Add(key);
        }

        return written;
    }

    /// <summary>A value as people read and write it.</summary>
    public static string Written(FieldValue value) => value switch
    {
        { Number: { } number } => number.ToString(CultureInfo.InvariantCulture),
        { Instant: { } instant } => instant.ToString(instant.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-ddTHH:mm:ss.FFFFFFK", CultureInfo.InvariantCulture),
        _ => value.Text ?? "",
    };

    /// <summary>Null when it is not of that kind.</summary>
    private static FieldValue? Read(FieldKind kind, long ownerId, string key, string value) => kind switch
    {
        FieldKind.Integer => long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? new FieldValue(FieldOwner.Ticket, ownerId, key, text: null, number, instant: null)
            : null,
        FieldKind.Instant => DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant)
            ? new FieldValue(FieldOwner.Ticket, ownerId, key, text: null, number: null, instant)
            : null,
        _ => new FieldValue(FieldOwner.Ticket, ownerId, key, value, number: null, instant: null),
    };
}
