using Helpdesk.EmailIngest.Mailboxes;
using Helpdesk.EmailIngest.Tables;
using Helpdesk.Engine.Storage;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.EmailIngest.Fetching;

/// <summary>
/// Says which server of the desk fetches a mailbox, and writes down how it goes. Two that fetch at once do no harm, since the book knows each
/// mail; that only one does saves the mail server's patience.
/// </summary>
internal sealed class MailboxKeeper(ITables<MailTables> tables)
{
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    /// <returns>Whether the mailbox is this holder's for the next minute.</returns>
    public async Task<bool> TakeAsync(long mailboxId, string holder, CancellationToken cancellationToken)
    {
        await AddAsync(mailboxId, cancellationToken);
        var taken = 0;
        await tables.WriteAsync(
            async (own, unit, token) =>
            {
                var (now, until) = (unit.Now, unit.Now + Lease);
                taken = await own.States.Where(s => s.MailboxId == mailboxId && (s.Holder == holder || s.HeldUntil == null || s.HeldUntil < now))
                    .ExecuteUpdateAsync(set => set.SetProperty(s => s.Holder, holder).SetProperty(s => s.HeldUntil, until), token);
            },
            cancellationToken);
        return taken > 0;
    }

    public Task LetGoAsync(long mailboxId, string holder) => tables.WriteAsync(
        (own, _, token) => own.States.Where(s => s.MailboxId == mailboxId && s.Holder == holder).ExecuteUpdateAsync(set => set.SetProperty(s => s.HeldUntil, (DateTimeOffset?)null), token),
        CancellationToken.None);

    /// <summary>The server answers.</summary>
    public Task SeenAsync(long mailboxId, CancellationToken cancellationToken) => tables.WriteAsync(
        (own, unit, token) =>
        {
            var now = unit.Now;
            return own.States.Where(s => s.MailboxId == mailboxId)
                .ExecuteUpdateAsync(set => set.SetProperty(s => s.SeenAt, now).SetProperty(s => s.FailingSince, (DateTimeOffset?)null).SetProperty(s => s.Fault, ""), token);
        },
        cancellationToken);

    /// <summary>It does not work; since when is kept, whatever comes next.</summary>
    public Task FailedAsync(long mailboxId, string fault, CancellationToken cancellationToken) => tables.WriteAsync(
        (own, unit, token) =>
        {
            var now = unit.Now;
            var sentence = fault.ReplaceLineEndings(" ").Replace('\0', ' ');
            sentence = sentence.Length > MailboxState.LongestFault ? sentence[..MailboxState.LongestFault] : sentence;
            return own.States.Where(s => s.MailboxId == mailboxId)
                .ExecuteUpdateAsync(set => set.SetProperty(s => s.FailingSince, s => s.FailingSince ?? now).SetProperty(s => s.Fault, sentence), token);
        },
        cancellationToken);

    public async Task<(long UidValidity, long LastUid)> PositionAsync(long mailboxId, CancellationToken cancellationToken)
    {
        await using var read = tables.Read();
        var state = await read.States.FirstOrDefaultAsync(s => s.MailboxId == mailboxId, cancellationToken);
        return (state?.UidValidity ?? 0, state?.LastUid ?? 0);
    }

    public Task MoveToAsync(long mailboxId, long uidValidity, long lastUid, CancellationToken cancellationToken) =>
        tables.WriteAsync((own, _, token) => own.States.Where(s => s.MailboxId == mailboxId).ExecuteUpdateAsync(set => set.SetProperty(s => s.UidValidity, uidValidity).SetProperty(s => s.LastUid, lastUid), token), cancellationToken);

    private async Task AddAsync(long mailboxId, CancellationToken cancellationToken)
    {
        await using (var read = tables.Read())
        {
            if (await read.States.AnyAsync(s => s.MailboxId == mailboxId, cancellationToken))
            {
                return;
            }
        }

        try
        {
            await tables.WriteAsync(
                (own, _, _) =>
                {
                    own.States.Add(new MailboxState { MailboxId = mailboxId });
                    return Task.CompletedTask;
                },
                cancellationToken);
        }
        catch (DbUpdateException)
        {
            // Another server was faster.
        }
    }
}
