using Helpdesk.EmailIngest.Tables;
using Helpdesk.Engine.Channels.Inbound;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Storage.Files;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.EmailIngest.Ledger;

/// <summary>How many mails had which outcome. Together they are all that were fetched: none is lost, none is there twice.</summary>
internal sealed record MailCounts(IReadOnlyDictionary<MailOutcome, int> ByOutcome, int Quarantine)
{
    public static MailCounts None { get; } = new(new Dictionary<MailOutcome, int>(), 0);

    public int All => ByOutcome.Values.Sum();

    public int Of(MailOutcome outcome) => ByOutcome.GetValueOrDefault(outcome);
}

/// <summary>Reads in the book of mails, and carries out what somebody of the staff orders about one.</summary>
internal sealed class MailBook(ITables<MailTables> tables, IOwnFiles<MailTables> files)
{
    public async Task<MailCounts> CountAsync(CancellationToken cancellationToken)
    {
        await using var read = tables.Read();
        var counts = await read.Records.GroupBy(r => r.Outcome).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken);
        return new MailCounts(counts, await read.Records.CountAsync(r => r.Outcome == MailOutcome.Quarantine && r.DroppedAt == null, cancellationToken));
    }

    /// <summary>The newest first.</summary>
    /// <param name="outcome">Only those; null for all. What was dropped is not among those in quarantine.</param>
    /// <param name="before">Only what came before that one; null from the newest on.</param>
    public async Task<IReadOnlyList<MailRecord>> ListAsync(MailOutcome? outcome, long? before, int most, CancellationToken cancellationToken)
    {
        await using var read = tables.Read();
        return await read.Records.Where(r => (outcome == null || r.Outcome == outcome) && (before == null || r.Id < before) && (outcome != MailOutcome.Quarantine || r.DroppedAt == null))
            .OrderByDescending(r => r.Id).Take(most).ToListAsync(cancellationToken);
    }

    public async Task<MailRecord?> FindAsync(long id, CancellationToken cancellationToken)
    {
        await using var read = tables.Read();
        return await read.Records.FirstOrDefaultAsync(r => r.Id == id, cancellationToken);
    }

    /// <summary>The bytes as they came; null once they are gone.</summary>
    public Stream? Open(MailRecord record) => record.Raw.Length == 0 ? null : files.Open(record.Raw);

    /// <summary>Has it judged once more.</summary>
    public Task OrderAsync(long id, InboundOrder order, CancellationToken cancellationToken) => tables.WriteAsync(
        async (own, unit, token) =>
        {
            if (await own.Records.AnyAsync(r => r.Id == id && r.Raw != "", token))
            {
                unit.Schedule<TakeMail, MailToTake>(new MailToTake(id, order));
            }
        },
        cancellationToken);

    /// <summary>Puts it away: nobody has to look at it any more. It stays in the book, and its bytes for as long as those of others.</summary>
    public Task DropAsync(long id, CancellationToken cancellationToken) => tables.WriteAsync(
        (own, unit, token) =>
        {
            var now = (DateTimeOffset?)unit.Now;
            return own.Records.Where(r => r.Id == id && r.Outcome == MailOutcome.Quarantine && r.DroppedAt == null).ExecuteUpdateAsync(set => set.SetProperty(r => r.DroppedAt, now), token);
        },
        cancellationToken);
}
