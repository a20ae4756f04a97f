using System.Security.Cryptography;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Conversation;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Texts;
using Helpdesk.Engine.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Host.Conversation;

/// <summary>
/// Forms that come twice: a second click, Back and Send, a page loaded anew (LU8). The desk knows them by the key that
/// each form carries. Without a script the files come again as well, so what tells the same form from another one is the text.
/// After Back a browser fetches the page anew, with a new key, and puts back what was typed: then the text alone must do,
/// if it was sent a moment ago.
/// </summary>
internal sealed class SentForms(DeskStore store, TimeProvider time)
{
    private static readonly TimeSpan AMomentAgo = TimeSpan.FromMinutes(15);

    public static string NewKey() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>What became of the form with this key; null when it comes for the first time.</summary>
    public async Task<SentForm?> FindAsync(Actor actor, string? key, string? body, CancellationToken cancellationToken)
    {
        if (actor.PersonId is not { } person || string.IsNullOrWhiteSpace(key) || key.Length > Receipt.LongestKey)
        {
            return null;
        }

        await using var tables = store.Read();
        var stored = StorableText.Of(key.Trim());
        if (await tables.Receipts.FirstOrDefaultAsync(r => r.PersonId == person && r.Key == stored, cancellationToken) is not { } receipt)
        {
            return null;
        }

        var sight = Sight.Of(actor);
        var number = await sight.Ticket(tables, receipt.TicketId).Select(t => t.Number).FirstOrDefaultAsync(cancellationToken);
        var said = await sight.Messages(tables).Where(m => m.Id == receipt.MessageId).Select(m => m.Body).FirstOrDefaultAsync(cancellationToken);
        return number is null ? null : new SentForm(number, receipt.MessageId, said == StorableText.Of(body));
    }

    /// <summary>A ticket that the actor opened with the same words a moment ago.</summary>
    public async Task<SentForm?> FindOpenedAsync(Actor actor, string? department, string? subject, string? body, CancellationToken cancellationToken)
    {
        await using var tables = store.Read();
        var sight = Sight.Of(actor);
        var (key, line, text, after) = (StorableText.Of(department), OneLine.Of(subject ?? ""), StorableText.Of(body), time.Instant() - AMomentAgo);
        return await (
            from ticket in sight.Tickets(tables)
            where ticket.RequesterId == actor.PersonId && ticket.CreatedAt >= after && ticket.Subject == line
            join place in tables.Departments on ticket.DepartmentId equals place.Id
            where place.Key == key
            join message in sight.Messages(tables) on ticket.Id equals message.TicketId
            where message.AuthorId == actor.PersonId && message.Body == text
            orderby message.Id
            select new SentForm(ticket.Number, message.Id, true)).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>The last message on the ticket, if the actor wrote it with the same words a moment ago.</summary>
    public async Task<SentForm?> FindSaidAsync(Actor actor, string number, MessageKind kind, string? body, CancellationToken cancellationToken)
    {
        await using var tables = store.Read();
        var sight = Sight.Of(actor);
        var last = await (
            from ticket in sight.Tickets(tables)
            where ticket.Number == number
            join message in sight.Messages(tables) on ticket.Id equals message.TicketId
            orderby message.Id descending
            select new { message.Id, message.AuthorId, message.Kind, message.Body, message.OccurredAt }).FirstOrDefaultAsync(cancellationToken);
        return last is not null && last.AuthorId == actor.PersonId && last.Kind == kind && last.OccurredAt >= time.Instant() - AMomentAgo && last.Body == StorableText.Of(body)
            ? new SentForm(number, last.Id, IsSame: true)
            : null;
    }
}

/// <summary>A form that was sent before.</summary>
/// <param name="Number">The ticket it led to.</param>
/// <param name="IsSame">Whether it says the same; else somebody went back and changed it.</param>
internal sealed record SentForm(string Number, long? MessageId, bool IsSame);
