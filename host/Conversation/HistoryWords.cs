using System.Globalization;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Texts;
using Helpdesk.Engine.Tickets;
using Helpdesk.Engine.Tickets.Sharing;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Host.Conversation;

/// <summary>
/// Says what happened to a ticket. The history holds keys and ids; here they become the names of today. What has no name
/// any more is said by its key: it did happen.
/// </summary>
internal sealed class HistoryWords(DeskStore store, Words words)
{
    public async Task<IReadOnlyList<HistoryLine>> SayAsync(TicketView view, CancellationToken cancellationToken)
    {
        var names = await NamesAsync(view, cancellationToken);
        return [.. view.History.Select(entry => new HistoryLine(
            entry.Actor?.Name ?? words["common.message.desk"],
            [.. entry.Acts.Select(act => Say(act, names))],
            words[$"common.channel.{entry.Channel}"],
            entry.OccurredAt))];
    }

    private HistoryAct Say(ActView act, Names names)
    {
        string Fact(string name) => act.Facts.GetValueOrDefault(name, "");
        var plain = words[$"common.act.{act.Name}"];
        var reason = Fact("reason") is { Length: > 0 } said ? said : null;
        return new HistoryAct(
            act.Name switch
            {
                "set-status/1" => FromTo(plain, names.Statuses, Fact("from"), Fact("to")),
                "move/1" => FromTo(plain, names.Departments, Fact("from"), Fact("to")),
                "retype/1" when Fact("from") == Fact("to") => words["common.act.retype/1.confirmed", Name(names.Types, Fact("to"))],
                "retype/1" => FromTo(plain, names.Types, Fact("from"), Fact("to")),
                "set-priority/1" => words["common.act.set-priority/1.row", Name(names.Priorities, Fact("to")), Fact("classification")],
                "assign/1" => Fact("to").Length == 0 ? words["common.act.assign/1.nobody"] : words["common.act.assign/1.to", Name(names.People, Fact("to"))],
                "add-cc/1" or "remove-cc/1" when Addresses(names, Fact("cc")) is { Length: > 0 } addresses => words["common.act.with", plain, addresses],
                "share/1" or "unshare/1" when SharedWith(act, names) is { Length: > 0 } whom => words["common.act.with", plain, whom],
                "unfollow/1" when Fact("person").Length > 0 => words["common.act.with", words["common.act.unfollow/1.other"], Name(names.People, Fact("person"))],
                "merge/1" or "absorb/1" => words["common.act.with", plain, "#" + Fact("number")],
                "set-fields/1" => words["common.act.with", plain, string.Join(", ", Fact("fields").Split(' ').Select(key => Name(names.Fields, key)))],
                _ => plain,
            },
            reason);
    }

    private string FromTo(string plain, Dictionary<string, string> names, string from, string to) =>
        from.Length == 0
            ? words["common.act.with", plain, Name(names, to)]
            : words["common.act.from-to", plain, Name(names, from), Name(names, to)];

    private static string Name(Dictionary<string, string> names, string key) => names.GetValueOrDefault(key, key);

    /// <summary>Names of today; what was taken away since then has none and is passed over.</summary>
    private static string SharedWith(ActView act, Names names) =>
        string.Join(", ", Named(act, SharedFacts.People, names.People)
            .Concat(Named(act, SharedFacts.Organisations, names.Organisations)).Concat(Named(act, SharedFacts.Sites, names.Sites)));

    private static IEnumerable<string> Named(ActView act, string fact, Dictionary<string, string> names) =>
        act.Facts.GetValueOrDefault(fact, "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(names.ContainsKey).Select(id => names[id]);

    /// <summary>Those that still get copies; the others are nobody's business any more.</summary>
    private static string Addresses(Names names, string ids) =>
        string.Join(", ", ids.Split(' ').Where(names.Cc.ContainsKey).Select(id => names.Cc[id]));

    /// <summary>Asks for what the history speaks of, and most often that is little.</summary>
    private async Task<Names> NamesAsync(TicketView view, CancellationToken cancellationToken)
    {
        await using var tables = store.Read();
        var acts = view.History.SelectMany(entry => entry.Acts).ToLookup(act => act.Name, StringComparer.Ordinal);
        var shares = acts["share/1"].Concat(acts["unshare/1"]).ToList();
        var people = Ids(acts["assign/1"], "to").Concat(Ids(shares, SharedFacts.People)).Concat(Ids(acts["unfollow/1"], "person")).Distinct().ToList();
        var (organisations, sites) = (Ids(shares, SharedFacts.Organisations).ToList(), Ids(shares, SharedFacts.Sites).ToList());
        return new Names(
            !acts.Contains("set-status/1") ? [] : await tables.Statuses.ToDictionaryAsync(s => s.Key, s => Words.Say(s.Name), StringComparer.Ordinal, cancellationToken),
            !acts.Contains("move/1") ? [] : await tables.Departments.ToDictionaryAsync(d => d.Key, d => Words.Say(d.Name), StringComparer.Ordinal, cancellationToken),
            !acts.Contains("retype/1") ? [] : await tables.TicketTypes.ToDictionaryAsync(t => t.Key, t => Words.Say(t.Name), StringComparer.Ordinal, cancellationToken),
            !acts.Contains("set-priority/1") ? [] : await tables.Priorities.ToDictionaryAsync(p => p.Key, p => Words.Say(p.Name), StringComparer.Ordinal, cancellationToken),
            !acts.Contains("set-fields/1") ? [] : await tables.FieldDefinitions.Where(f => f.Owner == Engine.Fields.FieldOwner.Ticket).ToDictionaryAsync(f => f.Key, f => Words.Say(f.Name), StringComparer.Ordinal, cancellationToken),
            people.Count == 0 ? [] : await tables.People.Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => TicketChange.Id(p.Id), p => p.Name, StringComparer.Ordinal, cancellationToken),
            organisations.Count == 0 ? [] : await tables.Organisations.Where(o => organisations.Contains(o.Id)).ToDictionaryAsync(o => TicketChange.Id(o.Id), o => o.Name, StringComparer.Ordinal, cancellationToken),
            sites.Count == 0 ? [] : await tables.Sites.Where(s => sites.Contains(s.Id)).ToDictionaryAsync(s => TicketChange.Id(s.Id), s => s.Name, StringComparer.Ordinal, cancellationToken),
            view.Cc.ToDictionary(cc => TicketChange.Id(cc.Id), cc => cc.Address, StringComparer.Ordinal));
    }

    private static IEnumerable<long> Ids(IEnumerable<ActView> acts, string fact) =>
        acts.SelectMany(act => act.Facts.GetValueOrDefault(fact, "").Split(' ', StringSplitOptions.RemoveEmptyEntries)).Select(id => long.Parse(id, CultureInfo.InvariantCulture));

    private sealed record Names(
        Dictionary<string, string> Statuses,
        Dictionary<string, string> Departments,
        Dictionary<string, string> Types,
        Dictionary<string, string> Priorities,
        Dictionary<string, string> Fields,
        Dictionary<string, string> People,
        Dictionary<string, string> Organisations,
        Dictionary<string, string> Sites,
        Dictionary<string, string> Cc);
}

/// <summary>One change, in words.</summary>
internal sealed record HistoryLine(string Who, IReadOnlyList<HistoryAct> Acts, string Channel, DateTimeOffset At);

/// <summary>Something that was done, in words, and the reason that was given for it.</summary>
internal sealed record HistoryAct(string Sentence, string? Reason);
