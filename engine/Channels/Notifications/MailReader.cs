using Helpdesk.Engine.Channels.Inbound;
using Helpdesk.Engine.Storage;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Channels.Notifications;

/// <summary>A mail as a list shows it.</summary>
internal sealed record MailLine(long Id, string To, string Subject, bool WasSent, DateTimeOffset CreatedAt);

/// <summary>Mail that went out, or would have: for the threads of later mails, and for the eyes of developers.</summary>
internal sealed class MailReader(DeskStore store)
{
    /// <summary>A reader's thread needs its first mail and the latest ones; the middle of a long one may go (RFC 5322 §3.6.4 asks for all).</summary>
    public const int MostReferences = 20;

    /// <summary>The latest mails, newest first.</summary>
    /// <param name="before">Only mails older than this one; null from the newest on.</param>
    public async Task<IReadOnlyList<MailLine>> ListAsync(int most, long? before, CancellationToken cancellationToken)
    {
        await using var tables = store.Read();
        return await tables.AllMail
            .Where(mail => before == null || mail.Id < before)
            .OrderByDescending(mail => mail.Id).Take(most)
            .Select(mail => new MailLine(mail.Id, mail.To, mail.Subject, mail.WasSent, mail.CreatedAt))
            .ToListAsync(cancellationToken);
    }

    /// <summary>The mails that lead these people to their accounts: who, which, and whether a server took it.</summary>
    public static async Task<IReadOnlyList<(long PersonId, long Id, bool WasSent, DateTimeOffset CreatedAt)>> LatestAccountMailAsync(DeskTables tables, IReadOnlyCollection<long> people, CancellationToken cancellationToken)
    {
        var found = await tables.AllMail
            .Where(mail => mail.RecipientId != null && people.Contains(mail.RecipientId.Value) && (mail.Template == MailTemplateNames.Invitation || mail.Template == MailTemplateNames.NewPassword))
            .GroupBy(mail => mail.RecipientId!.Value)
            .Select(group => new { PersonId = group.Key, Id = group.Max(mail => mail.Id) })
            .Join(tables.AllMail, latest => latest.Id, mail => mail.Id, (latest, mail) => new { latest.PersonId, mail.Id, mail.WasSent, mail.CreatedAt })
            .ToListAsync(cancellationToken);
        return [.. found.Select(mail => (mail.PersonId, mail.Id, mail.WasSent, mail.CreatedAt))];
    }

    public async Task<Mail?> FindAsync(long id, CancellationToken cancellationToken)
    {
        await using var tables = store.Read();
        return await tables.AllMail.FirstOrDefaultAsync(mail => mail.Id == id, cancellationToken);
    }

    /// <summary>
    /// The Message-IDs of what this ticket's mails to this address go on from, oldest first: those that went to it before, and those by which
    /// people wrote on the ticket (RFC 5322 §3.6.4); of many, the first of all and the latest.
    /// </summary>
    /// <param name="before">The mail that will refer to them.</param>
    public async Task<IReadOnlyList<string>> EarlierAsync(long ticketId, string foldedAddress, long before, CancellationToken cancellationToken)
    {
        await using var tables = store.Read();
        var sent = tables.AllMail.Where(mail => mail.TicketId == ticketId && mail.FoldedAddress == foldedAddress && mail.Id < before).Select(mail => new { mail.Id, mail.MessageId });
        var received = tables.InboundEntries
            .Where(entry => entry.TicketId == ticketId && entry.OriginalId != null && !entry.IsInternal && entry.Id < before && (entry.Decision == InboundDecision.NewTicket || entry.Decision == InboundDecision.Append))
            .Select(entry => new { entry.Id, MessageId = entry.OriginalId! });
        var latest = (await sent.OrderByDescending(mail => mail.Id).Take(MostReferences).ToListAsync(cancellationToken))
            .Concat(await received.OrderByDescending(entry => entry.Id).Take(MostReferences).ToListAsync(cancellationToken))
            .OrderBy(mail => mail.Id).TakeLast(MostReferences).ToList();
        if (latest.Count == MostReferences)
        {
            latest[0] = (await sent.OrderBy(mail => mail.Id).Take(1).ToListAsync(cancellationToken)).Concat(await received.OrderBy(entry => entry.Id).Take(1).ToListAsync(cancellationToken)).MinBy(mail => mail.Id)!;
        }

        return [.. latest.Select(mail => mail.MessageId)];
    }
}
