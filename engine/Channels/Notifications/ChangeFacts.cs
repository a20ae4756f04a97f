using System.Text.Json;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Tickets;
using Helpdesk.Engine.Tickets.Events;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Channels.Notifications;

/// <summary>What one change did, as its history entry tells: all of its acts, whichever of its events one hears of first.</summary>
internal sealed class ChangeFacts
{
    public const string Open = "open/1";
    public const string Reply = "reply/1";
    public const string Note = "note/1";
    public const string Retype = "retype/1";
    public const string SetPriority = "set-priority/1";
    public const string Move = "move/1";
    public const string Assign = "assign/1";
    public const string AddCc = "add-cc/1";
    public const string Share = "share/1";
    public const string SetStatus = "set-status/1";

    /// <summary>A change is heard of once: by the event of its weightiest act.</summary>
    private static readonly (string Act, string Event)[] ByWeight =
    [
        (Open, TicketOpened.EventName), (Reply, TicketReplied.EventName), (Note, TicketNoted.EventName), (Retype, TicketRetyped.EventName),
        (SetPriority, TicketPrioritized.EventName), (Move, TicketMoved.EventName), (Assign, TicketAssigned.EventName), (AddCc, TicketCcAdded.EventName), (Share, TicketShared.EventName),
        (SetStatus, TicketStatusChanged.EventName),
    ];

    private readonly IReadOnlyList<Dictionary<string, JsonElement>> _acts;

    private ChangeFacts(long? actorId, string acts)
    {
        ActorId = actorId;
        _acts = JsonSerializer.Deserialize<List<Dictionary<string, JsonElement>>>(acts)!;
    }

    public long? ActorId { get; }

    /// <summary>The event by which the change is heard of; null for one of which nobody hears.</summary>
    public string? LeadingEvent => ByWeight.FirstOrDefault(pair => Has(pair.Act)).Event;

    /// <summary>Null when there is no such change, or the reader, who may see the ticket, may not know of it.</summary>
    public static async Task<ChangeFacts?> ReadAsync(DeskTables tables, Sight sight, long ticketId, long version, CancellationToken cancellationToken) =>
        await sight.HistoryOn(tables, ticketId).Where(entry => entry.Version == version)
            .Select(entry => new { entry.ActorId, entry.Acts }).FirstOrDefaultAsync(cancellationToken) is { } entry
            ? new ChangeFacts(entry.ActorId, entry.Acts)
            : null;

    public bool Has(string act) => _acts.Any(done => IsOf(done, act));

    /// <summary>A fact of the last act of that name; null when there is none.</summary>
    public string? Fact(string act, string fact) =>
        _acts.LastOrDefault(done => IsOf(done, act)) is { } last && last.TryGetValue(fact, out var value) && value.GetString() is { Length: > 0 } text ? text : null;

    public long? Id(string act, string fact) => Ids(act, fact) is [var id, ..] ? id : null;

    public IReadOnlyList<long> Ids(string act, string fact) =>
        Fact(act, fact) is { } text ? [.. text.Split(' ').Select(id => long.Parse(id, System.Globalization.CultureInfo.InvariantCulture))] : [];

    private static bool IsOf(Dictionary<string, JsonElement> done, string act) => done[TicketChange.ActName].GetString() == act;
}
