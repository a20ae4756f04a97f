using System.Security.Cryptography;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Texts;
using Helpdesk.Engine.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Host.Conversation;

/// <summary>
/// Forms that come twice: a second click, Back and Send, a page loaded anew (LU8). The desk knows them by the key that
/// each form carries. Without a script the files come again as well, so what tells the same form from another one is the text.
/// </summary>
internal sealed class SentForms(DeskStore store)
{
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
        var number = await sight.Tickets(tables).Where(t => t.Id == receipt.TicketId).Select(t => t.Number).FirstOrDefaultAsync(cancellationToken);
        var said = await sight.Messages(tables).Where(m => m.Id == receipt.MessageId).Select(m => m.Body).FirstOrDefaultAsync(cancellationToken);
        return number is null ? null : new SentForm(number, receipt.MessageId, said == StorableText.Of(body));
    }
}

/// <summary>A form that was sent before.</summary>
/// <param name="Number">The ticket it led to.</param>
/// <param name="IsSame">Whether it says the same; else somebody went back and changed it.</param>
internal sealed record SentForm(string Number, long? MessageId, bool IsSame);
