using Helpdesk.Engine.Attachments;
using Helpdesk.Engine.Channels.Notices;
using Helpdesk.Engine.Channels.Notifications.Holding;
using Helpdesk.Engine.Outbox;
using Helpdesk.Engine.Outbox.Jobs;
using Helpdesk.Engine.People;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Storage.Files;
using Helpdesk.Engine.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Housekeeping;

/// <summary>
/// Takes away, once a day, what nobody comes back for: uploads that went on no message, receipts of requests, links, sessions
/// and guards that are over, what guests have not confirmed, old news, and mail that waited and that nobody sends any more.
/// </summary>
internal sealed class DailyCleaning(DeskStore store, IBlobStore blobs, PluginFilesRoot pluginFiles) : ICronJob
{
    public const string Name = "daily-cleaning";

    /// <summary>At night by UTC, off the hour, when nothing else is due.</summary>
    public const string Schedule = "17 3 * * *";

    /// <summary>Who comes back to a form after a longer time finds her text, but has to attach the files again.</summary>
    public static readonly TimeSpan DraftsKept = TimeSpan.FromDays(1);

    /// <summary>So much at once: a unit of work holds the gate.</summary>
    private const int Most = 200;

    public async Task RunAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        await CleanDraftsAsync(cancellationToken);
        await blobs.CleanAsync(cancellationToken);
        await pluginFiles.CleanAsync(store.Time, cancellationToken);
        delivery.Write((unit, token) => CleanAsync(((UnitOfWork)unit).Desk, unit.Now, token));
    }

    private static async Task CleanAsync(DeskTables tables, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (receipts, links, guards, sessions) = (now - RequestKey.Kept, now - AccountLinks.Kept, now - (2 * SignInGuards.LongestLock), now - SessionDesk.Lasts);
        var (notices, held) = (now - Notice.Kept, now - MailTiming.Kept);
        await tables.Receipts.Where(r => r.CreatedAt < receipts).ExecuteDeleteAsync(cancellationToken);
        await tables.AccountLinks.Where(l => l.ExpiresAt < links || l.EndedAt < links).ExecuteDeleteAsync(cancellationToken);
        await tables.GuestTickets.Where(t => t.ExpiresAt < now).ExecuteDeleteAsync(cancellationToken);
        await tables.PendingAccounts.Where(p => p.ExpiresAt < now).ExecuteDeleteAsync(cancellationToken);
        await tables.Sessions.Where(s => s.SeenAt < sessions).ExecuteDeleteAsync(cancellationToken);
        await tables.Notices.Where(n => n.CreatedAt < notices).ExecuteDeleteAsync(cancellationToken);
        await tables.HeldMail.Where(h => h.Due < held).ExecuteDeleteAsync(cancellationToken);
        await tables.SignInGuards.Where(g => g.LastFailureAt < guards && (g.LockedUntil == null || g.LockedUntil < guards)).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>The rows, and in the same transaction the promise that the bytes go.</summary>
    private async Task CleanDraftsAsync(CancellationToken cancellationToken)
    {
        var limit = store.Time.Instant() - DraftsKept;
        int removed;
        do
        {
            removed = await store.WriteAsync(
                async (unit, token) =>
                {
                    var drafts = await unit.Desk.AllAttachments.Where(a => a.MessageId == null && a.CreatedAt < limit).OrderBy(a => a.Id).Take(Most).Select(a => new { a.Id, a.Hash }).ToListAsync(token);
                    var ids = drafts.ConvertAll(draft => draft.Id);
                    RemoveUnused.Schedule(unit, [.. drafts.Select(draft => draft.Hash).Distinct(StringComparer.Ordinal)]);
                    return await unit.Desk.AllAttachments.Where(a => ids.Contains(a.Id) && a.MessageId == null).ExecuteDeleteAsync(token);
                },
                cancellationToken);
        }
        while (removed > 0);
    }
}
