using Helpdesk.Engine.Storage;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Channels.Notifications;

/// <summary>A mail as a list shows it.</summary>
internal sealed record MailLine(long Id, string To, string Subject, bool WasSent, DateTimeOffset CreatedAt);

/// <summary>Mail that went out, or would have; for the eyes of developers.</summary>
internal sealed class MailReader(DeskStore store)
{
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

    public async Task<Mail?> FindAsync(long id, CancellationToken cancellationToken)
    {
        await using var tables = store.Read();
        return await tables.AllMail.FirstOrDefaultAsync(mail => mail.Id == id, cancellationToken);
    }
}
