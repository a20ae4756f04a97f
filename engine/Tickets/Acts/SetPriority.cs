using System.Globalization;
using Helpdesk.Engine.Conversation;
using Helpdesk.Engine.Priorities;
using Helpdesk.Engine.Texts;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Tickets.Acts;

/// <summary>
/// Decides the priority of a ticket by a row of the classification table: <c>set-priority/1</c> (row B8). Staff only. The customer
/// reads the row in a comment, in her own language; the status stays as it is.
/// </summary>
/// <param name="Classification">The code of the row, such as <c>SL-3</c>.</param>
public sealed record SetPriority(string Classification) : Act
{
    /// <inheritdoc />
    public override string Name => "set-priority/1";

    internal override Act Tidy() => this with { Classification = StorableText.Of(Classification) };

    internal override async Task CheckAsync(ActCheck check, CancellationToken cancellationToken)
    {
        if (check.IsStaff("desk.priority-forbidden")
            && Classification != check.Before?.Classification
            && !await check.Tables.Classifications.AnyAsync(r => r.Code == Classification && !r.IsRetired, cancellationToken))
        {
            check.Invalid("classification", "desk.classification-unknown");
        }
    }

    internal override async Task ApplyAsync(TicketChange change, CancellationToken cancellationToken)
    {
        var ticket = change.Ticket;
        if (ticket.ClassificationCode == Classification
            || await PriorityReader.FindLineAsync(change.Unit.Desk, Classification, cancellationToken) is not var (row, priority))
        {
            return;
        }

        var from = ticket.PriorityKey;
        ticket.Prioritize(priority.Key, row.Code);
        var requesterId = ticket.RequesterId;
        var language = await change.Unit.Desk.People.Where(p => p.Id == requesterId).Select(p => p.Language).FirstAsync(cancellationToken);
        var messageId = await change.SayAsync(MessageKind.Reply, new Reply(Comment(change.Phrases, row, priority, language), []), cancellationToken);
        change.Record(this, ("from", from ?? ""), ("to", priority.Key), ("classification", row.Code), ("message", TicketChange.Id(messageId)));
        change.Happened(version => new Events.TicketPrioritized(change.TicketId, version, from, priority.Key, row.Code, messageId, change.Actor.PersonId));
    }

    private static string Comment(PhraseBook phrases, Classification row, Priority priority, string language)
    {
        var culture = PhraseBook.Culture(language);
        var comment = phrases.Say("desk.priority-comment", culture, priority.Name, row.Code, row.Impact, row.Urgency);
        return row.Reference.Length == 0 ? comment : comment + "\n" + phrases.Say("desk.priority-comment-reference", culture, row.Reference);
    }
}
