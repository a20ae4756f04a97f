using Helpdesk.EmailIngest.Mailboxes;
using Helpdesk.EmailIngest.Tables;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Storage.Files;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.EmailIngest.Ledger;

/// <summary>A mail as the place has it where it was fetched.</summary>
/// <param name="Key">What that place calls it: never another mail's there.</param>
/// <param name="ReceivedAt">When it came there.</param>
internal sealed record FetchedMail(string Key, DateTimeOffset ReceivedAt)
{
    /// <summary>Of the whole mail, where only its head was fetched; null else.</summary>
    public long? WholeSize { get; init; }
}

/// <summary>
/// The book of the mails that came: first the bytes are on the disk, then a row tells of them and promises in the same transaction that
/// they will be judged, and only then the place that it came from may forget it (LM8, scenario 77).
/// </summary>
internal sealed class MailLedger(ITables<MailTables> tables, IOwnFiles<MailTables> files)
{
    /// <summary>More than any mailbox takes: what only guards the disk.</summary>
    private const long Largest = 1L << 31;

    public async Task<bool> KnowsAsync(long mailboxId, string key, CancellationToken cancellationToken)
    {
        await using var read = tables.Read();
        return await read.Records.AnyAsync(r => r.MailboxId == mailboxId && r.Key == key, cancellationToken);
    }

    /// <summary>Which of them are in the book.</summary>
    public async Task<IReadOnlySet<string>> KnownAsync(long mailboxId, IReadOnlyCollection<string> keys, CancellationToken cancellationToken)
    {
        await using var read = tables.Read();
        return (await read.Records.Where(r => r.MailboxId == mailboxId && keys.Contains(r.Key)).Select(r => r.Key).ToListAsync(cancellationToken)).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Makes a mail safe. When it returns, it will be judged, whatever happens.</summary>
    /// <returns>False where it was in the book.</returns>
    public async Task<bool> KeepAsync(Mailbox mailbox, FetchedMail mail, Stream raw, CancellationToken cancellationToken)
    {
        var bytes = await files.SaveAsync(raw, Largest, cancellationToken) ?? throw new InvalidOperationException($"The mail {mail.Key} is larger than anything that a disk should hold.");
        try
        {
            await tables.WriteAsync(
                (own, unit, _) =>
                {
                    var record = new MailRecord
                    {
                        Id = unit.NewId(),
                        MailboxId = mailbox.Id,
                        Key = mail.Key,
                        Raw = bytes.Hash,
                        Size = mail.WholeSize ?? bytes.Size,
                        IsHeadOnly = mail.WholeSize is not null,
                        ReceivedAt = mail.ReceivedAt.ToUniversalTime(),
                        FetchedAt = unit.Now,
                    };
                    own.Records.Add(record);
                    unit.Schedule<TakeMail, MailToTake>(new MailToTake(record.Id));
                    return Task.CompletedTask;
                },
                cancellationToken);
            return true;
        }
        catch (DbUpdateException) when (!cancellationToken.IsCancellationRequested)
        {
            // Two servers of the desk fetched it, or one twice: whoever was first has written it down.
            if (await KnowsAsync(mailbox.Id, mail.Key, cancellationToken))
            {
                return false;
            }

            throw;
        }
    }
}
